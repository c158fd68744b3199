// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.attacks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.itests.attacks.Stranger.Came;
import al.fole.itests.story.Caller;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A thousand sign-ins at once from hundreds of addresses: half of them honest, the others guess the
 * password of one account or names there are not. Who is told to come again later does so; each is
 * answered, every honest one gets in, and so does the owner of the account that is guessed at.
 * Whoever works beside them is answered too; quiet and storm take turns, and what the times of the
 * storm are to those of the quiet is printed. The campaign judges them.
 */
class SignInStormIT {
  private static final boolean CAMPAIGN = Boolean.getBoolean("fole.campaign");
  private static final int ROUNDS = CAMPAIGN ? 4 : 2;
  private static final int SIGN_INS = CAMPAIGN ? 250 : 30;
  private static final int QUIET = CAMPAIGN ? 1_500 : 100;
  private static final int AT_ONCE = 32;
  private static final int TRIES = 200;
  private static final List<String> HONEST =
      List.of("pmf.tirana", "pmf.durres", "head.tirana", "shssh.tirana", "nvnr.tirana");
  private static final String GUESSED_AT = "head.durres";

  private static final RightsHost HOST = RightsHost.get();

  private static SmallWorld world;

  /** Whoever signs in afterwards may be turned away: all the others have done so before. */
  @BeforeAll
  static void settle() throws Exception {
    world = SmallWorld.of(HOST);
    Played.once(HOST);
  }

  @Test
  void aStormOfSignInsLeavesTheOthersAnswered() throws Exception {
    var worker = world.tirana.worker();
    var owner = new Stranger(HOST.url(), "127.3.0.1", GUESSED_AT, RightsHost.PASSWORD);
    assertEquals(201, owner.signIn().status(), "the owner is at home there");
    var quiet = new Times();
    var beside = new Times();
    var came = new ArrayList<Came>();
    quiet.warm(worker, QUIET);
    var pool = Executors.newScheduledThreadPool(AT_ONCE);
    try {
      for (int round = 0; round < ROUNDS; round++) {
        quiet.measure(worker, QUIET);
        var over = new AtomicBoolean();
        var steady =
            CompletableFuture.runAsync(
                () -> beside.measureUntil(worker, over), runnable -> new Thread(runnable).start());
        var storm = storm(pool, round);
        var back = comeUntilAnswered(pool, owner);
        for (var one : storm) {
          came.add(one.get(10, TimeUnit.MINUTES));
        }
        assertEquals(201, back.get(10, TimeUnit.MINUTES).status(), "the owner, from home");
        over.set(true);
        steady.get(1, TimeUnit.MINUTES);
      }
    } finally {
      pool.shutdownNow();
    }
    judge(quiet, beside, came);
  }

  private static void judge(Times quiet, Times beside, List<Came> came) {
    long honest = came.stream().filter(Came::honest).count();
    long in = came.stream().filter(one -> one.honest() && one.status() == 201).count();
    long wrong = came.stream().filter(one -> !one.honest() && one.status() == 401).count();
    long slowed = came.stream().filter(one -> !one.honest() && one.status() == 429).count();
    long turned = came.stream().mapToLong(Came::turnedAway).sum();
    double ratio = (double) beside.p99() / quiet.p99();
    System.out.printf(
        Locale.ROOT,
        "Storm of %d sign-ins in %d parts: %d of %d honest let in, %d refused, %d made to wait; %d"
            + " times turned away; steady requests: p99 quiet %.1f ms of %d, in the storm %.1f ms"
            + " of %d (%.2f); median %.1f, %.1f; load %.1f%n",
        came.size(),
        ROUNDS,
        in,
        honest,
        wrong,
        slowed,
        turned,
        quiet.p99() / 1e6,
        quiet.count(),
        beside.p99() / 1e6,
        beside.count(),
        ratio,
        quiet.median() / 1e6,
        beside.median() / 1e6,
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    assertEquals(honest, in, "whoever has the right password gets in");
    assertEquals(came.size(), in + wrong + slowed, "each is answered");
    assertTrue(wrong > 0, "who guesses is refused");
    assertTrue(beside.count() >= 10, beside.count() + " requests beside the storm");
    if (CAMPAIGN) {
      assertTrue(slowed > 0, "who guesses is made to wait");
      assertTrue(turned > 0, "not all are let through at once");
      assertTrue(ratio <= 2, "p99 beside the storm is within twice");
    }
  }

  private static List<CompletableFuture<Came>> storm(ScheduledExecutorService pool, int round) {
    var storm = new ArrayList<CompletableFuture<Came>>();
    for (int i = 0; i < SIGN_INS; i++) {
      var stranger =
          switch (i % 4) {
            case 0, 2 ->
                new Stranger(
                    HOST.url(),
                    "127.1.%d.%d".formatted(round, i),
                    HONEST.get(i / 2 % HONEST.size()),
                    RightsHost.PASSWORD);
            case 1 ->
                new Stranger(HOST.url(), "127.2.%d.%d".formatted(round, i), GUESSED_AT, "jo-ky");
            default ->
                new Stranger(
                    HOST.url(), "127.2.%d.%d".formatted(round, i % 64), "askush." + i, "jo-ky");
          };
      storm.add(comeUntilAnswered(pool, stranger));
    }
    return storm;
  }

  /** Comes again as often as it is told to. */
  private static CompletableFuture<Came> comeUntilAnswered(
      ScheduledExecutorService pool, Stranger stranger) {
    var done = new CompletableFuture<Came>();
    pool.execute(() -> come(pool, stranger, 0, done));
    return done;
  }

  private static void come(
      ScheduledExecutorService pool, Stranger stranger, int before, CompletableFuture<Came> done) {
    try {
      var answer = stranger.signIn();
      if (answer.rule().equals("too-many-sign-ins") && before < TRIES) {
        var unused =
            pool.schedule(
                () -> come(pool, stranger, before + 1, done), answer.later(), TimeUnit.SECONDS);
      } else {
        done.complete(new Came(stranger.honest(RightsHost.PASSWORD), answer.status(), before));
      }
    } catch (RuntimeException e) {
      done.completeExceptionally(e);
    }
  }

  /** How long steady requests took, as everybody makes all day. */
  private static final class Times {
    private final List<Long> nanos = new ArrayList<>();

    void warm(Caller worker, int requests) {
      for (int i = 0; i < requests; i++) {
        request(worker, i);
      }
    }

    void measure(Caller worker, int requests) {
      for (int i = 0; i < requests; i++) {
        nanos.add(request(worker, i));
      }
    }

    void measureUntil(Caller worker, AtomicBoolean over) {
      for (int i = 0; i < 10 || !over.get(); i++) {
        nanos.add(request(worker, i));
      }
    }

    private static long request(Caller worker, int number) {
      var path = number % 2 == 0 ? "/api/access/sessions/current" : "/api/cases";
      long began = System.nanoTime();
      var answer = worker.get(path);
      assertEquals(200, answer.status(), answer.text());
      return System.nanoTime() - began;
    }

    int count() {
      return nanos.size();
    }

    long p99() {
      return at(99);
    }

    long median() {
      return at(50);
    }

    private long at(int percent) {
      var sorted = nanos.stream().sorted().toList();
      return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
    }
  }
}
