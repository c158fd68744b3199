// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import static al.fole.access.internal.AccessWorld.refusedWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.itests.clauses.Clause;
import al.fole.store.Version;
import al.fole.testing.fakes.TestActor;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FirstPasswordTest {
  private final AccessWorld world = new AccessWorld();
  private final String name = world.name();
  private final Invitation invitation = world.invite(name, "PMF", "B53");
  private final String first = String.valueOf(invitation.firstPassword());

  @AfterEach
  void close() {
    world.close();
  }

  private SessionActor enter() {
    return world.resume(world.signIn(name, first));
  }

  private void change(SessionActor actor, String next) {
    world.ownPassword.change(actor, new ChangePassword(first, next));
  }

  @Test
  @Clause("R-11")
  @Clause("R-57")
  void itOpensOneSessionThatCanOnlyReplaceIt() {
    var actor = enter();
    assertTrue(actor.step() == Step.PASSWORD);
    assertTrue(world.sessions.own(actor).mustChangePassword());
    refusedWith("sign-in-failed", () -> world.signIn(name, first));
  }

  @Test
  void replacedItIsWorthNothingAndTheSessionIsWhole() {
    var token = world.signIn(name, first);
    change(world.resume(token), AccessWorld.PASSWORD);
    assertEquals(null, world.resume(token).step());
    refusedWith("sign-in-failed", () -> world.signIn(name, first));
    world.signIn(name, AccessWorld.PASSWORD);
    assertEquals(1, world.entries("access.password-set"));
  }

  @Test
  void itExpires() {
    world.fixture.forward(Accounts.FIRST_PASSWORD);
    refusedWith("first-password-expired", () -> world.signIn(name, first));
  }

  @Test
  void itsSessionIsShort() {
    var token = world.signIn(name, first);
    world.fixture.forward(Duration.ofMinutes(14));
    world.resume(token);
    world.fixture.forward(Duration.ofMinutes(1));
    refusedWith("session-ended", () -> world.resume(token));
  }

  @Test
  void anotherOneReplacesItAndEndsItsSession() {
    var token = world.signIn(name, first);
    var again = world.accounts.reissue(world.administrator, invitation.id(), new Version(1));
    refusedWith("session-ended", () -> world.resume(token));
    refusedWith("sign-in-failed", () -> world.signIn(name, first));
    assertNotEquals(first, again.firstPassword());
    world.signIn(name, String.valueOf(again.firstPassword()));
  }

  @Test
  void aLostPasswordIsReplacedByAFirstOneAgain() {
    var worker = world.somebody("PMF", "B53");
    world.accounts.reissue(world.administrator, worker.id(), new Version(2));
    refusedWith("sign-in-failed", () -> world.signIn(worker.name(), AccessWorld.PASSWORD));
    refusedWith("session-ended", () -> world.resume(worker.token()));
  }

  @Test
  void ownPasswordsAreLongNewAndNotTheName() {
    var actor = enter();
    refusedWith("password-length", () -> change(actor, "tepër vogël"));
    refusedWith("password-length", () -> change(actor, "ë".repeat(129)));
    refusedWith("password-unchanged", () -> change(actor, first));
    refusedWith("password-contains-name", () -> change(actor, "my name is " + name));
    refusedWith(
        "current-password-wrong",
        () ->
            world.ownPassword.change(actor, new ChangePassword("not this", AccessWorld.PASSWORD)));
  }

  @Test
  void aNewPasswordEndsTheOtherSessions() {
    var worker = world.somebody("PMF", "B53");
    var second = world.signIn(worker.name(), AccessWorld.PASSWORD);
    world.ownPassword.change(
        worker.actor(), new ChangePassword(AccessWorld.PASSWORD, "mali ngrihet mbi fushë"));
    world.resume(worker.token());
    refusedWith("session-ended", () -> world.resume(second));
  }

  @Test
  void aRepeatedRequestShowsNoPassword() {
    var administrator = TestActor.of("SHSSH_ADMIN", "N");
    world.freshForEver(administrator);
    var claiming = administrator.claiming(new byte[32], new byte[32]);
    var command = new CreateAccount(world.name(), "PMF", "B53", null, null);
    var created = world.accounts.create(claiming, command);
    var repeated = world.accounts.create(claiming, command);
    assertEquals(created.id(), repeated.id());
    assertEquals(null, repeated.firstPassword());
  }
}
