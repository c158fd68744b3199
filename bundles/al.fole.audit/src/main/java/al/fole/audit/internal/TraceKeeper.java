// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import al.fole.spi.host.ParentDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the rows that anomalies and a user's acts are counted from, in the order of the log. Any
 * host does it; the state's row is the fence. It is behind by seconds and holds nothing up.
 */
@Component(service = TraceKeeper.class, immediate = true, configurationPid = "al.fole.audit")
public final class TraceKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(TraceKeeper.class);
  private static final int TICK_SECONDS = 3;
  private static final int CHUNK = 1_000;
  private static final int CHUNKS = 20;
  private static final String SYSTEM = "SYSTEM";

  /** What a refusal is called that says: not yours. */
  private static final Set<String> OUTSIDE =
      Set.of("REFUSED:forbidden", "REFUSED:not-found", "REFUSED:municipality-of-another-unit");

  private final DataSource sealer;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(TraceKeeper::thread);
  private boolean failing;

  /** Reads the journal of the parent's database. */
  @Activate
  public TraceKeeper(@Reference AuditSchema schema, @Reference ParentDatabase database) {
    this(database.source(ParentDatabase.Role.SEALER));
    thread.scheduleWithFixedDelay(this::tick, TICK_SECONDS, TICK_SECONDS, TimeUnit.SECONDS);
  }

  TraceKeeper(DataSource sealer) {
    this.sealer = sealer;
  }

  private static Thread thread(Runnable task) {
    var thread = new Thread(task, "fole-audit-trace");
    thread.setDaemon(true);
    return thread;
  }

  /** Catches up; never throws. */
  void tick() {
    try (Connection connection = SealerLine.open(sealer, SealerLine.USUAL)) {
      connection.setAutoCommit(false);
      int chunks = 0;
      while (chunks < CHUNKS && chunk(connection) == CHUNK) {
        chunks++;
      }
      failing = false;
    } catch (SQLException | RuntimeException e) {
      if (!failing) {
        LOG.warn("what is counted for the control body falls behind", e);
      }
      failing = true;
    }
  }

  private static int chunk(Connection connection) throws SQLException {
    try (var state =
            connection.prepareStatement(
                "select next_index from audit.trace_state for update skip locked");
        var next = state.executeQuery()) {
      int read = next.next() ? trace(connection, next.getLong(1)) : 0;
      connection.commit();
      return read;
    } catch (SQLException | RuntimeException e) {
      connection.rollback();
      throw e;
    }
  }

  private static int trace(Connection connection, long from) throws SQLException {
    try (var read =
            connection.prepareStatement(
                """
                select s.log_index, e.leaf
                from journal.sequence s join journal.entry e on e.id = s.entry
                where s.log_index >= ? and s.log_index < ? order by s.log_index
                """);
        var write =
            connection.prepareStatement(
                """
                insert into audit.trace (log_index, entry, at, actor, role, unit, act, persons, times)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                """);
        var moved = connection.prepareStatement("update audit.trace_state set next_index = ?")) {
      read.setLong(1, from);
      read.setLong(2, from + CHUNK);
      int count = 0;
      try (var rows = read.executeQuery()) {
        while (rows.next()) {
          add(write, rows.getLong(1), Leaf.parse(rows.getBytes(2)));
          count++;
        }
      }
      if (count > 0) {
        write.executeBatch();
        moved.setLong(1, from + count);
        moved.executeUpdate();
      }
      return count;
    }
  }

  private static void add(PreparedStatement write, long index, Leaf leaf) throws SQLException {
    Optional<String> act = act(leaf);
    if (act.isPresent()) {
      write.setLong(1, index);
      write.setObject(2, leaf.id());
      write.setObject(3, leaf.recordedAt().atOffset(ZoneOffset.UTC));
      write.setObject(4, leaf.actor());
      write.setString(5, leaf.role());
      write.setString(6, leaf.unit());
      write.setString(7, act.get());
      write.setInt(8, leaf.persons());
      write.setInt(9, leaf.times());
      write.addBatch();
    }
  }

  /** Empty for what nobody counts: the register's own acts, sign-ins, refusals of form. */
  private static Optional<String> act(Leaf leaf) {
    if (leaf.role().equals(SYSTEM)) {
      return Optional.empty();
    }
    if (!leaf.outcome().equals("OK")) {
      return Optional.of("REFUSED").filter(refused -> OUTSIDE.contains(leaf.outcome()));
    }
    if (leaf.changesRecord()) {
      return Optional.of("CHANGED");
    }
    return Optional.of(leaf.isOverride() ? "EMERGENCY" : "SEEN").filter(seen -> leaf.persons() > 0);
  }

  /** Ends after the chunk in hand. */
  @Deactivate
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(10, TimeUnit.SECONDS)) {
        LOG.warn("the last chunk takes long; its transaction is left to end by itself");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
