// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import static al.fole.access.internal.AccessWorld.refusedWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.itests.clauses.Clause;
import al.fole.store.Version;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SessionsTest {
  private final AccessWorld world = new AccessWorld();

  @AfterEach
  void close() {
    world.close();
  }

  private void isOver(AccessWorld.Known somebody) {
    refusedWith("session-ended", () -> world.resume(somebody.token()));
  }

  @Test
  void aSessionSaysWhoActsForWhomAndWhy() {
    var worker = world.somebody("PMF", "B53");
    var actor = worker.actor();
    assertEquals(worker.id(), actor.who());
    assertEquals("PMF", actor.role());
    assertEquals("B53", actor.unit());
    assertEquals("CASE_WORK", actor.purpose());
    assertEquals("PASSWORD", actor.assurance());
    var view = world.sessions.own(actor);
    assertEquals(actor.session(), view.id());
    assertFalse(view.mustChangePassword());
    assertEquals(null, view.token());
  }

  @Test
  void theTokenIsNotInTheDatabase() {
    var worker = world.somebody("PMF", "B53");
    assertEquals(
        0,
        world.fixture.number(
            "select count(*) from access.session s where position(? in s::text) > 0",
            worker.token()));
  }

  @Test
  @Clause("R-115")
  void disablingAnAccountStopsItsNextRequest() {
    var worker = world.somebody("PMF", "B53");
    world.accounts.deactivate(
        world.administrator, worker.id(), new Version(2), new Reason("Largim nga detyra"));
    isOver(worker);
    refusedWith("sign-in-failed", () -> world.signIn(worker.name(), AccessWorld.PASSWORD));
    assertEquals(1, world.entries("access.account-disabled"));
  }

  @Test
  void anAccountStoppedBehindOurBackStopsTheNextRequestToo() {
    var worker = world.somebody("PMF", "B53");
    world.superuser(
        "update access.account set state = 'SUSPENDED' where id = '" + worker.id() + "'");
    isOver(worker);
    world.superuser("update access.account set state = 'ACTIVE' where id = '" + worker.id() + "'");
    assertEquals("PMF", world.resume(worker.token()).role());
    world.superuser("update access.account set unit = 'B48' where id = '" + worker.id() + "'");
    isOver(worker);
  }

  @Test
  void anotherRoleOrUnitEndsTheSessions() {
    var worker = world.somebody("PMF", "B53");
    world.roles.assign(
        world.administrator, worker.id(), new Version(2), new AssignAccount("NJMF_HEAD", "B53"));
    isOver(worker);
    var again = world.resume(world.signIn(worker.name(), AccessWorld.PASSWORD));
    assertEquals("NJMF_HEAD", again.role());
  }

  @Test
  void aQuarterOfAnHourWithoutARequestEndsASession() {
    var worker = world.somebody("PMF", "B53");
    world.fixture.forward(Duration.ofMinutes(14));
    world.resume(worker.token());
    world.fixture.forward(Duration.ofMinutes(14));
    world.resume(worker.token());
    world.fixture.forward(Duration.ofMinutes(15));
    isOver(worker);
  }

  @Test
  void anotherHostKnowsThatASessionWasInUse() {
    var worker = world.somebody("PMF", "B53");
    var otherHost =
        new Sessions(world.store, world.matrix, world.refusals, world.keys, world.demands);
    world.fixture.forward(Duration.ofMinutes(10));
    world.resume(worker.token());
    world.sessions.sweep();
    world.fixture.forward(Duration.ofMinutes(10));
    assertEquals(worker.id(), otherHost.resume(worker.token(), "request").who());
    assertEquals(1, world.entries("access.sessions-seen"));
    world.sessions.sweep();
    assertEquals(1, world.entries("access.sessions-seen"), "nothing new to write");
  }

  @Test
  void aDayOfWorkEndsASession() {
    var worker = world.somebody("PMF", "B53");
    for (int i = 0; i < 48; i++) {
      world.resume(worker.token());
      world.fixture.forward(Duration.ofMinutes(10));
    }
    isOver(worker);
  }

  @Test
  void theEndOfAForgottenSessionIsInTheJournal() {
    var worker = world.somebody("PMF", "B53");
    assertEquals(0, world.sessions.sweep());
    world.fixture.forward(Duration.ofMinutes(16));
    assertEquals(1, world.sessions.sweep());
    assertEquals(1, world.entries("access.session-ended"));
    assertEquals(0, world.sessions.sweep());
    isOver(worker);
  }

  @Test
  void signingOutEndsASessionAndNoOther() {
    var worker = world.somebody("PMF", "B53");
    var second = world.signIn(worker.name(), AccessWorld.PASSWORD);
    world.sessions.end(worker.actor());
    isOver(worker);
    assertEquals(worker.id(), world.resume(second).who());
    assertEquals(1, world.entries("access.session-ended"));
  }

  @Test
  void whatIsNoTokenIsRefusedAndWrittenDown() {
    refusedWith("session-ended", () -> world.resume("nobody's token"));
    assertTrue(world.entries("access.session-refused") >= 1);
  }
}
