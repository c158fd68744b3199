// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import static al.fole.access.internal.AccessWorld.refusedWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.database.LoginRole;
import al.fole.itests.clauses.Clause;
import al.fole.spi.Actor;
import al.fole.store.Version;
import al.fole.testing.fakes.TestActor;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class AccountsTest {
  private static final AccessWorld WORLD = new AccessWorld();

  @AfterAll
  static void close() {
    WORLD.close();
  }

  @Test
  void onlyTheAdministratorKeepsAccounts() {
    long before = WORLD.entries("access.administer-refused");
    for (Actor actor : List.of(TestActor.of("PMF", "B53"), TestActor.of("SHSSH_HQ", "N"))) {
      var command = new CreateAccount(WORLD.name(), "PMF", "B53", null, null);
      refusedWith("forbidden", () -> WORLD.accounts.create(actor, command));
      refusedWith("forbidden", () -> WORLD.accounts.list(actor, null, 10));
    }
    assertEquals(before + 4, WORLD.entries("access.administer-refused"));
  }

  @Test
  void nobodyChangesTheRightsOfHisOwnAccount() {
    var administrator = WORLD.somebody("SHSSH_ADMIN", "N");
    var own = administrator.id();
    var version = new Version(2);
    refusedWith(
        "own-account",
        () ->
            WORLD.roles.assign(
                administrator.actor(), own, version, new AssignAccount("SHSSH_HQ", "N")));
    refusedWith(
        "own-account",
        () -> WORLD.accounts.deactivate(administrator.actor(), own, version, new Reason("x")));
    refusedWith("own-account", () -> WORLD.accounts.reissue(administrator.actor(), own, version));
  }

  @Test
  void norDoesTheDatabaseLetHim() throws SQLException {
    var administrator = WORLD.somebody("SHSSH_ADMIN", "N");
    var refused =
        assertThrows(
            SQLException.class,
            () ->
                asApp(
                    administrator.actor(),
                    "update access.account set role = 'SHSSH_HQ' where id = '"
                        + administrator.id()
                        + "'"));
    assertEquals("42501", refused.getSQLState());
  }

  @Test
  void aWorkerReachesHisOwnAccountOnlyAndNoPassword() throws SQLException {
    var worker = WORLD.somebody("PMF", "B53");
    WORLD.somebody("PMF", "B48");
    assertEquals(1, asApp(worker.actor(), "update access.account set version = version"));
    assertEquals(1, asApp(worker.actor(), "update access.session set restricted = restricted"));
    assertEquals(
        0,
        asApp(
            worker.actor(),
            "update access.account set state = state where name <> '" + worker.name() + "'"));
    assertEquals(
        "42501",
        assertThrows(
                SQLException.class,
                () -> asApp(worker.actor(), "update access.credential set hash = hash || ''"))
            .getSQLState());
    assertEquals(
        "42501",
        assertThrows(
                SQLException.class,
                () ->
                    asApp(
                        worker.actor(),
                        "insert into access.role values ('X', 'NATIONAL', '', '', '')"))
            .getSQLState());
  }

  private static int asApp(Actor actor, String sql) throws SQLException {
    try (var app = WORLD.fixture.postgres().source(LoginRole.APP).getConnection()) {
      app.setAutoCommit(false);
      try (var context =
              app.prepareStatement(
                  "select set_config('fole.actor', ?, true), set_config('fole.role', ?, true),"
                      + " set_config('fole.unit', ?, true)");
          var statement = app.createStatement()) {
        context.setString(1, actor.who().toString());
        context.setString(2, actor.role());
        context.setString(3, actor.unit());
        context.execute();
        return statement.executeUpdate(sql);
      } finally {
        app.rollback();
      }
    }
  }

  @Test
  void aRoleIsHeldWhereItBelongs() {
    for (var wrong :
        List.of(
            new CreateAccount(WORLD.name(), "PMF", "N", null, null),
            new CreateAccount(WORLD.name(), "SHSSH_REG", "B53", null, null),
            new CreateAccount(WORLD.name(), "SHSSH_HQ", "Q-AL-11", null, null),
            new CreateAccount(WORLD.name(), "SHSSH_ADMIN", "B53", null, null))) {
      refusedWith("role-unit-mismatch", () -> WORLD.accounts.create(WORLD.administrator, wrong));
    }
    refusedWith(
        "unit-unknown",
        () ->
            WORLD.accounts.create(
                WORLD.administrator, new CreateAccount(WORLD.name(), "PMF", "B99", null, null)));
    refusedWith(
        "role-unknown",
        () ->
            WORLD.accounts.create(
                WORLD.administrator, new CreateAccount(WORLD.name(), "KING", "N", null, null)));
  }

  @Test
  @Clause("R-89")
  void aNameBelongsToOnePerson() {
    var name = WORLD.name();
    WORLD.invite(name, "PMF", "B53");
    refusedWith("account-name-taken", () -> WORLD.invite(name, "PMF", "B48"));
    refusedWith(
        "account-name-form", () -> new CreateAccount("Arta Hoxha", "PMF", "B53", null, null));
  }

  @Test
  void aChangeStartsFromTheNewestVersion() {
    var invitation = WORLD.invite(WORLD.name(), "PMF", "B53");
    refusedWith(
        "version-stale",
        () ->
            WORLD.accounts.deactivate(
                WORLD.administrator, invitation.id(), new Version(7), new Reason("x")));
  }

  @Test
  void anAccountThatIsNotThereIsWrittenDown() {
    long before = WORLD.entries("access.absent-asked");
    refusedWith("not-found", () -> WORLD.accounts.view(WORLD.administrator, UUID.randomUUID()));
    refusedWith(
        "not-found",
        () ->
            WORLD.accounts.restore(
                WORLD.administrator, UUID.randomUUID(), new Version(1), new Reason("x")));
    assertEquals(before + 2, WORLD.entries("access.absent-asked"));
  }

  @Test
  void aStoppedAccountIsLetInAgain() {
    var worker = WORLD.somebody("PMF", "B53");
    var reason = new Reason("Leje e gjatë");
    WORLD.accounts.deactivate(WORLD.administrator, worker.id(), new Version(2), reason);
    refusedWith(
        "account-state",
        () -> WORLD.accounts.deactivate(WORLD.administrator, worker.id(), new Version(3), reason));
    WORLD.accounts.restore(WORLD.administrator, worker.id(), new Version(3), reason);
    WORLD.signIn(worker.name(), AccessWorld.PASSWORD);
    refusedWith("session-ended", () -> WORLD.resume(worker.token()));
    assertEquals(
        AccountState.ACTIVE, WORLD.accounts.view(WORLD.administrator, worker.id()).state());
  }

  @Test
  void theListIsReadPageByPage() {
    for (int i = 0; i < 5; i++) {
      WORLD.invite(WORLD.name(), "PMF", "B53");
    }
    var seen = new ArrayList<String>();
    String cursor = null;
    do {
      var page = WORLD.accounts.list(WORLD.administrator, cursor, 2);
      assertTrue(page.items().size() <= 2);
      seen.addAll(AccessWorld.codes(page.items()));
      cursor = page.next();
    } while (cursor != null);
    assertEquals(seen.stream().distinct().sorted().toList(), seen);
    assertEquals(WORLD.fixture.number("select count(*) from access.account"), seen.size());
    refusedWith("cursor-unreadable", () -> WORLD.accounts.list(WORLD.administrator, "nonsense", 2));
    refusedWith("limit", () -> WORLD.accounts.list(WORLD.administrator, null, 201));
  }
}
