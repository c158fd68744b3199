// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.attacks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.itests.story.Caller;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A thousand sign-ins at once, good, wrong and of nobody: each is answered, and whoever works
 * beside them is answered too. Times are printed; the campaign judges them.
 */
class SignInStormIT {
  private static final boolean CAMPAIGN = Boolean.getBoolean("fole.campaign");
  private static final int SIGN_INS = CAMPAIGN ? 1_000 : 120;
  private static final int AT_ONCE = 32;
  private static final int STEADY = CAMPAIGN ? 400 : 60;

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
    for (int i = 0; i < STEADY; i++) {
      request(worker);
    }
    long[] alone = new long[STEADY];
    for (int i = 0; i < STEADY; i++) {
      alone[i] = request(worker);
    }
    var answers =
        new AtomicInteger[] {new AtomicInteger(), new AtomicInteger(), new AtomicInteger()};
    var over = new AtomicBoolean();
    var pool = Executors.newFixedThreadPool(AT_ONCE + 1);
    try {
      Future<List<Long>> steady = pool.submit(() -> steady(worker, over));
      var storm = new ArrayList<Callable<Integer>>();
      for (int i = 0; i < SIGN_INS; i++) {
        var name = i % 3 == 0 ? "pmf.durres" : i % 3 == 1 ? "head.durres" : "askush." + i;
        var password = i % 3 == 0 ? RightsHost.PASSWORD : "jo-ky-fjalekalim";
        storm.add(() -> signIn(name, password));
      }
      for (var done : pool.invokeAll(storm)) {
        int status = done.get();
        answers[status == 201 ? 0 : status == 401 ? 1 : 2].incrementAndGet();
        assertTrue(status == 201 || status == 401 || status == 429 || status == 503, "" + status);
      }
      over.set(true);
      var beside = steady.get().stream().mapToLong(Long::longValue).toArray();
      assertTrue(beside.length >= 10, beside.length + " requests beside the storm");
      System.out.printf(
          Locale.ROOT,
          "Storm of %d sign-ins: %d let in, %d refused, %d turned away; steady requests: p99 alone"
              + " %.1f ms of %d, beside the storm %.1f ms of %d (%.2f)%n",
          SIGN_INS,
          answers[0].get(),
          answers[1].get(),
          answers[2].get(),
          p99(alone) / 1e6,
          alone.length,
          p99(beside) / 1e6,
          beside.length,
          (double) p99(beside) / p99(alone));
      if (CAMPAIGN) {
        assertTrue(p99(beside) <= 2 * p99(alone), "p99 beside the storm is within twice");
      }
    } finally {
      over.set(true);
      pool.shutdownNow();
    }
  }

  private static List<Long> steady(Caller worker, AtomicBoolean over) {
    var times = new ArrayList<Long>();
    while (!over.get() && times.size() < 100_000) {
      times.add(request(worker));
    }
    return times;
  }

  /** A request of a session's own, as everybody makes all day. */
  private static long request(Caller worker) {
    long began = System.nanoTime();
    var answer = worker.get("/api/access/sessions/current");
    assertEquals(200, answer.status(), answer.text());
    return System.nanoTime() - began;
  }

  private static int signIn(String name, String password) {
    var body = Caller.JSON.createObjectNode().put("name", name).put("password", password);
    return HOST.anonymous().post("/api/access/sessions", body.toString()).status();
  }

  private static long p99(long[] times) {
    var sorted = times.clone();
    Arrays.sort(sorted);
    return sorted[Math.min(sorted.length - 1, sorted.length * 99 / 100)];
  }
}
