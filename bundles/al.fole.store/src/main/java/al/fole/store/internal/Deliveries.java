// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import al.fole.event.Event;
import al.fole.event.EventType;
import al.fole.journal.Follower;
import al.fole.store.Reaction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/**
 * Leads the followers through the log, and the reactions through what was recorded while they were
 * away. A name is run by its highest ranking, by one host at a time, one event per transaction.
 */
final class Deliveries implements AutoCloseable {
  private static final long TICK_MILLIS = 150;
  private static final int THREADS = 3;

  private final Transactions transactions;
  private final LogCursor cursor;
  private final Reactions reactions;
  private final List<Ranked> followers = new ArrayList<>();
  private final Map<String, Course> courses = new java.util.concurrent.ConcurrentHashMap<>();
  private final ScheduledExecutorService threads =
      Executors.newScheduledThreadPool(
          THREADS,
          work -> {
            var thread = new Thread(work, "fole-followers");
            thread.setDaemon(true);
            return thread;
          });

  /** How far the log was looked at; by the timer alone. */
  private long looked = LogCursor.NOWHERE;

  private record Ranked(Follower follower, int ranking) {}

  Deliveries(Transactions transactions, DataSource jobs, Reactions reactions) {
    this.transactions = transactions;
    this.cursor = new LogCursor(jobs);
    this.reactions = reactions;
    threads.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  void add(Follower follower, int ranking) {
    synchronized (followers) {
      followers.removeIf(r -> r.follower() == follower);
      followers.add(new Ranked(follower, ranking));
    }
  }

  void remove(Follower follower) {
    synchronized (followers) {
      followers.removeIf(r -> r.follower() == follower);
    }
  }

  /** Who runs each name now. */
  private Map<String, Taker> takers() {
    var takers = new TreeMap<String, Taker>();
    synchronized (followers) {
      followers.stream()
          .sorted(Comparator.comparingInt(Ranked::ranking).reversed())
          .forEach(
              r ->
                  takers.putIfAbsent(
                      r.follower().name(), new Taker(r.follower().types(), r.follower()::on)));
    }
    reactions
        .chosen()
        .byType()
        .forEach(
            (type, byName) ->
                byName.forEach(
                    (name, reaction) ->
                        takers.merge("reaction/" + name, catchUp(name, reaction), Taker::and)));
    return takers;
  }

  /** A reaction as a follower: takes the events whose row lacks its name. */
  private static Taker catchUp(String name, Reaction<Event> reaction) {
    Class<Event> type = reaction.event();
    EventType stored = type.getAnnotation(EventType.class);
    if (stored == null) {
      return new Taker(Set.of(), (tx, event) -> {});
    }
    return new Taker(
        Set.of(stored.name()),
        (tx, event) -> {
          if (!event.type().equals(stored.name()) || event.reactions().contains(name)) {
            return;
          }
          if (event.version() > stored.version()) {
            throw new IllegalStateException(
                name + " does not know version " + event.version() + " of " + event.type());
          }
          reaction.on(tx, Facts.event(type, event.facts()));
        });
  }

  /** What takes events of some types. */
  record Taker(Set<String> types, Course.Effect effect) {

    /** One name may react to several events. */
    Taker and(Taker other) {
      var both = new java.util.HashSet<>(types);
      both.addAll(other.types);
      return new Taker(
          both,
          (tx, event) -> {
            effect.on(tx, event);
            other.effect.on(tx, event);
          });
    }
  }

  private void tick() {
    Optional<LogCursor.Look> look = look();
    look.ifPresent(
        it ->
            takers()
                .forEach(
                    (name, taker) ->
                        courses
                            .computeIfAbsent(name, n -> new Course(n, cursor, transactions))
                            .start(threads, it, taker)));
    looked = look.map(LogCursor.Look::end).orElse(looked);
  }

  /** What has come since the last tick; at first nobody knows what came before. */
  private Optional<LogCursor.Look> look() {
    if (looked != LogCursor.NOWHERE) {
      return cursor.look(looked);
    }
    OptionalLong end = cursor.end();
    return end.isPresent()
        ? Optional.of(new LogCursor.Look(end.getAsLong(), end.getAsLong(), Set.of()))
        : Optional.empty();
  }

  /** Stops; the leases are given back. */
  @Override
  public void close() {
    threads.shutdownNow();
    try {
      if (!threads.awaitTermination(10, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    courses.values().forEach(Course::release);
  }
}
