// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import static al.fole.access.internal.AccessWorld.refusedWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import al.fole.spi.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is wrong with a credential: one answer, counted, and in the journal. */
class BadCredentialsTest {
  private final AccessWorld world = new AccessWorld();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void everyBadTokenIsAnsweredAlike() {
    var ended = world.somebody("PMF", "B53");
    world.sessions.end(ended.actor());
    var expired = world.somebody("PMF", "B53");
    world.fixture.forward(Sessions.LONGEST);
    var good = world.somebody("PMF", "B53");
    var answers = new ArrayList<Problem>();
    long before = world.entries("access.session-refused");
    for (String token :
        new String[] {
          "", // nothing
          ended.token(), // replayed after its end
          expired.token(), // expired
          "x".repeat(4000), // stuffed
          good.token() + "\u0000", // a good one with something added
          good.token().substring(1), // with something taken away
          good.token() + "," + good.token(), // twice
          "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", // of nobody
          "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiJ9." // a signed token of another world
        }) {
      answers.add(refusedWith("session-ended", () -> world.resume(token)));
    }
    assertEquals(1, new HashSet<>(answers.stream().map(Problem::getMessage).toList()).size());
    assertEquals(before + answers.size(), world.entries("access.session-refused"));
    assertEquals(good.id(), world.resume(good.token()).who());
  }

  /** With letters that look like the right ones, or something hidden beside them. */
  static List<UnaryOperator<String>> disguises() {
    return List.of(
        name -> name.replace('p', '\u0440'), // Cyrillic
        name -> name.replace('e', '\u0435'),
        name -> name.replace('p', '\uff50'), // full width
        name -> name.replace('o', '\u03bf'), // Greek
        name -> name.replace('s', '\u017f'), // long s, whose capital is S
        name -> name + "\u0000",
        name -> name.replace("per", "per\u200b"), // zero width
        name -> name + "\u0301", // an accent
        name -> "\u202e" + name, // written backwards
        name -> name + "' or '1'='1");
  }

  @ParameterizedTest
  @MethodSource("disguises")
  void aNameThatLooksLikeAnothersIsNobodys(UnaryOperator<String> disguise) {
    var worker = world.somebody("PMF", "B53");
    var unknown = refusedWith("sign-in-failed", () -> world.signIn("nobody.at.all", "guess"));
    world.keys.compared = 0;
    var refused =
        refusedWith(
            "sign-in-failed",
            () -> world.signIn(disguise.apply(worker.name()), AccessWorld.PASSWORD));
    assertEquals(unknown.getMessage(), refused.getMessage());
    assertEquals(1, world.keys.compared, "it costs the same");
    assertEquals(2, world.entries("access.sign-in-refused"));
  }

  @Test
  void aSignOfKelvinIsNoLetter() {
    var worker = world.somebody("PMF", "B53");
    world.superuser(
        "update access.account set name = 'k."
            + worker.name()
            + "' where id = '"
            + worker.id()
            + "'");
    refusedWith(
        "sign-in-failed", () -> world.signIn("\u212a." + worker.name(), AccessWorld.PASSWORD));
    world.signIn("K." + worker.name(), AccessWorld.PASSWORD);
  }

  @Test
  void aPasswordOfOldParametersIsHashedAnew() {
    var worker = world.somebody("PMF", "B53");
    world.superuser(
        "update access.credential set hash = 'old:' || substr(hash, 6) where account = '"
            + worker.id()
            + "'");
    world.signIn(worker.name(), AccessWorld.PASSWORD);
    assertEquals(
        1,
        world.fixture.number(
            "select count(*) from access.credential where account = ? and hash like 'fake:%'",
            worker.id()));
    world.signIn(worker.name(), AccessWorld.PASSWORD);
  }

  @Test
  void aStrangerElsewhereDoesNotSlowTheOwnerDown() {
    var worker = world.somebody("PMF", "B53");
    world.signIn(worker.name(), AccessWorld.PASSWORD);
    for (int i = 0; i < 40; i++) {
      var from = "198.51.100." + i;
      refusedWith("sign-in-failed", () -> guess(worker, from));
      world.time.pass(Duration.ofMinutes(i < 39 ? 1 : 0));
    }
    refusedWith("sign-in-throttled", () -> guess(worker, "203.0.113.1"));
    world.signIn(worker.name(), AccessWorld.PASSWORD);
  }

  private void guess(AccessWorld.Known whose, String from) {
    world.signIns.signIn(
        new SignIn(whose.name(), "guess", null, null, null, null), from, null, "request");
  }

  @Test
  void whoeverGuessesWhereTheOwnerSitsIsSlowedDown() {
    var worker = world.somebody("PMF", "B53");
    for (int i = 0; i < 6; i++) {
      refusedWith("sign-in-failed", () -> world.signIn(worker.name(), "guess"));
    }
    refusedWith("sign-in-throttled", () -> world.signIn(worker.name(), AccessWorld.PASSWORD));
  }
}
