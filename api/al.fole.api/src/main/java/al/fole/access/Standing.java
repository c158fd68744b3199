// SPDX-License-Identifier: EUPL-1.2
package al.fole.access;

/** How a subject stands (gjendja e aksesit): what the matrix asks of it besides its relation. */
public enum Standing {
  OPEN,
  /** Its work has ended. */
  CLOSED,
  /** Adoption or an order of a court: closed to everybody until two persons unseal it. */
  SEALED
}
