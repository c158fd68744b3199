// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import al.fole.keys.Signer;
import al.fole.spi.Problem;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether the log in the database goes on what was signed of it, wherever that was published. */
final class Continuation {
  private final LogTables tables;
  private final Signer signer;
  private final Published published;
  private boolean heeded;

  /** Where what was published can be read again. */
  interface Published {
    /** Has the signer take notice of the newest of it about a log; what it says was signed. */
    List<SignedState> heed(String origin);
  }

  Continuation(LogTables tables, Signer signer, Published published) {
    this.tables = tables;
    this.signer = signer;
    this.published = published;
  }

  /**
   * The log in the database must contain what was signed last, here or by another host, by a key of
   * this installation. What others have published is read at the start and whenever another host
   * held the log in between.
   */
  void require(LogHead head, Tree.Tiles tiles) throws SQLException {
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
  private void heed(LogHead head, Tree tree) throws SQLException {
    heeded = false;
    var signed = new ArrayList<SignedState>();
    signer.last().map(SignedState::parse).ifPresent(signed::add);
    signed.addAll(published.heed(head.origin()));
    if (head.publicKey() == null || isOurs(head.publicKey())) {
      requireUnchanged(head, tree);
      signed.forEach(state -> requireContains(head, tree, state));
    }
    try {
      tables.notes().upTo(head.size(), 1).forEach(signer::heed);
    } catch (Problem contradiction) {
      throw new LogStopped(contradiction.rule(), contradiction.en());
    }
    heeded = true;
  }

  private static void requireUnchanged(LogHead head, Tree tree) {
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

  private void requireContains(LogHead head, Tree tree, SignedState last) {
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
