// SPDX-License-Identifier: EUPL-1.2
package al.fole.keys.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.spi.Problem;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PasswordsTest {
  @TempDir Path temp;

  @Test
  void theRightPasswordMatchesAndTheArrayIsLeftAlone() {
    var passwords = passwords("a");
    char[] typed = "Kujdes-2026!".toCharArray();
    String hash = passwords.hash(typed);
    assertTrue(hash.startsWith("$argon2id$v=19$m=19456,t=2,p=1$"), hash);
    assertTrue(passwords.matches(hash, typed));
    assertEquals("Kujdes-2026!", new String(typed));
    assertFalse(passwords.matches(hash, "kujdes-2026!".toCharArray()));
    assertNotEquals(hash, passwords.hash(typed));
  }

  @Test
  void aStolenHashIsOfNoUseWithoutThePepper() {
    String hash = passwords("a").hash("x".toCharArray());
    assertFalse(passwords("b").matches(hash, "x".toCharArray()));
  }

  @Test
  void aLetterTypedInTwoPiecesIsTheSameLetter() {
    var passwords = passwords("a");
    String hash = passwords.hash("p\u00ebrher\u00eb".toCharArray());
    assertTrue(passwords.matches(hash, "pe\u0308rhere\u0308".toCharArray()));
  }

  @Test
  void anUnknownNameNeverMatches() {
    assertFalse(passwords("a").matches(null, "x".toCharArray()));
  }

  @Test
  void aHashOfSmallerParametersIsOutdated() {
    var passwords = passwords("a");
    String hash = passwords.hash("x".toCharArray());
    assertFalse(passwords.isOutdated(hash));
    assertTrue(passwords.isOutdated(hash.replace("m=19456", "m=8192")));
    assertTrue(passwords.isOutdated(hash.replace("t=2", "t=1")));
    assertFalse(passwords.isOutdated(hash.replace("m=19456", "m=32768")));
  }

  @Test
  void unreasonableHashesAreRefused() {
    var passwords = passwords("a");
    String hash = passwords.hash("x".toCharArray());
    for (String bad :
        List.of(
            "",
            "plain",
            hash.replace("m=19456", "m=999999"),
            hash.replace("argon2id", "argon2i"))) {
      assertThrows(IllegalArgumentException.class, () -> passwords.matches(bad, "x".toCharArray()));
    }
  }

  /** RFC 9106 §5.3 through the library in use: secret, no other surprise. */
  @Test
  void theLibraryComputesTheVectorOfTheRfc() {
    var parameters =
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(32)
            .withIterations(3)
            .withParallelism(4)
            .withSalt(HexFormat.of().parseHex("02".repeat(16)))
            .withSecret(HexFormat.of().parseHex("03".repeat(8)))
            .withAdditional(HexFormat.of().parseHex("04".repeat(12)))
            .build();
    var argon = new Argon2BytesGenerator();
    argon.init(parameters);
    byte[] tag = new byte[32];
    argon.generateBytes(HexFormat.of().parseHex("01".repeat(32)), tag);
    assertEquals(
        "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659",
        HexFormat.of().formatHex(tag));
  }

  @Test
  void aStormIsTurnedAwayAndThenItIsQuietAgain() throws Exception {
    var passwords =
        new ArgonPasswords(FileKeys.open(temp.resolve("a"), true), 1, 1, ArgonPasswords.Clock.REAL);
    var pool = Executors.newFixedThreadPool(12);
    try {
      var start = new CountDownLatch(1);
      List<Future<Boolean>> answers = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        answers.add(
            pool.submit(
                () -> {
                  start.await();
                  return passwords.matches(null, "x".toCharArray());
                }));
      }
      start.countDown();
      int turnedAway = 0;
      for (var answer : answers) {
        turnedAway += turnedAway(answer) ? 1 : 0;
      }
      assertTrue(turnedAway > 0, "none was turned away");
      assertTrue(turnedAway < 12, "all were turned away");
    } finally {
      pool.shutdownNow();
    }
    assertFalse(passwords.matches(null, "x".toCharArray()));
  }

  /** Reads out times that were written down for it. */
  private record Read(Deque<Long> times, List<Long> rests) implements ArgonPasswords.Clock {
    @Override
    public long nanos() {
      return times.remove();
    }

    @Override
    public void rest(long nanos) {
      rests.add(nanos);
    }
  }

  @Test
  void aDeskRestsAsLongAsItWorked() {
    // made, free?, begun, ended; free?, and again after a rest that was cut short, begun, ended
    var times = new ArrayDeque<>(List.of(0L, 0L, 0L, 70L, 80L, 100L, 140L, 140L, 150L));
    var clock = new Read(times, new ArrayList<>());
    var passwords = new ArgonPasswords(FileKeys.open(temp.resolve("a"), true), 1, 1, clock);
    passwords.hash("x".toCharArray());
    passwords.hash("x".toCharArray());
    assertEquals(List.of(60L, 40L), clock.rests());
    assertTrue(times.isEmpty(), times.toString());
  }

  private static boolean turnedAway(Future<Boolean> answer) throws InterruptedException {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      return e.getCause() instanceof Problem problem && problem.kind() == Problem.Kind.TOO_MANY;
    }
  }

  private ArgonPasswords passwords(String installation) {
    return new ArgonPasswords(FileKeys.open(temp.resolve(installation), true));
  }
}
