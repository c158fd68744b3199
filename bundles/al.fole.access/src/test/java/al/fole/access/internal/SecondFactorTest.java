// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import static al.fole.access.internal.AccessWorld.refusedWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.itests.clauses.Clause;
import al.fole.store.Version;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SecondFactorTest {
  private final AccessWorld world = new AccessWorld();
  private final AccessWorld.Known worker = world.somebody("PMF", "B53");

  @AfterEach
  void close() {
    world.close();
  }

  private String code() {
    return world.code();
  }

  private void enrol() {
    world.enrol(worker.actor());
    world.time.pass(Duration.ofSeconds(30));
  }

  private SessionView signIn(@Nullable String code) {
    return world.signIns.signIn(
        new SignIn(worker.name(), AccessWorld.PASSWORD, null, null, null, code),
        "192.0.2.7",
        null,
        "request");
  }

  @Test
  @Clause("R-95")
  void onceSetUpEverySignInAsksForACode() {
    enrol();
    refusedWith("code-required", () -> signIn(null));
    refusedWith("sign-in-failed", () -> signIn("000000"));
    var session = signIn(code());
    assertTrue(session.secondFactor());
    assertEquals("PASSWORD_CODE", world.resume(String.valueOf(session.token())).assurance());
    assertEquals(1, world.entries("access.second-factor-confirmed"));
  }

  @Test
  void aWrongPasswordIsNotToldFromAWrongCode() {
    enrol();
    var wrongCode = refusedWith("sign-in-failed", () -> signIn("000000"));
    var wrongPassword =
        refusedWith("sign-in-failed", () -> world.signIn(worker.name(), "not this one, surely"));
    assertEquals(wrongPassword.getMessage(), wrongCode.getMessage());
  }

  @Test
  void aCodeIsGoodOnce() {
    enrol();
    var used = code();
    signIn(used);
    long before = world.entries("access.sign-in-refused");
    refusedWith("sign-in-failed", () -> signIn(used));
    assertEquals(before + 1, world.entries("access.sign-in-refused"));
    world.time.pass(Duration.ofSeconds(30));
    refusedWith("sign-in-failed", () -> signIn(used));
    signIn(code());
  }

  @Test
  void aClockThatWasSetBackMakesNoCodeGoodAgain() {
    enrol();
    var used = code();
    signIn(used);
    world.time.pass(Duration.ofMinutes(10));
    signIn(code());
    world.time.pass(Duration.ofMinutes(-10));
    refusedWith("sign-in-failed", () -> signIn(used));
    refusedWith("sign-in-failed", () -> signIn(code()));
  }

  @Test
  void theFirstCodeIsSpentToo() {
    world.factors.begin(worker.actor(), new BeginSecondFactor(AccessWorld.PASSWORD));
    var first = code();
    world.factors.confirm(worker.actor(), new ConfirmSecondFactor(first));
    refusedWith("sign-in-failed", () -> signIn(first));
  }

  @Test
  void itAsksForNothingBeforeItsFirstCodeWasGiven() {
    world.factors.begin(worker.actor(), new BeginSecondFactor(AccessWorld.PASSWORD));
    assertFalse(signIn(null).secondFactor());
    refusedWith(
        "code-wrong", () -> world.factors.confirm(worker.actor(), new ConfirmSecondFactor("1")));
    assertEquals(1, world.entries("access.code-refused"));
  }

  @Test
  void whoeverSitsAtAnothersDeskSetsUpNothing() {
    refusedWith(
        "current-password-wrong",
        () -> world.factors.begin(worker.actor(), new BeginSecondFactor("not this")));
    enrol();
    refusedWith(
        "second-factor-enrolled",
        () -> world.factors.begin(worker.actor(), new BeginSecondFactor(AccessWorld.PASSWORD)));
  }

  @Test
  void settingItUpEndsTheOtherSessions() {
    var other = world.signIn(worker.name(), AccessWorld.PASSWORD);
    world.enrol(worker.actor());
    refusedWith("session-ended", () -> world.resume(other));
    assertTrue(world.sessions.own(world.resume(worker.token())).secondFactor());
  }

  @Test
  void reauthenticationAsksForACodeToo() {
    enrol();
    refusedWith(
        "code-required",
        () ->
            world.ownPassword.reauthenticate(
                worker.actor(), new Reauthenticate(AccessWorld.PASSWORD, null)));
    var command = new Reauthenticate(AccessWorld.PASSWORD, code());
    world.ownPassword.reauthenticate(worker.actor(), command);
    refusedWith("code-wrong", () -> world.ownPassword.reauthenticate(worker.actor(), command));
  }

  @Test
  void aLostOneIsTakenAwayByTheAdministrator() {
    enrol();
    var reason = new Reason("Telefoni i humbur");
    world.accounts.resetSecondFactor(world.administrator, worker.id(), new Version(2), reason);
    refusedWith("session-ended", () -> world.resume(worker.token()));
    assertFalse(signIn(null).secondFactor());
    assertEquals(1, world.entries("access.second-factor-reset"));
    refusedWith(
        "second-factor-missing",
        () ->
            world.accounts.resetSecondFactor(
                world.administrator, worker.id(), new Version(3), reason));
  }

  @Test
  void noSecretIsInWhatIsPrinted() {
    var enrolment =
        world.factors.begin(worker.actor(), new BeginSecondFactor(AccessWorld.PASSWORD));
    assertFalse(enrolment.toString().contains(enrolment.secret()));
    assertTrue(enrolment.uri().contains("secret=" + enrolment.secret()), enrolment.uri());
    assertFalse(new BeginSecondFactor("secret").toString().contains("secret"));
  }
}
