// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import al.fole.keys.Vault;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** The keys at hand must be the ones this database was written with. */
final class KeyGuard {
  private static final String ANY_KEY =
      "select wrapped from store.subject_key where wrapped is not null limit 1";

  private KeyGuard() {}

  static void check(DataSource app, Vault vault) throws SQLException {
    try (Connection connection = app.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(ANY_KEY)) {
      if (row.next()) {
        vault.open(row.getBytes(1));
      }
    } catch (IllegalArgumentException e) {
      throw new StartRefused(
          "the keys in the key directory do not belong to this database: restore the ones it was"
              + " written with");
    }
  }
}
