// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import al.fole.operations.Figure;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What only the store knows: its pools, what it wrote, how far the followers are. */
final class StoreFigures {

  private final Pools pools;
  private final Written written;
  private final NearReads near;

  StoreFigures(Pools pools, Written written, NearReads near) {
    this.pools = pools;
    this.written = written;
    this.near = near;
  }

  List<Figure> now() {
    List<Figure> figures = new ArrayList<>();
    pools.named().forEach((name, pool) -> figures.addAll(of(name, pool)));
    for (Written.Kind kind : Written.Kind.values()) {
      figures.add(
          Figure.counter(
              "fole_journal_entries",
              "Entries of the journal this host has committed.",
              Map.of("kind", kind.name().toLowerCase(Locale.ROOT)),
              written.count(kind)));
    }
    figures.addAll(reads());
    figures.addAll(followers());
    return figures;
  }

  private static List<Figure> of(String name, HikariPoolMXBean pool) {
    String help = "Connections to the database, and threads that wait for one.";
    return List.of(
        connections(help, name, "active", pool.getActiveConnections()),
        connections(help, name, "idle", pool.getIdleConnections()),
        connections(help, name, "awaited", pool.getThreadsAwaitingConnection()));
  }

  private static Figure connections(String help, String pool, String state, int value) {
    return Figure.gauge("fole_pool_connections", help, Map.of("pool", pool, "state", state), value);
  }

  private List<Figure> reads() {
    String help = "Reads of records, by where the answer came from.";
    List<Figure> figures = new ArrayList<>();
    figures.add(
        Figure.counter("fole_reads", help, Map.of("source", "primary"), near.fromPrimary()));
    figures.add(
        Figure.counter("fole_reads", help, Map.of("source", "replica"), near.fromReplica()));
    Replica replica = near.replica();
    if (replica != null) {
      String tried = "Reads tried at the replica whose answer the primary gave instead.";
      figures.addAll(of("replica", replica.named()));
      figures.add(
          Figure.counter("fole_replica_missed", tried, Map.of("why", "late"), replica.late()));
      figures.add(
          Figure.counter("fole_replica_missed", tried, Map.of("why", "failed"), replica.failed()));
    }
    return figures;
  }

  private List<Figure> followers() {
    String sql =
        """
        select name, (select coalesce(max(log_index), -1) from journal.sequence) - position
        from store.cursor order by name limit 200""";
    List<Figure> figures = new ArrayList<>();
    try (Connection connection = Pools.open(pools.jobs());
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        figures.add(
            Figure.gauge(
                "fole_follower_lag_entries",
                "Entries past a follower's cursor; those for others are passed every 5 s.",
                Map.of("follower", String.valueOf(row.getString(1))),
                Math.max(0, row.getLong(2))));
      }
    } catch (SQLException e) {
      return List.of();
    }
    return figures;
  }
}
