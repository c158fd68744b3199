// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import al.fole.keys.Seals;
import al.fole.keys.Signer;
import al.fole.steps.Step;
import al.fole.steps.Steps;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Gives committed entries dense places, grows the tree and signs its root.
 *
 * <p>Places are not taken from the order of ids: a transaction with a lower id may commit later.
 * Rows and W, the oldest transaction still running, come from one REPEATABLE READ snapshot; every
 * row that is not yet visible has a transaction from W on, so the next look, which starts at W,
 * sees it. W becomes the watermark only with the last batch of what the look has found.
 *
 * <p>The head row, locked, is the fence: whoever else tries at the same time gets nothing. The root
 * is signed in a transaction of its own, after the one that placed the entries is durable: a
 * signature never covers a tree that could still roll back, so signing again after a failure signs
 * the same.
 */
final class Sequencer {
  static final int BATCH = 8192;
  private static final String FROM_THE_START = "0";

  /** Lock not available, serialization failure, deadlock. */
  private static final Set<String> ANOTHER_HAS_IT = Set.of("55P03", "40001", "40P01");

  private final Connection connection;
  private final LogTables tables;
  private final Seals seals;
  private final Continuation continuation;
  private final UnsignedEntries unsigned;
  private final Waiting waiting;
  private final Signing signing;
  private final UUID me;
  private final Steps steps;
  private boolean checkedAll;

  Sequencer(
      LogTables tables,
      Connection connection,
      Seals seals,
      Signer signer,
      Continuation.Published published,
      Signing.Announcements announcements,
      UUID me,
      Steps steps)
      throws SQLException {
    this(tables, connection, seals, signer, published, announcements, me, steps, BATCH);
  }

  /**
   * @param batch how many entries get their places in one transaction
   */
  Sequencer(
      LogTables tables,
      Connection connection,
      Seals seals,
      Signer signer,
      Continuation.Published published,
      Signing.Announcements announcements,
      UUID me,
      Steps steps,
      int batch)
      throws SQLException {
    this.connection = connection;
    this.seals = seals;
    this.me = me;
    this.steps = steps;
    this.tables = tables;
    continuation = new Continuation(tables, signer, published);
    signing = new Signing(tables, signer, announcements, steps);
    unsigned = new UnsignedEntries(tables, seals, signer);
    waiting = new Waiting(tables, batch);
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
   * @throws LogMoved when it has ended and another one goes on
   */
  long run() throws SQLException {
    try {
      var head = tables.state().head(me);
      if (head.ended(tables.log())) {
        throw new LogMoved();
      }
      boolean announces = head.mine() && signing.announces(head);
      if (announces || hasWork(head)) {
        connection.rollback();
        boolean follow;
        do {
          follow = place();
          sign();
        } while (follow);
        head = tables.state().head(me);
      }
      return head.signed();
    } catch (TilesUnreadable e) {
      throw e.why();
    } catch (SQLException e) {
      if (!ANOTHER_HAS_IT.contains(String.valueOf(e.getSQLState()))) {
        throw e;
      }
      connection.rollback();
      return tables.state().head(me).signed();
    } finally {
      connection.rollback();
    }
  }

  /** Gives the lease back. */
  void release() throws SQLException {
    tables.state().release(me);
    connection.commit();
  }

  private boolean hasWork(LogHead head) throws SQLException {
    return head.mine()
        && (!checkedAll
            || head.signed() < head.size()
            || tables.entries().waiting(head.watermark()));
  }

  /** Places one batch; whether another one follows it. */
  private boolean place() throws SQLException {
    var head = tables.state().lockedHead(me);
    if (!head.mine()) {
      connection.rollback();
      return false;
    }
    var tiles = new TileCache(tables.state().tiles());
    continuation.require(head, tiles);
    steps.reached(Step.SEQUENCE_LOCKED);
    unsigned.requireSealed(head, tiles);
    boolean all = !checkedAll;
    var rows = waiting.next(head, all ? FROM_THE_START : head.watermark());
    var growth = new Growth(head.size(), tiles);
    String watermark = waiting.watermark(head);
    if (!rows.isEmpty() || all || !watermark.equals(head.watermark())) {
      var items = complete(rows).checked(seals);
      items.forEach(item -> growth.add(item.row().hash()));
      tables
          .state()
          .place(head.first() + head.size(), items.stream().map(item -> item.row().id()).toList());
      steps.reached(Step.SEQUENCE_PLACED);
      tables.state().grow(growth.tiles());
      steps.reached(Step.SEQUENCE_GROWN);
      tables.state().advance(head.size(), growth.size(), growth.root(), watermark, me);
      steps.reached(Step.SEQUENCE_ADVANCED);
    }
    connection.commit();
    steps.reached(Step.SEQUENCE_COMMITTED);
    unsigned.placed(head, growth);
    waiting.placed(head, growth.size());
    checkedAll |= waiting.last();
    return !waiting.last();
  }

  private Batch complete(List<LogEntries.Row> rows) throws SQLException {
    var batch = new Batch();
    rows.forEach(batch::add);
    for (var transaction : batch.incomplete()) {
      tables
          .entries()
          .transaction(transaction.node(), transaction.epoch(), transaction.sequence())
          .forEach(batch::add);
    }
    return batch;
  }

  private void sign() throws SQLException {
    long signed;
    do {
      signed = signOne();
    } while (signed >= 0);
  }

  /** Signs one state of the log; -1 when there is nothing left to sign. */
  private long signOne() throws SQLException {
    var head = tables.state().lockedHead(me);
    if (!head.mine() || head.size() <= head.signed()) {
      connection.rollback();
      return -1;
    }
    var tiles = new TileCache(tables.state().tiles());
    continuation.require(head, tiles);
    unsigned.requireSealed(head, tiles);
    long size = signing.sign(head, tiles);
    connection.commit();
    steps.reached(Step.SIGN_COMMITTED);
    return size;
  }
}
