// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import al.fole.spi.Problem;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits reads and refusals, many at once: what comes while a COMMIT is under way, and up to two
 * milliseconds more when there is a crowd, shares the next transaction. Callers wait for theirs.
 */
final class Notices implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Notices.class);
  private static final int ROWS = 256;
  private static final int WAITING = 4_096;
  private static final int ATTEMPTS = 3;
  private static final long GATHER_NANOS = 2_000_000;
  private static final long PATIENCE_SECONDS = 30;

  private final Pools pools;
  private final SubjectKeys subjects;
  private final Commits commits;
  private final BlockingQueue<Group> queue = new ArrayBlockingQueue<>(WAITING);
  private final Thread thread = new Thread(this::run, "fole-notices");
  private volatile boolean closed;
  private volatile long shift;

  Notices(Pools pools, SubjectKeys subjects, Commits commits) {
    this.pools = pools;
    this.subjects = subjects;
    this.commits = commits;
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * @param sight of the standby the entries tell of; null when that was the primary
   */
  private record Group(
      List<Pending> entries, @Nullable Sight sight, CompletableFuture<Freshness> done) {

    int rows() {
      return Math.max(1, entries.size());
    }
  }

  /** Seconds by which business time is ahead, as last seen. */
  void shift(long seconds) {
    shift = seconds;
  }

  /** Business time for an entry without a transaction of its caller. */
  Instant now() {
    return Instant.now().plusSeconds(shift).truncatedTo(ChronoUnit.MICROS);
  }

  /**
   * Returns when the entries have committed.
   *
   * @throws Problem UNAVAILABLE when they could not: reveal nothing
   */
  void commit(List<Pending> entries) {
    if (!entries.isEmpty()) {
      commit(new Group(entries, null, new CompletableFuture<>()));
    }
  }

  /**
   * Asks first whether the standby that was read from showed what the primary would have shown.
   *
   * @param entries of what was disclosed; perhaps none
   * @return SAME once they have committed; anything else when none of them was written
   * @throws Problem UNAVAILABLE when they could not, or nobody answers: reveal nothing
   */
  Freshness commit(List<Pending> entries, Sight sight) {
    return commit(new Group(entries, sight, new CompletableFuture<>()));
  }

  private Freshness commit(Group group) {
    if (closed || group.rows() > ROWS || !queue.offer(group)) {
      throw Problem.unavailable("journal");
    }
    try {
      return group.done().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Problem.unavailable("journal");
    } catch (ExecutionException | TimeoutException e) {
      throw Problem.unavailable("journal");
    }
  }

  private void run() {
    boolean crowd = false;
    Group left = null;
    while (!closed || !queue.isEmpty() || left != null) {
      try {
        Group first = left != null ? left : queue.poll(100, TimeUnit.MILLISECONDS);
        left = null;
        if (first != null) {
          var batch = new ArrayList<Group>();
          batch.add(first);
          left = gather(batch, first.rows(), crowd ? GATHER_NANOS : 0);
          crowd = batch.size() > 1;
          commitAll(batch);
        }
      } catch (InterruptedException e) {
        closed = true;
      }
    }
  }

  /** Fills the batch; returns a group that no longer fits. */
  private @Nullable Group gather(List<Group> batch, int rows, long nanos)
      throws InterruptedException {
    long deadline = System.nanoTime() + nanos;
    int filled = rows;
    while (filled < ROWS) {
      Group next = queue.poll(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
      if (next == null) {
        return null;
      }
      if (filled + next.rows() > ROWS) {
        return next;
      }
      batch.add(next);
      filled += next.rows();
    }
    return null;
  }

  private void commitAll(List<Group> batch) {
    for (int n = 1; ; n++) {
      try {
        Map<Group, Freshness> answers = commitOnce(batch);
        batch.forEach(g -> g.done().complete(answers.getOrDefault(g, Freshness.SAME)));
        return;
      } catch (SQLException | RuntimeException | Error e) {
        SQLException sql = Sql.in(e);
        if (n == ATTEMPTS || sql == null || !(Sql.again(sql) || Sql.disconnected(sql))) {
          int entries = batch.stream().mapToInt(g -> g.entries().size()).sum();
          LOG.error("{} entries could not be written: {}", entries, reason(e, sql));
          batch.forEach(g -> g.done().completeExceptionally(e));
          return;
        }
      }
    }
  }

  private static String reason(Throwable e, @Nullable SQLException sql) {
    return sql == null ? e.getClass().getSimpleName() : "SQL state " + Sql.state(sql);
  }

  /** Commits all but what a standby has not seen; what was said of those a standby has shown. */
  private Map<Group, Freshness> commitOnce(List<Group> batch) throws SQLException {
    try (Connection connection = pools.notices().getConnection()) {
      Map<Group, Freshness> answers = asked(connection, batch);
      List<Pending> entries =
          batch.stream()
              .filter(g -> answers.getOrDefault(g, Freshness.SAME) == Freshness.SAME)
              .flatMap(g -> g.entries().stream())
              .toList();
      if (entries.isEmpty()) {
        return answers;
      }
      Map<UUID, UUID> handles = subjects.handles(connection, entries);
      commits.commit(pools.notices(), connection, entries, handles, List.of(), null);
      subjects.remember(entries, handles);
      return answers;
    }
  }

  private static Map<Group, Freshness> asked(Connection connection, List<Group> batch)
      throws SQLException {
    var shown = batch.stream().filter(g -> g.sight() != null).toList();
    var answers = Freshness.of(connection, shown.stream().map(Group::sight).toList());
    var byGroup = new IdentityHashMap<Group, Freshness>();
    for (int i = 0; i < shown.size(); i++) {
      byGroup.put(shown.get(i), answers.get(i));
    }
    return byGroup;
  }

  /** Writes what is waiting, then stops. */
  @Override
  public void close() {
    closed = true;
    try {
      thread.join(5_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    queue.forEach(g -> g.done().cancel(false));
  }
}
