// SPDX-License-Identifier: EUPL-1.2
package al.fole.database;

import static al.fole.database.Servers.one;
import static al.fole.database.Servers.refusal;
import static al.fole.database.Servers.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

class RolesTest {

  private static EmbeddedDatabase server;

  @BeforeAll
  static void aServer(@TempDir Path home) {
    server = EmbeddedDatabase.start(Servers.quick(home.resolve("home")));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void anEmptyDatabase() {
    server.create("fole");
  }

  @AfterEach
  void nothingStays() throws SQLException {
    run(server.admin("postgres"), "drop database if exists fole with (force)");
    for (String role : new String[] {"steward", "clerk"}) {
      run(server.admin("postgres"), "drop role if exists " + role);
    }
    for (LoginRole role : LoginRole.values()) {
      run(server.admin("postgres"), "drop role if exists " + role.user());
    }
  }

  private static Coordinates coordinates() {
    return Coordinates.generate(server.url("fole"));
  }

  @Test
  void everyRoleLogsInAndNoneHasMorePowerThanItMay() throws SQLException {
    Coordinates coordinates = coordinates();
    Roles.bootstrap(server.admin("fole"), coordinates);
    for (LoginRole role : LoginRole.values()) {
      assertEquals(role.user(), one(coordinates.source(role), "select current_user"));
    }
    assertEquals(
        "0",
        one(
            server.admin("fole"),
            "select count(*) from pg_roles where rolname ~ '^(fole_|rekshksh)' and (rolsuper or"
                + " rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)"));
  }

  @Test
  void onlyOwnerAndRegistryMakeSchemasAndNobodyWritesToPublic() throws SQLException {
    Coordinates coordinates = coordinates();
    run(server.admin("fole"), "grant create on schema public to public");
    Roles.bootstrap(server.admin("fole"), coordinates);
    for (LoginRole role : LoginRole.values()) {
      DataSource source = coordinates.source(role);
      assertThrows(SQLException.class, () -> run(source, "create table public.t (n int)"));
      String schema = "create schema of_" + role.user();
      if (role == LoginRole.OWNER || role == LoginRole.REGISTRY) {
        run(source, schema);
      } else {
        assertThrows(SQLException.class, () -> run(source, schema));
      }
    }
  }

  @Test
  void itMayBeRepeated() throws SQLException {
    Coordinates coordinates = coordinates();
    Roles.bootstrap(server.admin("fole"), coordinates);
    try (Connection live = coordinates.source(LoginRole.APP).getConnection()) {
      Roles.bootstrap(server.admin("fole"), coordinates);
      assertTrue(live.isValid(1));
    }
  }

  @Test
  void newPasswordsReplaceThoseNobodyUses() throws SQLException {
    Coordinates lost = coordinates();
    Roles.bootstrap(server.admin("fole"), lost);
    Coordinates fresh = coordinates();
    Roles.bootstrap(server.admin("fole"), fresh);
    assertEquals("fole_app", one(fresh.source(LoginRole.APP), "select current_user"));
    assertThrows(SQLException.class, () -> lost.source(LoginRole.APP).getConnection());
  }

  @Test
  void aRoleInUseKeepsItsPassword() throws SQLException {
    Coordinates used = coordinates();
    Roles.bootstrap(server.admin("fole"), used);
    try (Connection live = used.source(LoginRole.SEALER).getConnection()) {
      String sentence = refusal(() -> Roles.bootstrap(server.admin("fole"), coordinates()));
      assertTrue(sentence.startsWith("The database role fole_sealer is in use"), sentence);
      assertTrue(live.isValid(1));
    }
  }

  @Test
  void anAdministratorWhoOwnsTheDatabaseAndCreatesRolesIsEnough() throws SQLException {
    run(server.admin("fole"), "create role steward login createrole password 'steward'");
    run(server.admin("fole"), "alter database fole owner to steward");
    Coordinates coordinates = coordinates();
    Roles.bootstrap(login("steward"), coordinates);
    Roles.bootstrap(login("steward"), coordinates);
    assertEquals("fole_jobs", one(coordinates.source(LoginRole.JOBS), "select current_user"));
    run(server.admin("fole"), "reassign owned by steward to postgres");
  }

  @Test
  void anAdministratorWithoutTheRightIsRefused() throws SQLException {
    run(server.admin("fole"), "create role clerk login password 'clerk'");
    String lacks =
        "The administrator of the database lacks a right: it must own the database and have"
            + " CREATEROLE.";
    assertEquals(lacks, refusal(() -> Roles.bootstrap(login("clerk"), coordinates())));
    Coordinates coordinates = coordinates();
    Roles.bootstrap(server.admin("fole"), coordinates);
    run(server.admin("fole"), "revoke create on database fole from fole_owner");
    assertEquals(lacks, refusal(() -> Roles.bootstrap(login("clerk"), coordinates)));
  }

  @Test
  void aRoleWithTooMuchPowerIsRefused() throws SQLException {
    Coordinates coordinates = coordinates();
    Roles.bootstrap(server.admin("fole"), coordinates);
    for (String power :
        new String[] {"alter role fole_app bypassrls", "grant fole_owner to fole_app"}) {
      run(server.admin("fole"), power);
      String sentence = refusal(() -> Roles.bootstrap(server.admin("fole"), coordinates));
      assertTrue(sentence.startsWith("The database role fole_app is superuser"), sentence);
      run(server.admin("fole"), "alter role fole_app nobypassrls");
    }
  }

  private static DataSource login(String user) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(server.url("fole"));
    source.setUser(user);
    source.setPassword(user);
    return source;
  }
}
