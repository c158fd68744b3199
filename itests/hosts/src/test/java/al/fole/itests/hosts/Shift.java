// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.hosts;

import al.fole.itests.hosts.Desk.Answer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * People at work while something breaks. Each registers somebody, corrects him and looks at him; a
 * request that is answered 503, or not at all, is sent again with the same key until it is
 * answered, except that now and then somebody gives up. Every birth date is used once, so that a
 * row can be told from its double.
 */
final class Shift implements AutoCloseable {
  private static final AtomicLong DAY = new AtomicLong();
  private static final LocalDate FIRST_DAY = LocalDate.of(1931, 1, 1);
  private static final int GIVEN_UP = 17;
  private static final int PATIENCE_MINUTES = Boolean.getBoolean("fole.campaign") ? 20 : 4;

  /** Longer than anybody may be kept waiting, see decision 0033. */
  static final long BOUND_SECONDS = 100;

  /**
   * What everybody was told so far, also in earlier shifts.
   *
   * @param registered whose registration was acknowledged, by birth date
   * @param versions version that was acknowledged last
   * @param open asked for and never acknowledged
   */
  record Told(Map<LocalDate, String> registered, Map<String, Long> versions, Set<LocalDate> open) {
    Told() {
      this(new ConcurrentHashMap<>(), new ConcurrentHashMap<>(), ConcurrentHashMap.newKeySet());
    }
  }

  final Queue<String> failures = new ConcurrentLinkedQueue<>();
  final AtomicInteger registered = new AtomicInteger();
  final AtomicInteger answers = new AtomicInteger();
  final AtomicInteger unavailable = new AtomicInteger();
  final AtomicInteger unanswered = new AtomicInteger();
  final AtomicInteger unknown = new AtomicInteger();
  final AtomicLong slowest = new AtomicLong();

  private final Supplier<String> host;
  private final Told told;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Future<?>> running = new ArrayList<>();
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile boolean mayDie;

  /**
   * @param host where the host is to be found now
   */
  Shift(Supplier<String> host, Told told) {
    this.host = host;
    this.told = told;
  }

  /** The host may be killed: no answer at all is an answer, too. */
  void hostMayDie() {
    mayDie = true;
  }

  void begin(Desk desk) {
    running.add(
        threads.submit(
            () -> {
              while (!ended.get() && failures.isEmpty()) {
                round(desk);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
              }
            }));
  }

  /** Waits until so many more rounds are whole. */
  void await(int more) {
    int until = registered.get() + more;
    await("rounds", () -> registered.get() >= until);
  }

  /** Waits until something is so, as long as nobody has seen anything wrong. */
  void await(String what, Supplier<Boolean> so) {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(PATIENCE_MINUTES);
    while (!so.get()) {
      if (!failures.isEmpty() || System.nanoTime() > end) {
        throw new AssertionError("waiting for " + what + ": " + failures + " " + this);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
  }

  private void round(Desk desk) {
    long number = DAY.getAndIncrement(); // birth dates last for 34,000 persons
    LocalDate day = FIRST_DAY.plusDays(number);
    ObjectNode child = child("Hoxha", day);
    Map<String, String> key = Map.of("Idempotency-Key", UUID.randomUUID().toString());
    boolean givesUp = number % GIVEN_UP == 0;
    told.open.add(day); // until it is acknowledged
    Answer made = asked(desk, "POST", "/api/persons", child, key, 201, givesUp);
    if (made.status() != 201) {
      return;
    }
    told.open.remove(day);
    String id = made.id();
    told.registered.put(day, id);
    told.versions.put(id, 1L);
    registered.incrementAndGet();
    String path = "/api/persons/" + id;
    ObjectNode correction = child("Dervishi", day).put("reason", "ndreqje");
    Map<String, String> once =
        Map.of("Idempotency-Key", UUID.randomUUID().toString(), "If-Match", "\"1\"");
    asked(desk, "PUT", path, correction, once, 200, false);
    told.versions.put(id, 2L);
    Answer seen = asked(desk, "GET", path, null, Map.of(), 200, false);
    require(seen.status() != 200 || seen.body().path("version").asLong() == 2, seen);
    // Whoever asks once more gets the first answers.
    Answer again = asked(desk, "POST", "/api/persons", child, key, 201, false);
    require(again.status() != 201 || again.id().equals(id), again);
    asked(desk, "PUT", path, correction, once, 200, false);
  }

  private Answer asked(
      Desk desk,
      String method,
      String path,
      @Nullable ObjectNode body,
      Map<String, String> headers,
      int good,
      boolean once) {
    while (true) {
      long began = System.nanoTime();
      Answer answer = desk.send(host.get(), method, path, body, headers);
      slowest.accumulateAndGet(System.nanoTime() - began, Math::max);
      answers.incrementAndGet();
      if (answer.status() == 0) {
        unanswered.incrementAndGet();
        require(mayDie, answer);
      } else if (answer.status() == 503) {
        unavailable.incrementAndGet();
        unknown.addAndGet(answer.body().path("outcome").asText().equals("unknown") ? 1 : 0);
        requireProperly(answer);
      } else {
        require(answer.status() == good, answer);
        return answer;
      }
      if (once || ended.get() || !failures.isEmpty()) {
        return answer;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }

  /** A refusal for now: in both languages, by a rule, with the time to come again. */
  void requireProperly(Answer answer) {
    String rule = answer.body().path("rule").asText();
    String en = answer.body().path("title").asText();
    String sq = answer.body().path("title_sq").asText();
    boolean told =
        rule.equals("part-unavailable")
            && en.contains("not available now")
            && sq.contains("nuk është në punë tani");
    boolean unknownTold =
        rule.equals("outcome-unknown")
            && en.contains("whether this was done")
            && sq.contains("nëse kjo u krye");
    boolean whole =
        answer.status() == 503
            && answer.retryAfter().matches("[1-9][0-9]{0,2}")
            && (told || unknownTold)
            && !answer.body().path("request_id").asText().isEmpty();
    require(whole, answer);
  }

  void require(boolean so, Answer answer) {
    if (!so) {
      failures.add(answer.toString());
    }
  }

  private static ObjectNode child(String name, LocalDate day) {
    ObjectNode child = Desk.child(name);
    ((ObjectNode) child.path("identity")).put("birthDate", day.toString());
    return child;
  }

  /** Ends when everybody has the answer to what he asked. */
  @Override
  public void close() {
    ended.set(true);
    for (Future<?> worker : running) {
      try {
        worker.get(2 * BOUND_SECONDS, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (ExecutionException | TimeoutException e) {
        failures.add(String.valueOf(e));
      }
    }
    threads.shutdownNow();
  }

  @Override
  public String toString() {
    return "%d persons acknowledged; %d answers, %d of them 503 (%d of unknown outcome), %d requests without one; slowest %.1f s"
        .formatted(
            registered.get(),
            answers.get() - unanswered.get(),
            unavailable.get(),
            unknown.get(),
            unanswered.get(),
            slowest.get() / 1e9);
  }
}
