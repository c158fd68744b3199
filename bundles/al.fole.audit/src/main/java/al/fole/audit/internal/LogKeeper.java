// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import al.fole.keys.Seals;
import al.fole.keys.Signer;
import al.fole.spi.host.ParentDatabase;
import al.fole.steps.Steps;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The job that keeps the log going: looks ten times a second for entries without a place, and
 * publishes what was signed. One host at a time holds the lease; the others publish. A log that
 * must not go on is looked at again every few seconds, so that it continues when it was mended.
 */
@Component(service = LogKeeper.class, immediate = true, configurationPid = "al.fole.audit")
public final class LogKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(LogKeeper.class);
  private static final Duration TICK = Duration.ofMillis(100);
  private static final Duration PAUSE = Duration.ofSeconds(2);

  /** Asked again: a server that recovers is back within a second, and nothing was found wrong. */
  private static final Duration SOON = Duration.ofMillis(250);

  private static final String DATABASE = "log-database";
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration REMINDER = Duration.ofMinutes(10);

  private final DataSource sealer;
  private final Seals seals;
  private final Signer signer;
  private final Path directory;
  private final Places places;
  private final Signing.Announcements announcements;
  private final Duration pause;
  private final Steps steps;
  private final UUID me = UUID.randomUUID();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(LogKeeper::thread);

  private final Oldest oldest = new Oldest(System::nanoTime);
  private volatile Oldest.@Nullable Holder holder;
  private @Nullable String named;
  private long lookAt = System.nanoTime();

  private @Nullable Work work;
  private long pausedUntil = System.nanoTime();
  private long remindAt;
  private volatile Status status = new Status(0, null, null);
  private volatile int log;

  /**
   * How the log is.
   *
   * @param published size of the log published on this host
   * @param rule why it is stopped, or null while it goes on
   * @param sentence the same for a person
   */
  public record Status(long published, @Nullable String rule, @Nullable String sentence) {}

  /** A connection and what works on it. */
  private record Work(
      Connection connection, Sequencer sequencer, Publisher publisher, Succession succession) {}

  /**
   * Keeps the log of the parent's database, published below {@code fole.data} and its checkpoints
   * in the directories of {@code fole.log.places}, parted by commas.
   */
  @Activate
  public LogKeeper(
      @Reference AuditSchema schema,
      @Reference ParentDatabase database,
      @Reference Seals seals,
      @Reference Signer signer,
      BundleContext context) {
    this(
        database.source(ParentDatabase.Role.SEALER),
        seals,
        signer,
        directory(context),
        new Places(places(context), Steps.of(context.getProperty(Steps.HOLD))),
        event -> schema.store().write(new AuditJob(), tx -> tx.record(event, List.of())),
        PAUSE,
        Steps.of(context.getProperty(Steps.HOLD)));
    thread.scheduleWithFixedDelay(this::tick, 0, TICK.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * @param pause after a failure
   */
  LogKeeper(
      DataSource sealer,
      Seals seals,
      Signer signer,
      Path directory,
      Places places,
      Signing.Announcements announcements,
      Duration pause) {
    this(sealer, seals, signer, directory, places, announcements, pause, Steps.NONE);
  }

  /**
   * @param steps told of each point of sequencing, signing and publishing
   */
  LogKeeper(
      DataSource sealer,
      Seals seals,
      Signer signer,
      Path directory,
      Places places,
      Signing.Announcements announcements,
      Duration pause,
      Steps steps) {
    this.steps = steps;
    this.sealer = sealer;
    this.pause = pause;
    this.seals = seals;
    this.signer = signer;
    this.directory = directory;
    this.places = places;
    this.announcements = announcements;
    log = LogTables.FIRST;
    while (Files.exists(directory(log + 1))) {
      log++;
    }
  }

  private static Thread thread(Runnable task) {
    var thread = new Thread(task, "fole-audit-log");
    thread.setDaemon(true);
    return thread;
  }

  static Path directory(BundleContext context) {
    String data = context.getProperty("fole.data");
    if (data == null || data.isBlank()) {
      throw new IllegalStateException("The framework property fole.data must name a directory.");
    }
    return Path.of(data).toAbsolutePath().normalize().resolve("log");
  }

  private static List<Path> places(BundleContext context) {
    String places = context.getProperty("fole.log.places");
    return places == null
        ? List.of()
        : Stream.of(places.split(",", -1))
            .map(String::strip)
            .filter(place -> !place.isEmpty())
            .map(place -> Path.of(place).toAbsolutePath().normalize())
            .toList();
  }

  Status status() {
    return status;
  }

  /** Where checkpoints go besides. */
  Places places() {
    return places;
  }

  /** The published files of the log that goes on. */
  LogFiles files() {
    return files(log);
  }

  /** The published files of a log by its number; the first is 1. */
  LogFiles files(int number) {
    return new LogFiles(directory(number), steps);
  }

  /** The first log's as it always was, those of the others beside it with their number. */
  private Path directory(int number) {
    return number == LogTables.FIRST
        ? directory
        : directory.resolveSibling(directory.getFileName() + "-" + number);
  }

  /** Does what there is to do; never throws. */
  void tick() {
    if (System.nanoTime() - pausedUntil < 0) {
      return;
    }
    try {
      var now = open();
      now.publisher().publish(now.sequencer().run());
      SealerLine.patience(now.connection(), SealerLine.USUAL);
      look(now.connection());
      if (status.rule() != null) {
        LOG.info("the log goes on");
      }
      status = new Status(now.publisher().published(), null, null);
    } catch (LogMoved e) {
      closeConnection();
    } catch (LogStopped e) {
      if (!wentOn(e)) {
        stopped(e.rule(), e.sentence());
      }
    } catch (SQLException e) {
      stopped(DATABASE, "The database of the log cannot be used: " + e.getMessage());
    } catch (IOException | UncheckedIOException e) {
      stopped("log-files", "The log cannot be published: " + e + ".");
    } catch (RuntimeException | Error e) {
      LOG.error("the log failed", e);
      stopped("log-failed", "The log failed: " + e + ".");
    }
  }

  /** Who has kept a transaction open that has written, for longer than a second; or null. */
  Oldest.@Nullable Holder holder() {
    return holder;
  }

  /** Once a second, whether or not this host gives the places. Each holder is named once. */
  private void look(Connection connection) throws SQLException {
    long now = System.nanoTime();
    if (now - lookAt < 0) {
      return;
    }
    lookAt = now + LOOK.toNanos();
    Oldest.Holder found = oldest.look(connection);
    holder = found;
    if (found == null) {
      if (named != null) {
        LOG.info("no transaction holds the log's watermark any longer");
      }
      named = null;
    } else if (!found.transaction().equals(named)) {
      named = found.transaction();
      LOG.warn("ALARM: a transaction holds the log's watermark: {}", found.sentence());
    }
  }

  private Work open() throws SQLException {
    Work open = work;
    if (open == null) {
      Connection connection = SealerLine.open(sealer, SealerLine.FIRST_LOOK);
      try {
        open = open(connection);
      } finally {
        if (open == null) {
          connection.close();
        }
      }
      work = open;
    }
    return open;
  }

  private Work open(Connection connection) throws SQLException {
    log = LogTables.newest(connection);
    var tables = new LogTables(connection, log);
    String origin = tables.state().head(me).origin();
    places.requireOne(origin);
    var files = files(log);
    return new Work(
        connection,
        new Sequencer(
            tables,
            connection,
            seals,
            signer,
            new PublishedNotes(tables, files, places, signer),
            announcements,
            me,
            steps),
        new Publisher(files, connection, tables, origin, places, steps),
        new Succession(connection, tables, files, places, seals, signer, announcements, me));
  }

  /** Whether a log that was set back has been followed by another one. */
  private boolean wentOn(LogStopped why) {
    Work open = work;
    if (open == null || !why.rule().equals(LogStopped.SET_BACK)) {
      return false;
    }
    try {
      if (!open.succession().begin()) {
        return false;
      }
      LOG.error("ALARM: the log was frozen ({}); another one goes on", why.sentence());
      closeConnection();
    } catch (LogStopped worse) {
      stopped(worse.rule(), worse.sentence());
    } catch (SQLException | IOException | RuntimeException e) {
      stopped("log-not-succeeded", "No log can follow the one that was set back: " + e + ".");
    }
    return true;
  }

  /** Said once and then now and then; everything is opened anew the next time. */
  private void stopped(String rule, String sentence) {
    long now = System.nanoTime();
    if (!rule.equals(status.rule()) || now - remindAt >= 0) {
      LOG.error("ALARM: the log is stopped ({}): {}", rule, sentence);
      remindAt = now + REMINDER.toNanos();
    }
    status = new Status(status.published(), rule, sentence);
    boolean gone = rule.equals(DATABASE) && pause.compareTo(SOON) > 0;
    pausedUntil = now + (gone ? SOON : pause).toNanos();
    closeConnection();
  }

  /** Ends the job after the batch in hand; another host may go on at once. */
  @Deactivate
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(30, TimeUnit.SECONDS)) {
        LOG.warn("the log's last batch takes long; its transaction is left to end by itself");
      }
      Work open = work;
      if (open != null) {
        open.sequencer().release();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (SQLException e) {
      LOG.debug("the lease ends by itself", e);
    }
    closeConnection();
  }

  private void closeConnection() {
    Work open = work;
    work = null;
    if (open != null) {
      try {
        open.connection().close();
      } catch (SQLException e) {
        LOG.debug("closing", e);
      }
    }
  }
}
