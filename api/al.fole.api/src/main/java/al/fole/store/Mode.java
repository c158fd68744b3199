// SPDX-License-Identifier: EUPL-1.2
package al.fole.store;

/** What a database is for; fixed at its first start. */
public enum Mode {
  /** Synthetic people, printed logins, movable clock. */
  DEMONSTRATION,
  /** Synthetic people for courses, movable clock. */
  TRAINING,
  /** The register. */
  PRODUCTION
}
