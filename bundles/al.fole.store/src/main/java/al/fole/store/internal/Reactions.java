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
import java.util.concurrent.TimeUnit;

/**
 * The reactions that are there now. Per name the highest ranking whose event class is the recorded
 * event's class speaks; an equal ranking goes to the one that came first. A reaction that goes is
 * waited for: whoever has chosen it may still call it.
 */
final class Reactions {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final List<Ranked> all = new ArrayList<>();
  private final List<Chosen> former = new ArrayList<>();
  private volatile Chosen chosen = new Chosen(Map.of(), Map.of());

  private record Ranked(Reaction<?> reaction, int ranking) {}

  /**
   * The choice of one {@code store.write}: what comes or goes meanwhile does not matter to it. It
   * is given back when the write has ended.
   */
  static final class Chosen implements AutoCloseable {
    private final Map<Class<?>, Map<String, Reaction<Event>>> byEvent;
    private final Map<String, Map<String, Reaction<Event>>> byType;
    private int writes;
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
      writes++;
      return true;
    }

    @Override
    public synchronized void close() {
      writes--;
      notifyAll();
    }

    private synchronized boolean supersede() {
      former = true;
      return writes > 0;
    }

    private synchronized boolean isIdle() {
      return writes == 0;
    }

    private synchronized void awaitIdle(long end) throws InterruptedException {
      for (long left = end - System.nanoTime();
          writes > 0 && left > 0;
          left = end - System.nanoTime()) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
    }
  }

  /** Comes, or comes with another ranking. */
  synchronized void add(Reaction<?> reaction, int ranking) {
    all.removeIf(r -> r.reaction() == reaction);
    all.add(new Ranked(reaction, ranking));
    choose();
  }

  /** Goes; returns when the writes that had chosen it have ended, or after a while. */
  void remove(Reaction<?> reaction) {
    List<Chosen> waited;
    synchronized (this) {
      all.removeIf(r -> r.reaction() == reaction);
      choose();
      former.removeIf(Chosen::isIdle);
      waited = List.copyOf(former);
    }
    long end = System.nanoTime() + PATIENCE_NANOS;
    try {
      for (Chosen choice : waited) {
        choice.awaitIdle(end);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The choice for a write that begins now; to be closed when it has ended. */
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
    }
  }
}
