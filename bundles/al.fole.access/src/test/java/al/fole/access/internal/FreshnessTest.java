// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import static al.fole.access.internal.AccessWorld.refusedWith;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import al.fole.spi.Actor;
import al.fole.spi.Problem;
import al.fole.spi.host.ParentIdentity;
import al.fole.testing.fakes.TestActor;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What must not happen at a desk somebody left asks who sits there. */
class FreshnessTest {
  private final AccessWorld world = new AccessWorld();

  @AfterEach
  void close() {
    world.close();
  }

  private void isStale(Actor actor) {
    var refused = refusedWith("reauthentication-required", () -> world.access.requireFresh(actor));
    assertEquals(Problem.Kind.FORBIDDEN, refused.kind());
  }

  @Test
  void aSignInCountsForFiveMinutes() {
    var worker = world.somebody("PMF", "B53");
    var token = world.signIn(worker.name(), AccessWorld.PASSWORD);
    world.fixture.forward(Duration.ofMinutes(4));
    assertDoesNotThrow(() -> world.access.requireFresh(world.resume(token)));
    world.fixture.forward(Duration.ofMinutes(1));
    isStale(world.resume(token));
    assertEquals(1, world.entries("access.session-refused"));
  }

  @Test
  void thePasswordAgainMakesItFresh() {
    var worker = world.somebody("PMF", "B53");
    world.fixture.forward(Duration.ofMinutes(6));
    isStale(worker.actor());
    refusedWith(
        "current-password-wrong",
        () ->
            world.ownPassword.reauthenticate(worker.actor(), new Reauthenticate("not this", null)));
    isStale(worker.actor());
    world.ownPassword.reauthenticate(
        worker.actor(), new Reauthenticate(AccessWorld.PASSWORD, null));
    assertDoesNotThrow(() -> world.access.requireFresh(worker.actor()));
    world.ownPassword.reauthenticate(
        worker.actor(), new Reauthenticate(AccessWorld.PASSWORD, null));
    assertEquals(2, world.entries("access.session-proved"));
  }

  @Test
  void itCountsForItsOwnSessionOnly() {
    var worker = world.somebody("PMF", "B53");
    var second = world.resume(world.signIn(worker.name(), AccessWorld.PASSWORD));
    world.fixture.forward(Duration.ofMinutes(6));
    world.ownPassword.reauthenticate(
        worker.actor(), new Reauthenticate(AccessWorld.PASSWORD, null));
    isStale(second);
  }

  @Test
  void whoeverHasProvedNothingIsNeverFresh() {
    isStale(TestActor.of("SHSSH_ADMIN", "N"));
    isStale(world.access.system("test.job"));
    world.parentSessions.bindIdentities(
        token -> Optional.of(new ParentIdentity(UUID.randomUUID(), "PMF", "B53")));
    var user = world.parentSessions.resume("token", null, "request");
    isStale(user);
    refusedWith(
        "forbidden",
        () -> world.ownPassword.reauthenticate(user, new Reauthenticate("anything", null)));
  }
}
