// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

/** The log in hand has ended and another one goes on. */
final class LogMoved extends RuntimeException {
  private static final long serialVersionUID = 1L;
}
