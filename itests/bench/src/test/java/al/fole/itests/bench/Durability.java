// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.bench;

import al.fole.testing.TestDatabase;
import java.sql.SQLException;

/** The build's PostgreSQL does not wait for the disk; with {@code fole.durable} it does. */
final class Durability {
  private Durability() {}

  static void check(TestDatabase database) {
    execute(
        database,
        "do $$ begin if current_setting('fsync') <> 'on'"
            + " or current_setting('synchronous_commit') <> 'on'"
            + " then raise 'not durable'; end if; end $$");
  }

  private static void execute(TestDatabase database, String sql) {
    try (var connection = database.superuser().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
