// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import al.fole.keys.Seals;
import al.fole.keys.Signer;
import al.fole.spi.Problem;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
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
  private final Published published;
  private final Announcements announcements;
  private final UUID me;
  private boolean checkedAll;
  private boolean heeded;

  /** Where what was published can be read again. */
  interface Published {
    /** Has the signer take notice of the newest of it about a log; what it says was signed. */
    List<SignedState> heed(String origin);
  }

  /** How the log speaks of itself: entries like all others, committed when this returns. */
  interface Announcements {
    void say(LogEvent event);
  }

  Sequencer(
      LogTables tables,
      Connection connection,
      Seals seals,
      Signer signer,
      Published published,
      Announcements announcements,
      UUID me)
      throws SQLException {
    this.connection = connection;
    this.seals = seals;
    this.signer = signer;
    this.published = published;
    this.announcements = announcements;
    this.me = me;
    this.tables = tables;
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
      var head = tables.head(me);
      if (head.ended(tables.log())) {
        throw new LogMoved();
      }
      boolean announces = head.mine() && announces(head);
      if (announces || hasWork(head)) {
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

  /** Has the next key announced, once for all hosts; whether it just was. */
  private boolean announces(LogTables.Head head) throws SQLException {
    var next = signer.next();
    if (next.isEmpty() || head.signed() == 0) {
      return false;
    }
    var announced = LogEvent.KeyAnnounced.of(new LogKey(head.origin(), next.get()));
    if (tables.said(announced.record()) != null) {
      return false;
    }
    announcements.say(announced);
    return true;
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
      tables.place(
          head.first() + head.size(), items.stream().map(item -> item.row().id()).toList());
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
    long signed;
    do {
      signed = signOne();
    } while (signed >= 0);
  }

  /** Signs one state of the log; -1 when there is nothing left to sign. */
  private long signOne() throws SQLException {
    var head = tables.lockedHead(me);
    if (!head.mine() || head.size() <= head.signed()) {
      connection.rollback();
      return -1;
    }
    var tiles = new TileCache(tables.tiles());
    requireContinuation(head, tiles);
    long size = interrupted(head);
    byte[] body = LogKey.body(head.origin(), size, new Tree(tiles).root(size));
    long announced = announced(head, tiles);
    byte[] before = head.publicKey() == null ? signer.publicKey() : head.publicKey();
    String note = LogKey.note(body, lines(body, announced));
    tables.ring(0, before);
    tables.ring(announced + 1, signer.publicKey());
    tables.sign(size, note, signer.publicKey());
    connection.commit();
    return size;
  }

  /**
   * A checkpoint that was signed but not committed comes first: whatever is signed is published.
   */
  private long interrupted(LogTables.Head head) {
    return signer
        .last()
        .map(SignedState::parse)
        .filter(last -> last.origin().equals(head.origin()))
        .map(SignedState::size)
        .filter(size -> size > head.signed())
        .orElse(head.size());
  }

  /** Index of the entry that announces the next key, or the one that took over just now. */
  private long announced(LogTables.Head head, Tree.Tiles tiles) throws SQLException {
    byte[] next = signer.next().orElseGet(signer::publicKey);
    var announced = LogEvent.KeyAnnounced.of(new LogKey(head.origin(), next));
    var said = tables.said(announced.record());
    long index = said == null || said.place() < 0 ? -1 : head.index(said.place());
    if (said == null || index < 0 || index >= head.size()) {
      return -1;
    }
    byte[] tile = tiles.hashes(0, index / Tree.WIDTH);
    int at = (int) (index % Tree.WIDTH) * Tree.HASH;
    byte[] leaf = Tree.leaf(said.row().leaf());
    boolean there = Arrays.equals(tile, at, at + Tree.HASH, leaf, 0, Tree.HASH);
    return there && Leaf.parse(said.row().leaf()).field(34).equals(announced.vkey()) ? index : -1;
  }

  private List<String> lines(byte[] body, long announced) {
    try {
      return signer.lines(body, announced);
    } catch (Problem refused) {
      throw new LogStopped(refused.rule(), refused.en());
    }
  }

  /**
   * The log in the database must contain what was signed last, here or by another host, by a key of
   * this installation. What others have published is read at the start and whenever another host
   * held the log in between.
   */
  private void requireContinuation(LogTables.Head head, Tree.Tiles tiles) throws SQLException {
    if (head.ended(tables.log())) {
      throw new LogMoved();
    }
    var tree = new Tree(tiles);
    if (!heeded || !head.held()) {
      heed(head, tree);
    }
    requireSameKey(head.publicKey());
    requireUnchanged(head, tree);
    signer.last().map(SignedState::parse).ifPresent(last -> requireContains(head, tree, last));
    if (signer.frozen(head.origin()).isPresent()) {
      throw new LogStopped(LogStopped.SET_BACK, "The log was frozen; another one has to follow.");
    }
  }

  /** The newest checkpoint of the database itself counts only after all that lie outside of it. */
  private void heed(LogTables.Head head, Tree tree) throws SQLException {
    heeded = false;
    var signed = new ArrayList<SignedState>();
    signer.last().map(SignedState::parse).ifPresent(signed::add);
    signed.addAll(published.heed(head.origin()));
    if (head.publicKey() == null || isOurs(head.publicKey())) {
      requireUnchanged(head, tree);
      signed.forEach(state -> requireContains(head, tree, state));
    }
    try {
      tables.notes(head.size(), 1).forEach(signer::heed);
    } catch (Problem contradiction) {
      throw new LogStopped(contradiction.rule(), contradiction.en());
    }
    heeded = true;
  }

  private static void requireUnchanged(LogTables.Head head, Tree tree) {
    if (!Arrays.equals(tree.root(head.size()), head.root())) {
      throw new LogStopped(
          "tree-changed", "The tiles in the database do not give the root of the log.");
    }
  }

  private boolean isOurs(byte[] key) {
    return signer.keys().stream().anyMatch(ours -> Arrays.equals(key, ours));
  }

  private void requireSameKey(byte @Nullable [] key) {
    if (key != null && !isOurs(key)) {
      throw new LogStopped(
          "log-of-other-keys",
          "The log of this database was signed with another key: the key directory does not belong"
              + " to this database, or lacks the newest key.");
    }
  }

  private boolean follows(SignedState last, String origin) {
    return signer
        .frozen(last.origin())
        .filter(frozen -> frozen.successor().equals(origin))
        .isPresent();
  }

  private void requireContains(LogTables.Head head, Tree tree, SignedState last) {
    if (!last.origin().equals(head.origin())) {
      if (follows(last, head.origin())) {
        return;
      }
      if (signer.frozen(head.origin()).isPresent()) {
        throw new LogStopped(
            "log-frozen",
            "The database was set back behind the end of its log "
                + head.origin()
                + ": "
                + last.origin()
                + " was signed since.");
      }
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
          LogStopped.SET_BACK,
          "The database was set back: it holds "
              + head.size()
              + " entries of the log, "
              + last.size()
              + " were signed.");
    }
    if (!Arrays.equals(tree.root(last.size()), last.root())) {
      throw new LogStopped(
          LogStopped.SET_BACK,
          "The database holds another history than the first "
              + last.size()
              + " entries that were signed.");
    }
  }
}
