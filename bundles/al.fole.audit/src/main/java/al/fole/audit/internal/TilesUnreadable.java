// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import java.sql.SQLException;

/** Carries an SQLException through the tree. */
final class TilesUnreadable extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final SQLException why;

  TilesUnreadable(SQLException why) {
    super(why);
    this.why = why;
  }

  SQLException why() {
    return why;
  }
}
