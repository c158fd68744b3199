// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

/** The store does not start on this database; the message says why and what to do. */
public final class StartRefused extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  StartRefused(String reason) {
    super(reason);
  }
}
