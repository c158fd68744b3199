// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import static al.fole.access.internal.AccessWorld.refusedWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import al.fole.operations.Figure;
import al.fole.spi.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Each kind of bad input by itself: one answer, one entry, one step of the operator's figure. */
class RefusedAlikeTest {
  private static final String SESSION = "access.session-refused";
  private static final String SIGN_IN = "access.sign-in-refused";

  private final AccessWorld world = new AccessWorld();
  private final AccessWorld.Known worker = world.somebody("PMF", "B53");

  @AfterEach
  void close() {
    world.close();
  }

  private double figure(String entry, String rule) {
    return world.refusals.figures().stream()
        .filter(it -> it.name().equals("fole_refusals") && it.counts())
        .filter(it -> it.labels().equals(Map.of("entry", entry, "rule", rule)))
        .mapToDouble(Figure::value)
        .sum();
  }

  /** By all kinds together, so that a step of another kind shows. */
  private double figures() {
    return world.refusals.figures().stream().mapToDouble(Figure::value).sum();
  }

  /**
   * @param entry that tells of it
   * @param counted the rule under which it counts and is written down
   * @param answer the rule the caller is told
   */
  private Problem refused(String entry, String counted, String answer, Executable work) {
    long entries = world.entries(entry);
    double kind = figure(entry, counted);
    double all = figures();
    Problem told = refusedWith(answer, work);
    assertEquals(entries + 1, world.entries(entry), "one entry");
    assertEquals(kind + 1, figure(entry, counted), "one step of the figure");
    assertEquals(all + 1, figures(), "and of no other");
    return told;
  }

  private void token(String token) {
    Problem told = refused(SESSION, "session-ended", "session-ended", () -> world.resume(token));
    Problem nobodys =
        refusedWith("session-ended", () -> world.resume("A".repeat(worker.token().length())));
    assertEquals(nobodys.getMessage(), told.getMessage());
    assertEquals(nobodys.kind(), told.kind());
  }

  private String signIn(String name, @Nullable String role, @Nullable String code) {
    var command = new SignIn(name, AccessWorld.PASSWORD, null, role, null, code);
    return String.valueOf(world.signIns.signIn(command, "192.0.2.7", null, "request").token());
  }

  @Test
  void aStuffedToken() {
    token("x".repeat(4000));
  }

  @Test
  void aGoodTokenWithSomethingAdded() {
    token(worker.token() + "\u0000");
  }

  @Test
  void anExpiredToken() {
    world.fixture.forward(Sessions.LONGEST);
    token(worker.token());
  }

  @Test
  void aTokenOfAnotherWorld() {
    token("eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiJ9.");
  }

  @Test
  void aTokenReplayedAfterItsEnd() {
    world.sessions.end(worker.actor());
    token(worker.token());
  }

  @Test
  void aTokenNobodyOfTheParentHas() {
    world.parentSessions.bindIdentities(token -> Optional.empty());
    refused(
        SESSION,
        "session-ended",
        "session-ended",
        () -> world.parentSessions.resume("forged", null, "request"));
  }

  @Test
  void aCodeThatWasUsed() {
    enrol();
    var used = world.code();
    signIn(worker.name(), null, used);
    refused(SIGN_IN, "code-used", "sign-in-failed", () -> signIn(worker.name(), null, used));
  }

  @Test
  void aCodeThatIsWrong() {
    enrol();
    refused(SIGN_IN, "code-wrong", "sign-in-failed", () -> signIn(worker.name(), null, "000000"));
  }

  @Test
  void aClockThatWasSetBack() {
    enrol();
    world.time.pass(Duration.ofMinutes(10));
    signIn(worker.name(), null, world.code());
    world.time.pass(Duration.ofMinutes(-10));
    refused(
        SIGN_IN, "code-used", "sign-in-failed", () -> signIn(worker.name(), null, world.code()));
  }

  @Test
  void aClockThatWasSetForward() {
    enrol();
    var early = world.code();
    world.time.pass(Duration.ofMinutes(10));
    refused(SIGN_IN, "code-wrong", "sign-in-failed", () -> signIn(worker.name(), null, early));
  }

  private void enrol() {
    world.enrol(worker.actor());
    world.time.pass(Duration.ofSeconds(30));
  }

  @Test
  void aRoleThatExpiredASecondAgo() {
    Instant now = world.store.read(SystemActor.of("test.now"), tx -> tx.now());
    world.superuser(
        """
        update access.account_role set valid_to = '%s' where account = '%s'"""
            .formatted(now.plusSeconds(600), worker.id()));
    assertEquals("PMF", world.resume(worker.token()).role());
    world.fixture.forward(Duration.ofSeconds(601));
    token(worker.token());
    refused(SIGN_IN, "no-role", "sign-in-failed", () -> signIn(worker.name(), null, null));
  }

  @Test
  void aNameOfLettersThatOnlyLookAlike() {
    for (String name :
        List.of(
            worker.name().replace('p', '\u0440'), // Cyrillic
            worker.name().replace('o', '\u03bf'), // Greek
            worker.name().replace('s', '\u017f'), // a long s, whose capital is S
            worker.name().replace("per", "per\u200b"), // of no width
            worker.name() + "\u0301", // an accent
            "\u202e" + worker.name())) { // written backwards
      refused(SIGN_IN, "sign-in-failed", "sign-in-failed", () -> signIn(name, null, null));
    }
  }

  @Test
  void aRoleSomebodyDoesNotHave() {
    refused(
        SIGN_IN, "role-not-held", "role-not-held", () -> signIn(worker.name(), "SHSSH_HQ", null));
  }

  @Test
  void whatComesAfterTheTwentiethIsCountedThoughItHasNoEntryOfItsOwn() {
    double before = figure(SESSION, "session-ended");
    for (int i = 0; i < Refusals.SINGLE + 5; i++) {
      refusedWith("session-ended", () -> world.resume("nobody"));
    }
    assertEquals(before + Refusals.SINGLE + 5, figure(SESSION, "session-ended"));
    assertEquals(Refusals.SINGLE, world.entries(SESSION));
  }
}
