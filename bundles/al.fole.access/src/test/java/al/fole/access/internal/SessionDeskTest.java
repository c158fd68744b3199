// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import static al.fole.access.internal.AccessWorld.refusedWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SessionDeskTest {
  private final AccessWorld world = new AccessWorld();
  private final AccessWorld.Known worker = world.somebody("PMF", "B53");

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void everybodySeesHisOwnSessionsAndEndsOne() {
    var other = world.somebody("PMF", "B48");
    var second = world.resume(world.signIn(worker.name(), AccessWorld.PASSWORD));
    assertEquals(2, world.desk.own(worker.actor()).size());
    world.desk.endOwn(worker.actor(), second.session());
    assertEquals(1, world.desk.own(worker.actor()).size());
    assertEquals(1, world.entries("access.session-ended"));
    refusedWith("not-found", () -> world.desk.endOwn(worker.actor(), other.actor().session()));
    assertEquals("PMF", world.resume(other.token()).role());
  }

  @Test
  void orAllOfThem() {
    var second = world.signIn(worker.name(), AccessWorld.PASSWORD);
    world.desk.endAllOwn(worker.actor());
    refusedWith("session-ended", () -> world.resume(worker.token()));
    refusedWith("session-ended", () -> world.resume(second));
  }

  @Test
  void theAdministratorSeesAndEndsAnybodys() {
    var second = world.resume(world.signIn(worker.name(), AccessWorld.PASSWORD));
    var seen = world.desk.of(world.administrator, worker.id());
    assertEquals(2, seen.size());
    assertEquals(second.session(), seen.get(0).id());
    world.desk.end(world.administrator, worker.id(), second.session());
    world.desk.endAll(world.administrator, worker.id());
    refusedWith("session-ended", () -> world.resume(worker.token()));
    refusedWith("not-found", () -> world.desk.endAll(world.administrator, worker.id()));
    refusedWith("forbidden", () -> world.desk.of(worker.actor(), worker.id()));
  }

  @Test
  void oneThatIsIdleTooLongIsNotShown() {
    world.fixture.forward(Duration.ofMinutes(16));
    assertEquals(0, world.desk.of(world.administrator, worker.id()).size());
  }

  @Test
  void aSignInFromASessionTakesItsPlace() {
    var again =
        world.signIns.signIn(
            new SignIn(worker.name(), AccessWorld.PASSWORD, null, null, null, null),
            "192.0.2.7",
            worker.token(),
            "request");
    refusedWith("session-ended", () -> world.resume(worker.token()));
    assertEquals(worker.id(), world.resume(String.valueOf(again.token())).who());
  }

  @Test
  void anothersTokenEndsNothing() {
    var other = world.somebody("PMF", "B48");
    world.signIns.signIn(
        new SignIn(worker.name(), AccessWorld.PASSWORD, null, null, null, null),
        "192.0.2.7",
        other.token(),
        "request");
    assertEquals(other.id(), world.resume(other.token()).who());
  }
}
