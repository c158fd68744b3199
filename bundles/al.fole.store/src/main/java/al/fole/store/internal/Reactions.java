// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import al.fole.event.Event;
import al.fole.event.EventType;
import al.fole.store.Reaction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The reactions that are there now. Per name the highest ranking whose event class is the recorded
 * event's class speaks; an equal ranking goes to the one that came first. A reaction that goes is
 * waited for: whoever has chosen it may still call it.
 */
final class Reactions {
  private static final Logger LOG = LoggerFactory.getLogger(Reactions.class);
  private static final long PATIENCE_SECONDS = 10;

  private final List<Ranked> all = new ArrayList<>();
  private final List<Chosen> former = new ArrayList<>();
  private volatile Chosen chosen = new Chosen(Map.of(), Map.of());

  private record Ranked(Reaction<?> reaction, int ranking) {}

  /**
   * The choice of one transaction: what comes or goes meanwhile does not matter to it. It is given
   * back when the transaction has ended.
   */
  static final class Chosen implements AutoCloseable {
    private final Map<Class<?>, Map<String, Reaction<Event>>> byEvent;
    private final Map<String, Map<String, Reaction<Event>>> byType;
    private final List<Runnable> atEnd = new ArrayList<>();
    private int running;
    private boolean former;

    private Chosen(
        Map<Class<?>, Map<String, Reaction<Event>>> byEvent,
        Map<String, Map<String, Reaction<Event>>> byType) {
      this.byEvent = byEvent;
      this.byType = byType;
    }

    /** Reactions of an event by name, in the order they speak. */
    Map<String, Reaction<Event>> of(Event event) {
      return byEvent.getOrDefault(event.getClass(), Map.of());
    }

    /**
     * Reactions by stored event type and name. Two versions of an event class have one stored type:
     * per name the highest ranking speaks for all of them.
     */
    Map<String, Map<String, Reaction<Event>>> byType() {
      return byType;
    }

    private synchronized boolean begin() {
      if (former) {
        return false;
      }
      running++;
      return true;
    }

    @Override
    public void close() {
      List<Runnable> ended = List.of();
      synchronized (this) {
        running--;
        if (former && running == 0) {
          ended = List.copyOf(atEnd);
          atEnd.clear();
        }
      }
      ended.forEach(Runnable::run);
    }

    /** Nobody chooses it any longer; returns whether somebody still has it. */
    private synchronized boolean supersede() {
      former = true;
      return running > 0;
    }

    /** Runs when nobody has it any longer: now, or in the thread that gives it back last. */
    private void atEnd(Runnable work) {
      synchronized (this) {
        if (running > 0) {
          atEnd.add(work);
          return;
        }
      }
      work.run();
    }
  }

  /** Comes, or comes with another ranking. */
  synchronized void add(Reaction<?> reaction, int ranking) {
    all.removeIf(r -> r.reaction() == reaction);
    all.add(new Ranked(reaction, ranking));
    choose();
  }

  /** Goes; returns when the transactions that had chosen it have ended, or after a while. */
  void remove(Reaction<?> reaction) {
    synchronized (this) {
      all.removeIf(r -> r.reaction() == reaction);
    }
    var ended = new CountDownLatch(1);
    afterRunning(ended::countDown);
    try {
      if (!ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("{} goes while a transaction still uses it", reaction.name());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Does something when the transactions that run now have ended; later ones do not matter. */
  void afterRunning(Runnable work) {
    List<Chosen> waited;
    synchronized (this) {
      choose();
      waited = List.copyOf(former);
    }
    var left = new AtomicInteger(waited.size() + 1);
    Runnable one =
        () -> {
          if (left.decrementAndGet() == 0) {
            work.run();
          }
        };
    waited.forEach(choice -> choice.atEnd(one));
    one.run();
  }

  /** The choice for a transaction that begins now; to be closed when it has ended. */
  Chosen choice() {
    Chosen now = chosen;
    while (!now.begin()) {
      now = chosen;
    }
    return now;
  }

  /** What is there now, to look at. */
  Chosen chosen() {
    return chosen;
  }

  @SuppressWarnings("unchecked") // the map's key is the reaction's own event class
  private void choose() {
    var byEvent = new HashMap<Class<?>, Map<String, Reaction<Event>>>();
    var byType = new HashMap<String, Map<String, Reaction<Event>>>();
    all.stream()
        .sorted(Comparator.comparingInt(Ranked::ranking).reversed())
        .map(r -> (Reaction<Event>) r.reaction())
        .forEach(
            r -> {
              byEvent.computeIfAbsent(r.event(), e -> new TreeMap<>()).putIfAbsent(r.name(), r);
              EventType stored = r.event().getAnnotation(EventType.class);
              if (stored != null) {
                byType
                    .computeIfAbsent(stored.name(), t -> new TreeMap<>())
                    .putIfAbsent(r.name(), r);
              }
            });
    Chosen before = chosen;
    chosen = new Chosen(Map.copyOf(byEvent), Map.copyOf(byType));
    if (before.supersede()) {
      former.add(before);
      before.atEnd(() -> forget(before));
    }
  }

  private synchronized void forget(Chosen choice) {
    former.remove(choice);
  }
}
