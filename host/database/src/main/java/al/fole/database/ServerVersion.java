// SPDX-License-Identifier: EUPL-1.2
package al.fole.database;

import java.sql.Connection;
import java.sql.SQLException;

/** The oldest PostgreSQL the module's SQL is written for. */
final class ServerVersion {

  static final int OLDEST = 15;

  private ServerVersion() {}

  static void require(Connection connection) throws SQLException {
    require(connection.getMetaData().getDatabaseMajorVersion());
  }

  static void require(int major) {
    if (major < OLDEST) {
      throw new StartRefused(
          "The server is PostgreSQL " + major + "; " + OLDEST + " or later is needed.",
          "Serveri është PostgreSQL " + major + "; nevojitet " + OLDEST + " ose më i ri.");
    }
  }
}
