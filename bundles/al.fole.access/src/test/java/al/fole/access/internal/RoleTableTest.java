// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import static al.fole.access.internal.AccessWorld.refusedWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.access.Permission;
import al.fole.database.LoginRole;
import al.fole.itests.clauses.Clause;
import al.fole.spi.Ref;
import al.fole.testing.fakes.TestActor;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RoleTableTest {
  private static int permissions;
  private final AccessWorld world = new AccessWorld();
  private final Permission read = new Permission("sample.read-" + "x".repeat(++permissions));
  private final TestActor worker = TestActor.of("PMF", "B53");

  @AfterEach
  void close() {
    world.close();
  }

  private void owner(String sql) throws SQLException {
    try (var owner = world.fixture.postgres().source(LoginRole.OWNER).getConnection();
        var statement = owner.createStatement()) {
      statement.execute(sql);
    }
  }

  private String declared(String from) {
    return "select access.declare_grant('PMF', '%s', 'VKM-2026 n.8/2/a', '%s')"
        .formatted(read.code(), from);
  }

  private void grant() throws SQLException {
    owner(declared("2026-01-01"));
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
  void aFeatureDeclaresItsGrantsAsOftenAsItLikes() throws SQLException {
    assertFalse(world.access.allows(worker, read));
    grant();
    grant();
    world.time.pass(CurrentMatrix.KEPT_BEFORE_REFUSAL);
    assertTrue(world.access.allows(worker, read), "a new grant works at once");
    assertFalse(world.access.allows(TestActor.of("SHSSH_ADMIN", "N"), read));
    assertEquals(
        1,
        world.fixture.number(
            "select count(*) from access.permission_grant where permission = ?", read.code()));
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
  void anEndedGrantEndsAndIsNotDeclaredAgain() throws SQLException {
    grant();
    assertTrue(world.access.allows(worker, read));
    owner(
        "update access.permission_grant set valid_to = date '2026-01-31' where permission = '"
            + read.code()
            + "'");
    grant();
    world.time.pass(CurrentMatrix.KEPT);
    assertFalse(world.access.allows(worker, read));
  }

  @Test
  void aGrantHoldsInItsTime() throws SQLException {
    var today = world.store.read(world.access.system("test.today"), tx -> tx.today());
    owner(declared(today.plusDays(10).toString()));
    assertFalse(world.access.allows(worker, read));
    world.fixture.forward(Duration.ofDays(11));
    world.time.pass(CurrentMatrix.KEPT_BEFORE_REFUSAL);
    assertTrue(world.access.allows(worker, read));
  }

  @Test
  void whoMayNotServeRequestsMayNotGrant() throws SQLException {
    for (LoginRole role : new LoginRole[] {LoginRole.APP, LoginRole.JOBS}) {
      try (var connection = world.fixture.postgres().source(role).getConnection();
          var statement = connection.createStatement()) {
        var refused =
            assertThrows(SQLException.class, () -> statement.execute(declared("2026-01-01")));
        assertEquals("42501", refused.getSQLState());
      }
    }
  }

  @Test
  void aNamedJobMayAndReachesEverything() {
    var job = world.access.system("test.job");
    world.access.require(job, read, null);
    assertTrue(world.access.scope(job).national());
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
