// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import static al.fole.access.internal.AccessWorld.refusedWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.itests.clauses.Clause;
import al.fole.spi.Problem;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SignInsTest {
  private final AccessWorld world = new AccessWorld();

  @AfterEach
  void close() {
    world.close();
  }

  private Problem fails(String rule, String name, String password) {
    return refusedWith(rule, () -> world.signIn(name, password));
  }

  @Test
  void anUnknownNameAndAWrongPasswordCostAndLookTheSame() {
    var worker = world.somebody("PMF", "B53");
    world.keys.compared = 0;
    var wrong = fails("sign-in-failed", worker.name(), "not this one, surely");
    var unknown = fails("sign-in-failed", "nobody.at.all", "not this one, surely");
    assertEquals(2, world.keys.compared);
    assertEquals(wrong.getMessage(), unknown.getMessage());
    assertEquals(wrong.kind(), unknown.kind());
    assertEquals(2, world.entries("access.sign-in-refused"));
  }

  @Test
  void guessingAnAccountIsSlowedDown() {
    var worker = world.somebody("PMF", "B53");
    for (int i = 0; i < 6; i++) {
      fails("sign-in-failed", worker.name(), "guess number " + i);
    }
    world.keys.compared = 0;
    var problem = fails("sign-in-throttled", worker.name(), AccessWorld.PASSWORD);
    assertEquals(Problem.Kind.TOO_MANY, problem.kind());
    assertEquals("1", problem.more().get("retry_after"));
    assertEquals(0, world.keys.compared, "no password was compared");
    world.time.pass(Duration.ofSeconds(1));
    world.signIn(worker.name(), AccessWorld.PASSWORD);
    world.signIn(worker.name(), AccessWorld.PASSWORD);
  }

  @Test
  void guessingFromOneAddressIsSlowedDownWhateverTheName() {
    var worker = world.somebody("PMF", "B53");
    for (int i = 0; i < 21; i++) {
      fails("sign-in-failed", "name" + i, "guess");
    }
    fails("sign-in-throttled", worker.name(), AccessWorld.PASSWORD);
    assertFalse(
        world
            .signIns
            .signIn(
                new SignIn(worker.name(), AccessWorld.PASSWORD, null, null, null, null),
                "198.51.100.9",
                null,
                "request")
            .mustChangePassword());
  }

  private void comesFrom(int address) {
    world.signIns.signIn(
        new SignIn("nobody" + address, "guess", null, null, null, null),
        "198.51.100." + address,
        null,
        "request");
  }

  /** Twelve come while the one before is being compared; the thirteenth finds no place. */
  @Test
  void whoeverFindsNoPlaceIsTurnedAwayUnseenAndWrittenDown() {
    world.keys.compared = 0;
    world.keys.meanwhile =
        () -> {
          int came = world.keys.compared;
          refusedWith(
              came < 12 ? "sign-in-failed" : "too-many-sign-ins", () -> comesFrom(came + 1));
        };
    refusedWith("sign-in-failed", () -> comesFrom(1));
    assertEquals(12, world.keys.compared);
    assertEquals(13, world.entries("access.sign-in-refused"));
    world.keys.meanwhile = () -> {};
    refusedWith("sign-in-failed", () -> comesFrom(14));
  }

  @Test
  void whoeverIsNotComparedIsWrittenDownToo() {
    world.keys.meanwhile =
        () -> {
          throw AccessRules.tooMany(Duration.ofSeconds(3));
        };
    refusedWith("too-many-sign-ins", () -> comesFrom(1));
    assertEquals(1, world.entries("access.sign-in-refused"));
  }

  @Test
  void failedSignInsDoNotFillTheJournal() {
    for (int i = 0; i < 100; i++) {
      try {
        world.signIn("name" + i, "guess");
      } catch (Problem expected) {
        world.time.pass(Duration.ofMillis(10));
      }
    }
    assertEquals(20, world.entries("access.sign-in-refused"));
    world.time.pass(Refusals.WINDOW);
    world.refusals.flush();
    assertEquals(22, world.entries("access.sign-in-refused"), "one of failures, one of pauses");
  }

  @Test
  @Clause("R-92")
  void aPurposeIsDeclaredAndMustBeOneOfTheRole() {
    var head = world.somebody("NJMF_HEAD", "B53");
    for (String purpose : List.of("CASE_WORK", "SUPERVISION")) {
      var session =
          world.signIns.signIn(
              new SignIn(head.name(), AccessWorld.PASSWORD, purpose, null, null, null),
              "192.0.2.8",
              null,
              "request");
      assertEquals(purpose, session.purpose());
    }
    refusedWith(
        "purpose-not-allowed",
        () ->
            world.signIns.signIn(
                new SignIn(head.name(), AccessWorld.PASSWORD, "ADMINISTRATION", null, null, null),
                "192.0.2.8",
                null,
                "request"));
  }

  @Test
  void anAccountMayHaveFewerPurposesThanItsRole() {
    var name = world.name();
    var invitation =
        world.accounts.create(
            world.administrator,
            new CreateAccount(name, "NJMF_HEAD", "B53", List.of("SUPERVISION"), null));
    var session =
        world.signIns.signIn(
            new SignIn(name, String.valueOf(invitation.firstPassword()), null, null, null, null),
            "192.0.2.8",
            null,
            "request");
    assertEquals("SUPERVISION", session.purpose());
  }

  @Test
  void lettersAndSpacesAroundANameDoNotMatter() {
    var worker = world.somebody("PMF", "B53");
    world.signIn(
        "  " + worker.name().toUpperCase(java.util.Locale.ROOT) + " ", AccessWorld.PASSWORD);
  }

  @Test
  void noSecretIsInWhatIsPrinted() {
    assertFalse(new SignIn("a", "secret", null, null, null, null).toString().contains("secret"));
    assertFalse(new ChangePassword("secret", "secret").toString().contains("secret"));
    var worker = world.somebody("PMF", "B53");
    var session =
        world.signIns.signIn(
            new SignIn(worker.name(), AccessWorld.PASSWORD, null, null, null, null),
            "192.0.2.8",
            null,
            "request");
    assertFalse(session.toString().contains(String.valueOf(session.token())));
  }

  /** Whoever signs in reads his account in the door's turn, and waits there while another does. */
  @Test
  void aCrowdReadsItsAccountsOneAfterTheOther() throws Exception {
    var worker = world.somebody("PMF", "B53");
    var door = new Door(16, world.time);
    var behindIt =
        new SignIns(
            world.store,
            world.sessions,
            world.refusals,
            world.keys,
            world.keys,
            world.keys,
            world.time,
            door);
    var command = new SignIn(worker.name(), AccessWorld.PASSWORD, null, null, null, null);
    var entering =
        new FutureTask<>(() -> behindIt.signIn(command, "192.0.2.9", null, "request").role());
    var thread = new Thread(entering, "enters");
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    boolean waits =
        door.inTurn(
            () -> {
              thread.start();
              while (!entering.isDone() && thread.getState() != Thread.State.WAITING) {
                assertTrue(System.nanoTime() < end, "neither in nor waiting");
                LockSupport.parkNanos(1_000_000);
              }
              return !entering.isDone();
            });
    assertTrue(waits, "it is in while another has the turn");
    assertEquals("PMF", entering.get(60, TimeUnit.SECONDS));
  }
}
