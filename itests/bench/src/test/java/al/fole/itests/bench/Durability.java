// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.bench;

import al.fole.testing.TestDatabase;
import java.sql.SQLException;

/** The build's PostgreSQL does not wait for the disk; a benchmark's does. */
final class Durability {
  private Durability() {}

  static void on(TestDatabase database) {
    execute(database, "alter system set fsync = on");
    execute(database, "alter system set synchronous_commit = on");
    execute(database, "alter system set full_page_writes = on");
    execute(database, "select pg_reload_conf()");
    execute(
        database,
        "do $$ begin for i in 1..100 loop"
            + " exit when current_setting('fsync') = 'on'; perform pg_sleep(0.1); end loop;"
            + " if current_setting('fsync') <> 'on' then raise 'not durable'; end if; end $$");
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
