// SPDX-License-Identifier: EUPL-1.2
package al.fole.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The login roles of one installation and their rights in its database. Both methods may be
 * repeated at any time.
 */
public final class Roles {

  private static final Logger LOG = LoggerFactory.getLogger(Roles.class);

  /** PostgreSQL's code for a right that is missing. */
  private static final String INSUFFICIENT_PRIVILEGE = "42501";

  /** One bootstrap at a time per database. */
  private static final long LOCK = 0x466f6c65_526f6cL;

  private Roles() {}

  /**
   * Creates the roles that are missing, gives them the passwords of {@code coordinates} and their
   * rights in the database of {@code admin}.
   *
   * @throws StartRefused when the administrator lacks a right, when PostgreSQL is older than 15,
   *     when a role has more power than it may have, or when a role is in use with another password
   */
  public static void bootstrap(DataSource admin, Coordinates coordinates) {
    try (Connection connection = admin.getConnection();
        Statement statement = connection.createStatement()) {
      ServerVersion.require(connection);
      statement.execute("select pg_advisory_lock(" + LOCK + ")");
      for (LoginRole role : LoginRole.values()) {
        login(connection, role, coordinates);
      }
      rights(connection);
      statistics(connection);
      statement.execute("select pg_advisory_unlock(" + LOCK + ")");
    } catch (SQLException e) {
      throw refused(e);
    }
  }

  /**
   * Gives the existing roles their rights in the database of {@code admin}; for a further database
   * of the same server.
   */
  public static void rights(DataSource admin) {
    try (Connection connection = admin.getConnection()) {
      rights(connection);
    } catch (SQLException e) {
      throw refused(e);
    }
  }

  private static void login(Connection admin, LoginRole role, Coordinates coordinates)
      throws SQLException {
    try (Statement statement = admin.createStatement()) {
      if (!holds(admin, "select 1 from pg_roles where rolname = ?", role.user())) {
        statement.execute("create role " + role.user() + " login");
      } else if (opens(coordinates, role)) {
        requireHarmless(admin, role);
        return;
      } else if (holds(admin, "select 1 from pg_stat_activity where usename = ?", role.user())) {
        throw new StartRefused(
            "The database role "
                + role.user()
                + " is in use with another password: another host works on this server, so give"
                + " this one a copy of that host's coordinates file.",
            "Roli "
                + role.user()
                + " i bazës së të dhënave është në përdorim me një fjalëkalim tjetër: në këtë"
                + " server punon një instalim tjetër, prandaj jepini këtij një kopje të skedarit"
                + " të koordinatave të tij.");
      }
      char[] password = coordinates.passwords().getOrDefault(role, "").toCharArray();
      // Hashed here, so that the password itself reaches neither the wire nor the server's log.
      admin.unwrap(PGConnection.class).alterUserPassword(role.user(), password, "scram-sha-256");
      requireHarmless(admin, role);
    }
  }

  private static boolean opens(Coordinates coordinates, LoginRole role) throws SQLException {
    try (Connection connection = coordinates.source(role).getConnection()) {
      return true;
    } catch (SQLException e) {
      String state = e.getSQLState();
      if (state != null && state.startsWith("28")) {
        return false;
      }
      throw e;
    }
  }

  private static void requireHarmless(Connection admin, LoginRole role) throws SQLException {
    if (holds(
        admin,
        "select 1 from pg_roles where rolname = ? and (rolsuper or rolbypassrls or not rolcanlogin"
            + " or (rolname <> 'fole_owner' and pg_has_role(rolname, 'fole_owner', 'member')))",
        role.user())) {
      throw new StartRefused(
          "The database role "
              + role.user()
              + " is superuser, passes row-level security, cannot log in or is a member of"
              + " fole_owner: correct the role and start again.",
          "Roli "
              + role.user()
              + " i bazës së të dhënave është superpërdorues, anashkalon sigurinë në nivel rreshti,"
              + " nuk mund të hyjë ose është anëtar i fole_owner: ndreqeni rolin dhe nisni"
              + " përsëri.");
    }
  }

  /**
   * The sealer names who holds the log back. An administrator who may not grant it (PostgreSQL 16
   * asks for the right to grant on) leaves him the process number, which everybody sees.
   */
  private static void statistics(Connection admin) throws SQLException {
    if (holds(
        admin,
        "select 1 where pg_has_role(?, 'pg_read_all_stats', 'usage')",
        LoginRole.SEALER.user())) {
      return;
    }
    try (Statement statement = admin.createStatement()) {
      statement.execute("grant pg_read_all_stats to " + LoginRole.SEALER.user());
    } catch (SQLException e) {
      if (!INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())) {
        throw e;
      }
      LOG.info("{} may not read all statistics", LoginRole.SEALER.user());
    }
  }

  private static void rights(Connection admin) throws SQLException {
    String database = one(admin, "select quote_ident(current_database())");
    try (Statement statement = admin.createStatement()) {
      if (holds(
          admin,
          "select 1 from pg_namespace n, aclexplode(n.nspacl) a where n.nspname = ?"
              + " and a.grantee = 0 and a.privilege_type = 'CREATE'",
          "public")) {
        statement.execute("revoke create on schema public from public");
      }
      statement.execute("grant connect on database " + database + " to " + users(false));
      statement.execute("grant create on database " + database + " to " + users(true));
    }
    for (LoginRole role : LoginRole.values()) {
      // A grant without the right to grant is only a warning to PostgreSQL.
      String right = role.createsSchemas() ? "create" : "connect";
      if (!holds(
          admin,
          "select 1 where has_database_privilege(?, current_database(), '" + right + "')",
          role.user())) {
        throw lacksRight(null);
      }
    }
  }

  private static String users(boolean creators) {
    List<String> users =
        Stream.of(LoginRole.values())
            .filter(role -> !creators || role.createsSchemas())
            .map(LoginRole::user)
            .toList();
    return String.join(", ", users);
  }

  private static boolean holds(Connection connection, String sql, String argument)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, argument);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }

  private static String one(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static StartRefused refused(SQLException e) {
    return INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())
        ? lacksRight(e)
        : GivenDatabase.refused("the database", e);
  }

  private static StartRefused lacksRight(@Nullable SQLException e) {
    return new StartRefused(
        "The administrator of the database lacks a right: it must own the database and have"
            + " CREATEROLE.",
        "Administratorit të bazës së të dhënave i mungon një e drejtë: duhet ta zotërojë bazën dhe"
            + " të ketë CREATEROLE.",
        e);
  }
}
