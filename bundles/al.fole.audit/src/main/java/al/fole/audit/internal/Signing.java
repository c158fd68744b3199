// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import al.fole.keys.Signer;
import al.fole.spi.Problem;
import al.fole.steps.Step;
import al.fole.steps.Steps;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/** Signs the root of the log, with the key whose turn it is, and has the next key announced. */
final class Signing {
  private final LogTables tables;
  private final Signer signer;
  private final Announcements announcements;
  private final Steps steps;

  /** How the log speaks of itself: entries like all others, committed when this returns. */
  interface Announcements {
    void say(LogEvent event);
  }

  Signing(LogTables tables, Signer signer, Announcements announcements, Steps steps) {
    this.tables = tables;
    this.signer = signer;
    this.announcements = announcements;
    this.steps = steps;
  }

  /** Has the next key announced, once for all hosts; whether it just was. */
  boolean announces(LogHead head) throws SQLException {
    var next = signer.next();
    if (next.isEmpty() || head.signed() == 0) {
      return false;
    }
    var announced = LogEvent.KeyAnnounced.of(new LogKey(head.origin(), next.get()));
    if (tables.entries().said(announced.record()) != null) {
      return false;
    }
    announcements.say(announced);
    return true;
  }

  /**
   * Signs one state of the log, and keeps the checkpoint.
   *
   * @return its size
   */
  long sign(LogHead head, Tree.Tiles tiles) throws SQLException {
    long size = interrupted(head);
    byte[] body = LogKey.body(head.origin(), size, new Tree(tiles).root(size));
    long announced = announced(head, tiles);
    byte[] before = head.publicKey() == null ? signer.publicKey() : head.publicKey();
    String note = LogKey.note(body, lines(body, announced));
    steps.reached(Step.SIGN_SIGNED);
    tables.notes().add(0, before);
    tables.notes().add(announced + 1, signer.publicKey());
    tables.notes().sign(size, note, signer.publicKey());
    steps.reached(Step.SIGN_INSERTED);
    return size;
  }

  /**
   * A checkpoint that was signed but not committed comes first: whatever is signed is published.
   */
  private long interrupted(LogHead head) {
    return signer
        .last()
        .map(SignedState::parse)
        .filter(last -> last.origin().equals(head.origin()))
        .map(SignedState::size)
        .filter(size -> size > head.signed())
        .orElse(head.size());
  }

  /** Index of the entry that announces the next key, or the one that took over just now. */
  private long announced(LogHead head, Tree.Tiles tiles) throws SQLException {
    byte[] next = signer.next().orElseGet(signer::publicKey);
    var announced = LogEvent.KeyAnnounced.of(new LogKey(head.origin(), next));
    var said = tables.entries().said(announced.record());
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
}
