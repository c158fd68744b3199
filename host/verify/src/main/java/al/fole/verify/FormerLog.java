// SPDX-License-Identifier: EUPL-1.2
package al.fole.verify;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the first entry of a new log says of the log before it (field 35).
 *
 * @param size of its last published checkpoint
 * @param kept how many of its entries the database still had
 */
record FormerLog(String origin, long size, byte[] root, long kept) {
  static final String GAP =
      "this log follows %s, whose last published checkpoint held %d entries; of these the database"
          + " lost %d: numbers %d to %d of that log";
  static final String NO_GAP =
      "this log follows %s, whose last published checkpoint held %d entries; none was lost";

  /**
   * Of a log that is not empty, its tree yet unproved; null when it is the first of its
   * installation.
   */
  static @Nullable FormerLog of(Log log) {
    var entry = new Entry();
    var bundle = log.files().bundle(0, log.width(0));
    bundle.check(log.tree().tile(0, 0), 0, 1);
    bundle.read(0, entry);
    if (!entry.has(Entry.FORMER_LOG)) {
      return null;
    }
    var lines = entry.text(Entry.FORMER_LOG).split("\n", -1);
    if (lines.length < 4 || !(lines[1] + lines[3]).matches("[0-9]{2,18}")) {
      throw new Unsound(0, "names a former log in a malformed way");
    }
    var root = Checkpoint.base64(lines[2]);
    return new FormerLog(lines[0], Long.parseLong(lines[1]), root, Long.parseLong(lines[3]));
  }

  long lost() {
    return size - kept;
  }

  Object[] values() {
    return new Object[] {origin, size, lost(), kept, size - 1};
  }

  /** Counts what was kept of the former log, after checking that it is the one. */
  void walk(Walk walk, Log former) {
    if (!former.checkpoint().origin().equals(origin) || former.checkpoint().size() != size) {
      throw new Unsound("the former log is not the one the first entry names");
    }
    former.checkpoint().require(root, "the former log is not the one the first entry names");
    walk.add(former, List.of(), kept);
  }
}
