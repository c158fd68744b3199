// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

/** Rolls a write back that found nothing to do; never leaves this package. */
final class NothingToDo extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NothingToDo() {
    super("nothing to do", null, false, false);
  }
}
