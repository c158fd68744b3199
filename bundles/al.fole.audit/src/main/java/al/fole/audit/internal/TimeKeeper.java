// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import al.fole.keys.Evidence;
import al.fole.keys.TimeStamp;
import al.fole.spi.host.ParentDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
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
 * Signs a published checkpoint each hour with the evidence key and has its time stamped by an
 * authority outside, where one is set. One host of all does it; each writes the files beside its
 * tiles. It never stops anything: what goes wrong is an alarm and tried again, with growing pauses,
 * and the next token covers all hours that were missed, since it stands over the newest tree.
 */
@Component(service = TimeKeeper.class, immediate = true, configurationPid = "al.fole.audit")
public final class TimeKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(TimeKeeper.class);
  private static final Duration TICK = Duration.ofSeconds(10);
  private static final Duration REMINDER = Duration.ofHours(1);

  /** Longer than a tick and an authority's whole time. */
  private static final Duration LEASE = Duration.ofMinutes(2);

  /** An authority's clock may differ from ours by so much. */
  private static final Duration CLOCKS = Duration.ofMinutes(10);

  private static final int DOUBLINGS = 5;
  private static final int BATCH = 100;

  private final DataSource sealer;
  private final Evidence evidence;
  private final Supplier<LogFiles> published;
  private final UnaryOperator<@Nullable String> properties;
  private final Patience patience;
  private final UUID me = UUID.randomUUID();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(TimeKeeper::thread);

  private @Nullable Connection connection;
  private @Nullable String origin;
  private long from;
  private long remindAt;
  private volatile Status status = new Status(null, null);

  /**
   * How long it waits.
   *
   * @param connect for a connection to the authority
   * @param total for its whole answer
   * @param pause before the second try; doubled each time, 32 times as long at most
   */
  record Patience(Duration connect, Duration total, Duration pause) {
    static final Patience USUAL =
        new Patience(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMinutes(1));
  }

  /**
   * How it is.
   *
   * @param fault why the last try failed on this host, or null
   * @param sentence the same for a person
   */
  record Status(@Nullable String fault, @Nullable String sentence) {}

  /** Works on what this host publishes. */
  @Activate
  public TimeKeeper(
      @Reference AuditSchema schema,
      @Reference ParentDatabase database,
      @Reference Evidence evidence,
      @Reference LogKeeper keeper,
      BundleContext context) {
    this(
        database.source(ParentDatabase.Role.SEALER),
        evidence,
        () -> keeper.files().beside(),
        context::getProperty,
        Patience.USUAL);
    thread.scheduleWithFixedDelay(this::tick, 0, TICK.toMillis(), TimeUnit.MILLISECONDS);
  }

  TimeKeeper(
      DataSource sealer,
      Evidence evidence,
      Supplier<LogFiles> published,
      UnaryOperator<@Nullable String> properties,
      Patience patience) {
    this.sealer = sealer;
    this.evidence = evidence;
    this.published = published;
    this.properties = properties;
    this.patience = patience;
  }

  private static Thread thread(Runnable task) {
    var thread = new Thread(task, "fole-audit-time");
    thread.setDaemon(true);
    return thread;
  }

  Status status() {
    return status;
  }

  /** Does what there is to do; never throws. */
  void tick() {
    try {
      LogFiles files = published.get();
      Optional<String> checkpoint = files.checkpoint();
      if (checkpoint.isPresent()) {
        work(new TimeRows(open()), files, checkpoint.get());
      }
    } catch (TimeFailed e) {
      alarm(e.fault(), e.sentence());
    } catch (SQLException e) {
      closeConnection();
      alarm("time-database", "The signatures of the log cannot be kept: " + e.getMessage());
    } catch (IOException | UncheckedIOException e) {
      alarm("time-files", "The signatures of the log cannot be published: " + e + ".");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      LOG.error("signing the log for common tools failed", e);
      alarm("time-failed", "Signing the log for common tools failed: " + e + ".");
    }
  }

  private void work(TimeRows rows, LogFiles files, String published)
      throws SQLException, IOException, TimeFailed, InterruptedException {
    var state = SignedState.parse(published.getBytes(StandardCharsets.UTF_8));
    publish(rows, files, state.origin());
    var turn = rows.take(me, LEASE);
    if (turn.isEmpty()) {
      status = new Status(null, null); // the host that does it has the alarm
      return;
    }
    var settings = TimeSettings.of(properties);
    sign(rows, state, published, settings);
    publish(rows, files, state.origin()); // the signature stands, whatever the authority does
    boolean asked = stamp(rows, state.origin(), settings, turn.get());
    publish(rows, files, state.origin());
    if (asked) {
      good();
    }
  }

  private void sign(TimeRows rows, SignedState state, String published, TimeSettings settings)
      throws SQLException, TimeFailed {
    var newest = rows.newest(state.origin());
    boolean due =
        newest.isEmpty()
            || newest.get().age().compareTo(settings.every()) >= 0
                && newest.get().size() < state.size();
    if (!due) {
      return;
    }
    try {
      byte[] signature = evidence.sign(published.getBytes(StandardCharsets.UTF_8));
      rows.signed(state.origin(), state.size(), published, signature);
    } catch (IllegalStateException e) {
      throw new TimeFailed("evidence-key", String.valueOf(e.getMessage()));
    }
  }

  /** Whether nothing is left to ask for; false while the pause after a failure lasts. */
  private boolean stamp(TimeRows rows, String origin, TimeSettings settings, TimeRows.Turn turn)
      throws SQLException, TimeFailed, InterruptedException {
    var newest = rows.newest(origin);
    if (settings.authority() == null || newest.isEmpty() || newest.get().stamped()) {
      return true;
    }
    if (!turn.due()) {
      return false;
    }
    try {
      byte[] content = newest.get().checkpoint().getBytes(StandardCharsets.UTF_8);
      byte[] request = evidence.ask(content, settings.policy());
      byte[] answer =
          new TimeAuthority(settings.authority(), patience.connect(), patience.total())
              .answer(request);
      Instant at = accepted(evidence.judge(request, answer, settings.trusted()));
      var before = rows.stamped(origin);
      if (before.isPresent() && at.isBefore(before.get())) {
        throw new TimeFailed("time-goes-back", "The time-stamp is older than the one before it.");
      }
      rows.stamped(origin, newest.get().size(), answer, at);
      return true;
    } catch (TimeFailed e) {
      rows.failed(me, patience.pause().multipliedBy(1L << Math.min(turn.failures(), DOUBLINGS)));
      throw e;
    }
  }

  private static Instant accepted(TimeStamp stamp) throws TimeFailed {
    Instant at = stamp.at();
    if (!stamp.good() || at == null) {
      throw TimeFailed.of(stamp.verdict());
    }
    if (Duration.between(at, Instant.now()).abs().compareTo(CLOCKS) > 0) {
      throw new TimeFailed(
          "clocks-differ", "The authority's clock and this machine's differ by over 10 minutes.");
    }
    return at;
  }

  /** Writes what this host does not have yet. */
  private void publish(TimeRows rows, LogFiles files, String log) throws SQLException, IOException {
    if (!log.equals(origin)) {
      origin = log;
      from = 0;
    }
    int found = BATCH;
    while (found == BATCH) {
      var next = rows.from(log, from, BATCH);
      for (var row : next) {
        String place = "time/" + row.size() + "/";
        write(files, place + "checkpoint", row.checkpoint().getBytes(StandardCharsets.UTF_8));
        write(files, place + "checkpoint.p7s", row.signature());
        byte[] token = row.token();
        if (token != null) {
          write(files, place + "checkpoint.tsr", token);
        }
        from = row.size();
      }
      found = next.size();
      files.settle();
    }
  }

  private static void write(LogFiles files, String name, byte[] content) throws IOException {
    if (files.read(name).isEmpty()) {
      files.write(name, content);
    }
  }

  private Connection open() throws SQLException {
    Connection open = connection;
    if (open == null) {
      open = SealerLine.open(sealer, SealerLine.USUAL);
      open.setAutoCommit(true);
      connection = open;
    }
    return open;
  }

  private void good() {
    if (status.fault() != null) {
      LOG.info("the log is signed and stamped again");
    }
    status = new Status(null, null);
  }

  /** Said once and then now and then. */
  private void alarm(String fault, String sentence) {
    long now = System.nanoTime();
    if (!fault.equals(status.fault()) || now - remindAt >= 0) {
      LOG.error("ALARM: the log gets no signature or time-stamp ({}): {}", fault, sentence);
      remindAt = now + REMINDER.toNanos();
    }
    status = new Status(fault, sentence);
  }

  /** Ends the job; another host may go on at once. */
  @Deactivate
  public void close() {
    thread.shutdownNow(); // an authority that is slow keeps nobody
    try {
      if (!thread.awaitTermination(10, TimeUnit.SECONDS)) {
        LOG.warn("the last signature takes long; it is left to end by itself");
      }
      Connection open = connection;
      if (open != null) {
        new TimeRows(open).release(me);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (SQLException e) {
      LOG.debug("the lease ends by itself", e);
    }
    closeConnection();
  }

  private void closeConnection() {
    Connection open = connection;
    connection = null;
    if (open != null) {
      try {
        open.close();
      } catch (SQLException e) {
        LOG.debug("closing", e);
      }
    }
  }
}
