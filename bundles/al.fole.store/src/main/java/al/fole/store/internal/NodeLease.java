// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import al.fole.event.Notice;
import al.fole.keys.Seals;
import al.fole.spi.host.ParentDatabase;
import al.fole.spi.host.ParentDatabase.Role;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right of one host to write under a node number. Whoever takes a number over first ends the
 * sessions of its former holder, so that nothing of theirs can still commit, and then says in the
 * first entry of the new epoch what became of the old one. An epoch without entries is used again.
 */
final class NodeLease implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(NodeLease.class);
  private static final long LEASE_SECONDS = 30;
  private static final long SURE_NANOS = 25_000_000_000L;
  private static final long ENDING_NANOS = 15_000_000_000L;

  private static final Duration RESUMING = Duration.ofSeconds(60);

  /** The lease of a host that waits longer for the answer would run out meanwhile. */
  private static final Duration ASKING = Duration.ofSeconds(10);

  private final ParentDatabase database;
  private final int node;
  private final UUID holder;
  private final NodeLedger ledger;

  private NodeLease(ParentDatabase database, int node, UUID holder, NodeLedger ledger) {
    this.database = database;
    this.node = node;
    this.holder = holder;
    this.ledger = ledger;
  }

  NodeLedger ledger() {
    return ledger;
  }

  /** As whom this lease's connections are known to the server. */
  TaggedSource.Session session() {
    return new TaggedSource.Session(node, holder);
  }

  /** A number for this host: its own from before, else a free one, else a new one. */
  static NodeLease take(ParentDatabase database, Seals seals, String host) throws SQLException {
    UUID holder = UUID.randomUUID();
    Integer node = claim(database, holder, host, false);
    return begin(database, seals, node == null ? add(database, holder, host) : node, holder);
  }

  /**
   * Closes the epoch of a host that died: takes its number, says so, and lets the number go.
   *
   * @return whether there was one
   */
  static boolean adopt(ParentDatabase database, Seals seals, String host) throws SQLException {
    UUID holder = UUID.randomUUID();
    Integer node = claim(database, holder, host, true);
    if (node == null) {
      return false;
    }
    begin(database, seals, node, holder).close();
    LOG.info("Node {} was abandoned by its host; its epoch is closed", node);
    return true;
  }

  private static @Nullable Integer claim(
      ParentDatabase database, UUID holder, String host, boolean abandoned) throws SQLException {
    String free =
        abandoned
            ? "holder is not null and until < clock_timestamp() and host <> ?"
            : "holder is null or until < clock_timestamp() or host = ?";
    String sql =
        """
        update store.node set host = ?, holder = ?,
            until = clock_timestamp() + ? * interval '1 second'
        where node = (select node from store.node where %s
            order by (host = ?) desc, node limit 1 for update skip locked)
        returning node"""
            .formatted(free);
    try (Connection connection = TaggedSource.bounded(database.source(Role.APP), ASKING);
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, host);
      statement.setObject(2, holder);
      statement.setLong(3, LEASE_SECONDS);
      statement.setString(4, host);
      statement.setString(5, host);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? row.getInt(1) : null;
      }
    }
  }

  private static int add(ParentDatabase database, UUID holder, String host) throws SQLException {
    String sql =
        """
        insert into store.node (node, host, epoch, holder, until)
        select coalesce(max(node), 0) + 1, ?, 1, ?, clock_timestamp() + ? * interval '1 second'
        from store.node on conflict do nothing returning node""";
    try (Connection connection = TaggedSource.bounded(database.source(Role.APP), ASKING);
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, host);
      statement.setObject(2, holder);
      statement.setLong(3, LEASE_SECONDS);
      while (true) {
        try (ResultSet row = statement.executeQuery()) {
          if (row.next()) {
            return row.getInt(1);
          }
        }
      }
    }
  }

  private static NodeLease begin(ParentDatabase database, Seals seals, int node, UUID holder)
      throws SQLException {
    long until = System.nanoTime() + SURE_NANOS;
    endOthers(database, Role.APP, node, holder);
    endOthers(database, Role.JOBS, node, holder);
    try (Connection connection =
        new TaggedSource(
                database.source(Role.APP), () -> new TaggedSource.Session(node, holder), RESUMING)
            .getConnection()) {
      Leaf.EpochStart start = EpochGaps.find(connection, node);
      long epoch = start == null ? 1 : start.previous() + 1;
      try (PreparedStatement statement =
          connection.prepareStatement(
              "update store.node set epoch = ?, settled = 0 where node = ? and holder = ?")) {
        statement.setLong(1, epoch);
        statement.setInt(2, node);
        statement.setObject(3, holder);
        if (statement.executeUpdate() != 1) {
          throw new SQLException("the node number was taken over meanwhile", "08000");
        }
      }
      var lease = new NodeLease(database, node, holder, new NodeLedger(node, epoch, start, until));
      if (start != null) {
        lease.resume(connection, seals);
      }
      return lease;
    }
  }

  /** The first entry of an epoch after the first. */
  private void resume(Connection connection, Seals seals) throws SQLException {
    var notice = new Notice("store.resumed", "OK", "VKM-2026 n.8/1", null, List.of(), 1);
    Pending entry = Pending.of(notice, SystemActor.of("store.resume"), Instant.now());
    NodeLedger.Ticket ticket = ledger.take();
    connection.setAutoCommit(false);
    new JournalBatch(List.of(entry), Map.of(), ticket, seals).commit(connection, List.of(), null);
    ledger.committed(ticket);
  }

  /** Returns when no session of a former holder of the number is left. */
  private static void endOthers(ParentDatabase database, Role role, int node, UUID holder)
      throws SQLException {
    String sql =
        """
        select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and usename = current_user
          and application_name like ? and application_name not like ?""";
    long deadline = System.nanoTime() + ENDING_NANOS;
    try (Connection connection = TaggedSource.bounded(database.source(role), ASKING);
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, "fole/" + node + "/%");
      statement.setString(2, new TaggedSource.Session(node, holder).name() + "/%");
      while (true) {
        try (ResultSet row = statement.executeQuery()) {
          if (!row.next()) {
            return;
          }
        }
        if (System.nanoTime() - deadline > 0) {
          throw new SQLException("sessions of the node's former holder do not end", "08000");
        }
        LockSupport.parkNanos(20_000_000);
      }
    }
  }

  /**
   * Holds the number for longer.
   *
   * @return false when somebody else has it
   */
  boolean renew() throws SQLException {
    long until = System.nanoTime() + SURE_NANOS;
    boolean held =
        update("clock_timestamp() + " + LEASE_SECONDS + " * interval '1 second'", holder);
    if (held) {
      ledger.extend(until);
    }
    return held;
  }

  private boolean update(String until, @Nullable UUID next) throws SQLException {
    String sql =
        "update store.node set until = "
            + until
            + ", settled = ?, holder = ? where node = ? and epoch = ? and holder = ?";
    try (Connection connection = TaggedSource.bounded(database.source(Role.APP), ASKING);
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, ledger.settled());
      statement.setObject(2, next, java.sql.Types.OTHER);
      statement.setInt(3, node);
      statement.setLong(4, ledger.epoch());
      statement.setObject(5, holder);
      return statement.executeUpdate() == 1;
    }
  }

  /** Lets the number go; its next holder begins a new epoch. */
  @Override
  public void close() {
    try {
      update("clock_timestamp()", null);
    } catch (SQLException e) {
      LOG.info("Node {} could not be given back; its lease runs out: {}", node, Sql.state(e));
    }
  }
}
