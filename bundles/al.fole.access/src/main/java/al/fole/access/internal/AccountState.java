// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

/** State of an account (gjendja e llogarisë). Only the first two can sign in. */
enum AccountState {
  /** Has a first password and has not replaced it yet. */
  INVITED,
  ACTIVE,
  /** Reads only. */
  LIMITED,
  /** Stopped by a decision of control (VKM-2026 n.11/4/b). */
  SUSPENDED,
  /** Stopped by the administrator, for example because the person left. */
  DISABLED
}
