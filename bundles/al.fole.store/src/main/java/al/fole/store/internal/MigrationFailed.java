// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

/**
 * A schema could not be brought up to date; names file and rule or SQL state. Lifecycle tells the
 * users of the part by the name of this class.
 */
final class MigrationFailed extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  MigrationFailed(String reason) {
    super(reason);
  }

  MigrationFailed(String reason, Throwable cause) {
    super(reason, cause);
  }
}
