// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A standby of the primary that may be read from. What is wrong with it costs nobody an answer: it
 * is left aside, after a late answer for a moment, after any other trouble until it was looked at.
 */
final class Replica implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Replica.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final long CONNECT_MILLIS = 1_000;
  private static final long FIRST_PAUSE_NANOS = 10_000_000;
  private static final long LONGEST_PAUSE_NANOS = 5_000_000_000L;
  private static final long BEHIND_NANOS = 10_000_000_000L;

  private static final long LOOK_SECONDS = 5;

  private final HikariDataSource pool;
  private final ScheduledExecutorService looking =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            var thread = new Thread(work, "fole-replica");
            thread.setDaemon(true);
            return thread;
          });
  private final LongAdder late = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private @Nullable String trouble = "not looked at yet";
  private long lateSince;
  private long pause;
  private long notBefore = System.nanoTime();

  /** Its connections read in one snapshot each transaction. */
  private Replica(HikariConfig config) {
    config.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
    config.setReadOnly(true);
    config.setMinimumIdle(0);
    config.setConnectionTimeout(CONNECT_MILLIS);
    pool = new HikariDataSource(config);
  }

  /**
   * One that nothing comes from until it was looked at.
   *
   * @param source plain connections as the role APP
   */
  static Replica at(DataSource source, Settings settings, Supplier<TaggedSource.Session> session) {
    return new Replica(Pools.config("replica", source, settings.appPool(), session, PATIENCE));
  }

  /** Has it looked at now and every few seconds. */
  void watch(Runnable look) {
    looking.scheduleWithFixedDelay(look, 0, LOOK_SECONDS, TimeUnit.SECONDS);
  }

  Connection open() throws SQLException {
    return pool.getConnection();
  }

  HikariPoolMXBean named() {
    return pool.getHikariPoolMXBean();
  }

  /** Whether to try it now. */
  synchronized boolean ready() {
    return trouble == null && System.nanoTime() - notBefore >= 0;
  }

  /** What the primary says of a read from it. */
  synchronized void judged(Freshness freshness) {
    switch (freshness) {
      case SAME -> {
        pause = 0;
        tell(null);
      }
      case LATE -> {
        late.increment();
        long now = System.nanoTime();
        lateSince = pause == 0 ? now : lateSince;
        pause = Math.min(LONGEST_PAUSE_NANOS, Math.max(FIRST_PAUSE_NANOS, pause * 2));
        notBefore = now + pause;
        tell(null);
      }
      case FOREIGN ->
          tell("no standby of this primary read as its role, or not on its timeline yet");
      case CLOCK -> tell("its clock differs from the primary's");
    }
  }

  /** It did not answer, or refused a statement. */
  synchronized void failed(SQLException e) {
    failed.increment();
    String state = Sql.state(e);
    tell(state.isEmpty() ? "does not answer" : "does not answer (SQL state " + state + ")");
  }

  private void tell(@Nullable String now) {
    if (now == null && trouble != null) {
      LOG.info("The replica is read from");
    } else if (now != null && !now.equals(trouble)) {
      LOG.warn("The replica is left aside: {}", now);
    }
    trouble = now;
  }

  /** Why nothing comes from it now, or null when something does. */
  synchronized @Nullable String aside() {
    long behind = System.nanoTime() - lateSince;
    return trouble == null && pause > 0 && behind > BEHIND_NANOS
        ? "behind for " + TimeUnit.NANOSECONDS.toSeconds(behind) + " s"
        : trouble;
  }

  /** Answers of it that were thrown away because it was late. */
  long late() {
    return late.sum();
  }

  /** Attempts to which it gave no answer. */
  long failed() {
    return failed.sum();
  }

  @Override
  public void close() {
    looking.shutdownNow();
    pool.close();
  }
}
