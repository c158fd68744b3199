// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import static al.fole.access.internal.AccessWorld.refusedWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.access.Claimed;
import al.fole.access.FieldGroup;
import al.fole.access.Permission;
import al.fole.access.Scope;
import al.fole.database.LoginRole;
import al.fole.itests.clauses.Clause;
import al.fole.spi.Actor;
import al.fole.spi.Ref;
import al.fole.testing.fakes.TestActor;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RoleTableTest {
  private static int permissions;
  private final AccessWorld world = new AccessWorld();
  private final String object = "SAMPLE_" + "X".repeat(++permissions);
  private final Permission read = new Permission("sample.read-" + "x".repeat(permissions));
  private final Permission write = new Permission("sample.write-" + "x".repeat(permissions));
  private final TestActor worker = TestActor.of("PMF", "B53");

  @AfterEach
  void close() {
    world.close();
  }

  private void owner(String sql) throws SQLException {
    try (var owner = world.fixture.postgres().source(LoginRole.OWNER).getConnection();
        var statement = owner.createStatement()) {
      statement.execute("set fole.by_hand = 'fixture'; " + sql);
    }
  }

  /** What the migrations of a feature say of its permissions, and nothing of who has them. */
  private void feature() throws SQLException {
    owner("select access.declare_object('%s', 'sample', 'Provë', 'Sample')".formatted(object));
    owner("select access.declare_permission('%s', 'READ', '%s')".formatted(read.code(), object));
    owner("select access.declare_permission('%s', 'MODIFY', '%s')".formatted(write.code(), object));
  }

  private String declared(String act, String from) {
    return """
        select access.declare_policy('PMF', '%s', '%s', '{OWN_UNIT}', '{RECORD}',
          'VKM-2026 n.8/2/a', valid_from => '%s')"""
        .formatted(act, object, from);
  }

  private void grant() throws SQLException {
    feature();
    owner(declared("READ", "2026-01-01"));
  }

  private void end() throws SQLException {
    owner("update access.policy set valid_to = date '2026-01-31' where object = '" + object + "'");
  }

  @Test
  @Clause("R-94")
  void whatNobodyGrantedIsForbidden() {
    var problem = refusedWith("forbidden", () -> world.access.require(worker, read, null));
    assertEquals(read.code(), problem.more().get("permission"));
    assertEquals(1, world.entries(read.code() + "-refused"), "the refusal is in the journal");
    assertFalse(world.access.allows(worker, read));
    assertEquals(1, world.entries(read.code() + "-refused"), "asking writes nothing");
  }

  @Test
  void aFeatureWithoutRowsIsDeniedAndNotOpen() throws SQLException {
    feature();
    world.matrix.fresh();
    assertFalse(world.access.allows(worker, read));
    assertEquals(Scope.NOTHING, world.access.scope(worker, read));
    assertFalse(world.access.shows(worker, read, FieldGroup.RECORD));
  }

  @Test
  void aFeatureDeclaresItsRowsAsOftenAsItLikes() throws SQLException {
    assertFalse(world.access.allows(worker, read));
    grant();
    grant();
    world.time.pass(CurrentMatrix.KEPT_BEFORE_REFUSAL);
    assertTrue(world.access.allows(worker, read), "a new row works at once");
    assertTrue(world.access.shows(worker, read, FieldGroup.RECORD));
    assertFalse(world.access.shows(worker, read, FieldGroup.IDENTITY));
    assertFalse(world.access.allows(TestActor.of("SHSSH_ADMIN", "N"), read));
    assertEquals(
        1, world.fixture.number("select count(*) from access.policy where object = ?", object));
  }

  @Test
  void ofManyWhoAskAtOnceNobodyIsRefusedANewGrant() throws Exception {
    assertFalse(world.access.allows(worker, read));
    grant();
    world.time.pass(CurrentMatrix.KEPT_BEFORE_REFUSAL);
    var together = new CyclicBarrier(16);
    var pool = Executors.newFixedThreadPool(16);
    try {
      var asked =
          pool.invokeAll(
              Collections.nCopies(
                  16,
                  () -> {
                    together.await();
                    return world.access.allows(worker, read);
                  }));
      for (var answer : asked) {
        assertEquals(true, answer.get());
      }
    } finally {
      pool.shutdown();
    }
  }

  @Test
  @Clause("R-25")
  @Clause("R-120")
  void anEndedRowEndsForTheNextRequestOnEveryHostAndIsNotDeclaredAgain() throws SQLException {
    grant();
    var otherMatrix = new CurrentMatrix(world.store, world.time);
    var otherHost =
        new Sessions(world.store, otherMatrix, world.refusals, world.keys, world.demands);
    var there =
        new RoleTable(world.store, otherMatrix, world.refusals, world.parentSessions, otherHost);
    var token = world.somebody("PMF", "B53").token();
    assertTrue(world.access.allows(world.resume(token), read));
    assertTrue(there.allows(otherHost.resume(token, "request"), read));
    end();
    grant();
    assertFalse(world.access.allows(world.resume(token), read));
    assertFalse(there.allows(otherHost.resume(token, "request"), read));
  }

  @Test
  void aRowHoldsInItsTime() throws SQLException {
    var today = world.store.read(world.access.system("test.today"), tx -> tx.today());
    feature();
    owner(declared("READ", today.plusDays(10).toString()));
    assertFalse(world.access.allows(worker, read));
    world.fixture.forward(Duration.ofDays(11));
    world.time.pass(CurrentMatrix.KEPT_BEFORE_REFUSAL);
    assertTrue(world.access.allows(worker, read));
  }

  @Test
  void aPurposeThatIsNotOfTheRoleOpensNothing() throws SQLException {
    grant();
    world.time.pass(CurrentMatrix.KEPT_BEFORE_REFUSAL);
    assertTrue(world.access.allows(worker, read));
    assertFalse(world.access.allows(worker.declaring("SUPERVISION"), read));
  }

  @Test
  void aRoleDoesNothingInAUnitItIsNotHeldIn() throws SQLException {
    grant();
    world.time.pass(CurrentMatrix.KEPT_BEFORE_REFUSAL);
    assertTrue(world.access.allows(worker, read));
    for (String unit : List.of("D53", "Q-AL-11", "N", "B99")) {
      assertFalse(world.access.allows(TestActor.of("PMF", unit), read), unit);
    }
  }

  @Test
  @Clause("R-115")
  void aLimitedAccountReadsOnlyWhateverItsRequestCameWith() throws SQLException {
    grant();
    owner(declared("MODIFY", "2026-01-01"));
    var somebody = world.somebody("PMF", "B53");
    var active = world.resume(somebody.token());
    assertTrue(world.access.allows(active, write));
    world.superuser(
        "update access.account set state = 'LIMITED' where id = '" + somebody.id() + "'");
    var limited = world.resume(somebody.token());
    assertTrue(world.access.allows(limited, read));
    for (var actor : List.of(limited, new Claiming(limited))) {
      refusedWith("account-limited", () -> world.access.require(actor, write, null));
      assertEquals(Scope.NOTHING, world.access.scope(actor, write));
    }
    refusedWith(
        "account-limited",
        () -> world.access.require(limited, new Permission("sample.unknown"), null));
  }

  /** A request with an Idempotency-Key. */
  private record Claiming(Actor actor) implements Claimed {
    @Override
    public byte[] claim() {
      return new byte[32];
    }

    @Override
    public byte[] body() {
      return new byte[32];
    }

    @Override
    public UUID who() {
      return actor.who();
    }

    @Override
    public String role() {
      return actor.role();
    }

    @Override
    public String unit() {
      return actor.unit();
    }

    @Override
    public UUID session() {
      return actor.session();
    }

    @Override
    public String purpose() {
      return actor.purpose();
    }

    @Override
    public String assurance() {
      return actor.assurance();
    }

    @Override
    public String request() {
      return actor.request();
    }
  }

  @Test
  void whoMayNotServeRequestsMayNotGrant() throws SQLException {
    for (LoginRole role : new LoginRole[] {LoginRole.APP, LoginRole.JOBS}) {
      try (var connection = world.fixture.postgres().source(role).getConnection();
          var statement = connection.createStatement()) {
        var refused =
            assertThrows(
                SQLException.class, () -> statement.execute(declared("READ", "2026-01-01")));
        assertEquals("42501", refused.getSQLState());
      }
    }
  }

  @Test
  void aNamedJobMayAndReachesEverything() {
    var job = world.access.system("test.job");
    world.access.require(job, read, null);
    assertTrue(world.access.scope(job, read).national());
    assertTrue(world.access.shows(job, read, FieldGroup.ADOPTION));
    assertEquals(job.who(), world.access.system("test.job").who(), "the same actor each time");
    assertEquals("SYSTEM", job.assurance());
  }

  @Test
  void aRecordThatIsNotThereIsWrittenDown() {
    var problem = world.access.absent(worker, new Ref("person", UUID.randomUUID()));
    assertEquals("not-found", problem.rule());
    assertEquals(1, world.entries("access.absent-asked"));
  }
}
