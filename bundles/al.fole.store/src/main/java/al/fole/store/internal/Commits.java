// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import al.fole.keys.Seals;
import al.fole.spi.Problem;
import al.fole.steps.Step;
import al.fole.steps.Steps;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits with a number, and finds out what became of a COMMIT whose answer was lost: the old
 * session is ended first, so that what is not there then will never be.
 */
final class Commits {
  private static final Logger LOG = LoggerFactory.getLogger(Commits.class);
  private static final long LOOK_UP_NANOS = 8_000_000_000L;

  private final Seals seals;
  private final Supplier<NodeLedger> ledger;
  private final Queue<Unknown> unknown = new ConcurrentLinkedQueue<>();
  private final Steps steps;
  private final Written written = new Written();

  Commits(Seals seals, Supplier<NodeLedger> ledger, Steps steps) {
    this.seals = seals;
    this.ledger = ledger;
    this.steps = steps;
  }

  private record Unknown(NodeLedger.Ticket ticket, UUID mark, String session, DataSource pool) {}

  private enum Outcome {
    COMMITTED,
    VOID,
    UNKNOWN
  }

  /**
   * Appends the entries and commits.
   *
   * @param connection of a {@link TaggedSource}
   * @throws SQLException when nothing was committed
   * @throws Problem UNAVAILABLE {@code outcome-unknown} when nobody can tell yet
   */
  void commit(
      DataSource pool,
      Connection connection,
      List<Pending> entries,
      Map<UUID, UUID> handles,
      Collection<SubjectKeys.Made> made,
      JournalBatch.@Nullable Claim claim)
      throws SQLException {
    String session = TaggedSource.nameOf(connection);
    NodeLedger.Ticket ticket = ledger.get().take();
    JournalBatch batch;
    try {
      batch = new JournalBatch(entries, handles, ticket, seals);
    } catch (RuntimeException e) {
      ticket.ledger().failed(ticket);
      throw e;
    }
    var lost = new Unknown(ticket, batch.mark(), session, pool);
    try {
      steps.reached(Step.WRITE_SEALED);
      batch.commit(connection, made, claim);
      steps.reached(Step.WRITE_ANSWERED);
      ticket.ledger().committed(ticket);
      written.count(entries);
    } catch (RuntimeException | Error e) {
      unknown.add(lost);
      throw e;
    } catch (SQLException e) {
      if (Sql.rolledBack(e)) {
        ticket.ledger().failed(ticket);
        throw e;
      }
      LOG.warn("The answer to a COMMIT was lost (SQL state {}); looking it up", Sql.state(e));
      Outcome outcome = settle(lost, LOOK_UP_NANOS);
      if (outcome == Outcome.VOID) {
        throw new Sql.Undone();
      } else if (outcome == Outcome.UNKNOWN) {
        unknown.add(lost);
        throw unknown();
      }
      written.count(entries);
    }
    steps.reached(Step.WRITE_ACKNOWLEDGED);
  }

  /** Neither done nor not done (decision 0033). */
  private static Problem unknown() {
    return Problem.of(
            Problem.Kind.UNAVAILABLE,
            "outcome-unknown",
            "Nuk dihet ende nëse kjo u krye. Kërkojeni përsëri me të njëjtin Idempotency-Key.",
            "Nobody can tell yet whether this was done. Ask again with the same Idempotency-Key.")
        .with("outcome", "unknown");
  }

  private Outcome settle(Unknown lost, long nanos) {
    Outcome outcome = outcome(lost, nanos);
    if (outcome == Outcome.COMMITTED) {
      lost.ticket().ledger().committed(lost.ticket());
    } else if (outcome == Outcome.VOID) {
      lost.ticket().ledger().failed(lost.ticket());
    }
    return outcome;
  }

  private static Outcome outcome(Unknown lost, long nanos) {
    long deadline = System.nanoTime() + nanos;
    do {
      try (Connection connection = Pools.open(lost.pool())) {
        if (found(connection, lost.mark())) {
          keep(connection);
          return Outcome.COMMITTED;
        }
        if (ended(connection, lost.session())) {
          connection.rollback();
          if (!found(connection, lost.mark())) {
            return Outcome.VOID;
          }
          keep(connection);
          return Outcome.COMMITTED;
        }
      } catch (SQLException e) {
        LOG.debug("No answer yet: SQL state {}", Sql.state(e));
      }
      LockSupport.parkNanos(20_000_000);
    } while (System.nanoTime() - deadline < 0);
    return Outcome.UNKNOWN;
  }

  private static boolean found(Connection connection, UUID entry) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select 1 from journal.entry where id = ?")) {
      statement.setObject(1, entry);
      try (ResultSet row = statement.executeQuery()) {
        return row.next();
      }
    }
  }

  /**
   * Returns when everything this connection can see is where a commit has to be. A commit whose
   * wait for a synchronous standby was cut off is seen, and may be missing there (decision 0031): a
   * word written after it into the write-ahead log waits for both.
   */
  static void keep(Connection connection) throws SQLException {
    connection.rollback();
    connection.setAutoCommit(true);
    try (PreparedStatement statement =
        connection.prepareStatement("select pg_logical_emit_message(true, 'fole', '')")) {
      statement.execute();
    } finally {
      connection.setAutoCommit(false);
    }
  }

  /**
   * Whether the session is gone; it is told to end. Asked for by the name no other session has: on
   * a standby that took over, its process number may be anybody's.
   */
  static boolean ended(Connection connection, String session) throws SQLException {
    String sql =
        """
        select pg_terminate_backend(pid) from pg_stat_activity
        where application_name = ? and usename = current_user""";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, session);
      try (ResultSet row = statement.executeQuery()) {
        return !row.next();
      }
    }
  }

  /** What this host has written. */
  Written written() {
    return written;
  }

  /** Looks up again what could not be told before. */
  void settleUnknown() {
    unknown.removeIf(lost -> settle(lost, 0) != Outcome.UNKNOWN);
  }
}
