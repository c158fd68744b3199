// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

/**
 * State of an account (gjendja e llogarisë). The database and older versions call {@link
 * #DEACTIVATED} {@code DISABLED}.
 */
enum AccountState {
  /** Has a first password and has not replaced it yet. */
  INVITED,
  ACTIVE,
  /** Reads only, by a decision of control (kufizuar, VKM-2026 n.11/4/b). */
  LIMITED,
  /** Stopped for a time by a decision of control (pezulluar, VKM-2026 n.11/4/b). */
  SUSPENDED,
  /** Stopped by the administrator, for example because the person left (çaktivizuar). */
  DEACTIVATED;

  /** Whether its person can sign in with a password of his own. */
  boolean works() {
    return this == ACTIVE || this == LIMITED;
  }
}
