// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import al.fole.keys.Seals;
import al.fole.keys.Signer;
import al.fole.spi.Problem;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Gives committed entries dense places, grows the tree and signs its root.
 *
 * <p>Places are not taken from the order of ids: a transaction with a lower id may commit later.
 * Rows and W, the oldest transaction still running, come from one REPEATABLE READ snapshot; every
 * row that is not yet visible has a transaction from W on, so the next batch that starts at W sees
 * it. W becomes the watermark only when the batch was not cut by its limit.
 *
 * <p>The head row, locked, is the fence: whoever else tries at the same time gets nothing. The root
 * is signed in a transaction of its own, after the one that placed the entries is durable: a
 * signature never covers a tree that could still roll back, so signing again after a failure signs
 * the same.
 */
final class Sequencer {
  static final int LIMIT = 8192;
  private static final String FROM_THE_START = "0";

  /** Lock not available, serialization failure, deadlock. */
  private static final Set<String> ANOTHER_HAS_IT = Set.of("55P03", "40001", "40P01");

  private final Connection connection;
  private final LogTables tables;
  private final Seals seals;
  private final Signer signer;
  private final UUID me;
  private boolean checkedAll;

  Sequencer(Connection connection, Seals seals, Signer signer, UUID me) throws SQLException {
    this.connection = connection;
    this.seals = seals;
    this.signer = signer;
    this.me = me;
    tables = new LogTables(connection);
    try (var statement = connection.createStatement()) {
      // The few rows from the watermark on, each looked up: never a scan of the whole journal.
      statement.execute("set enable_seqscan = off");
      statement.execute("set enable_hashjoin = off");
      statement.execute("set enable_mergejoin = off");
      statement.execute("set max_parallel_workers_per_gather = 0");
      statement.execute("set work_mem = '32MB'");
    }
    connection.setAutoCommit(false);
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
  }

  /**
   * Does what there is to do now: all entries placed, the root signed. The first call looks at all
   * entries ever written instead of those from the watermark on.
   *
   * @return size of the newest checkpoint, by this or another sealer; 0 before the first
   * @throws LogStopped when the log must not go on
   */
  long run() throws SQLException {
    try {
      var head = tables.head(me);
      if (hasWork(head)) {
        connection.rollback();
        placeAll();
        sign();
        head = tables.head(me);
      }
      return head.signed();
    } catch (LogTables.TilesUnreadable e) {
      throw e.why();
    } catch (SQLException e) {
      if (!ANOTHER_HAS_IT.contains(String.valueOf(e.getSQLState()))) {
        throw e;
      }
      connection.rollback();
      return tables.head(me).signed();
    } finally {
      connection.rollback();
    }
  }

  /** Gives the lease back. */
  void release() throws SQLException {
    tables.release(me);
    connection.commit();
  }

  private boolean hasWork(LogTables.Head head) throws SQLException {
    return head.mine()
        && (!checkedAll || head.signed() < head.size() || tables.waiting(head.watermark()));
  }

  private void placeAll() throws SQLException {
    int placed;
    do {
      placed = place();
    } while (placed == LIMIT);
  }

  /** Places one batch; returns how many rows it found waiting. */
  private int place() throws SQLException {
    var head = tables.lockedHead(me);
    if (!head.mine()) {
      connection.rollback();
      return 0;
    }
    var tiles = new TileCache(tables.tiles());
    requireContinuation(head, tiles);
    String oldest = tables.oldestRunning();
    boolean all = !checkedAll;
    var rows = tables.waiting(all ? FROM_THE_START : head.watermark(), LIMIT);
    if (!rows.isEmpty() || all) {
      var growth = new Growth(head.size(), tiles);
      var items = complete(rows).checked(seals);
      items.forEach(item -> growth.add(item.row().hash()));
      tables.place(head.size(), items.stream().map(item -> item.row().id()).toList());
      tables.grow(growth.tiles());
      String watermark = rows.size() < LIMIT ? oldest : head.watermark();
      tables.advance(head.size(), growth.size(), growth.root(), watermark, me);
    }
    connection.commit();
    checkedAll = rows.size() < LIMIT;
    return rows.size();
  }

  private Batch complete(List<LogTables.Row> rows) throws SQLException {
    var batch = new Batch();
    rows.forEach(batch::add);
    for (var transaction : batch.incomplete()) {
      tables
          .transaction(transaction.node(), transaction.epoch(), transaction.sequence())
          .forEach(batch::add);
    }
    return batch;
  }

  private void sign() throws SQLException {
    var head = tables.lockedHead(me);
    if (head.mine() && head.size() > head.signed()) {
      requireContinuation(head, new TileCache(tables.tiles()));
      var key = new LogKey(head.origin(), signer.publicKey());
      byte[] body = key.body(head.size(), head.root());
      tables.sign(head.size(), key.note(body, signature(body)), key.publicKey());
      connection.commit();
    }
  }

  private byte[] signature(byte[] body) {
    try {
      return signer.sign(body);
    } catch (Problem refused) {
      throw new LogStopped(refused.rule(), refused.en());
    }
  }

  /** The log in the database must contain what was signed last, by the same key. */
  private void requireContinuation(LogTables.Head head, Tree.Tiles tiles) {
    requireSameKey(head.publicKey());
    var tree = new Tree(tiles);
    if (!Arrays.equals(tree.root(head.size()), head.root())) {
      throw new LogStopped(
          "tree-changed", "The tiles in the database do not give the root of the log.");
    }
    signer.last().map(SignedState::parse).ifPresent(last -> requireContains(head, tree, last));
  }

  private void requireSameKey(byte @Nullable [] key) {
    if (key != null && !Arrays.equals(key, signer.publicKey())) {
      throw new LogStopped(
          "log-of-other-keys",
          "The log of this database was signed with another key: the key directory does not belong"
              + " to this database.");
    }
  }

  static void requireContains(LogTables.Head head, Tree tree, SignedState last) {
    if (!last.origin().equals(head.origin())) {
      throw new LogStopped(
          "log-of-other-database",
          "The last checkpoint is of the log "
              + last.origin()
              + ", this database holds "
              + head.origin()
              + ".");
    }
    if (last.size() > head.size()) {
      throw new LogStopped(
          "log-set-back",
          "The database was set back: it holds "
              + head.size()
              + " entries of the log, "
              + last.size()
              + " were signed.");
    }
    if (!Arrays.equals(tree.root(last.size()), last.root())) {
      throw new LogStopped(
          "log-set-back",
          "The database holds another history than the first "
              + last.size()
              + " entries that were signed.");
    }
  }
}
