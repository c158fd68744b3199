// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** Refuses to work with a role that could step around row-level security or change the journal. */
final class RoleGuard {
  private static final int OLDEST_SERVER = 150_000;

  private RoleGuard() {}

  /** Before anything is made: the server's age and what the role is. */
  static void check(DataSource source) throws SQLException {
    String sql =
        """
        select current_setting('server_version_num')::int, current_user, rolsuper, rolbypassrls
        from pg_roles where rolname = current_user""";
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      if (row.getInt(1) < OLDEST_SERVER) {
        throw new StartRefused("PostgreSQL 15 or later is needed");
      }
      if (row.getBoolean(3)) {
        throw new StartRefused("the database role " + row.getString(2) + " is a superuser");
      }
      if (row.getBoolean(4)) {
        throw new StartRefused("the database role " + row.getString(2) + " has BYPASSRLS");
      }
    }
  }

  /** Once the schemas are there: that the role owns none and can only add to the journal. */
  static void checkOwnership(DataSource source) throws SQLException {
    String sql =
        """
        select current_user,
          (select min(n.nspname) from pg_namespace n
             left join pg_class c on c.relnamespace = n.oid
             where (n.nspname in ('store', 'journal', 'reference')
                 or n.nspname in (select schema from store.migration))
               and (pg_has_role(current_user, n.nspowner, 'member')
                 or pg_has_role(current_user, c.relowner, 'member'))),
          (select min(t) from unnest(array['entry', 'event', 'event_subject', 'detail', 'sequence']) t
             where has_table_privilege('journal.' || t, 'update')
               or has_table_privilege('journal.' || t, 'delete')
               or has_table_privilege('journal.' || t, 'truncate'))""";
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      if (row.getString(2) != null) {
        throw new StartRefused(
            "the database role " + row.getString(1) + " owns schema " + row.getString(2));
      }
      if (row.getString(3) != null) {
        throw new StartRefused(
            "the database role " + row.getString(1) + " may change journal." + row.getString(3));
      }
    }
  }
}
