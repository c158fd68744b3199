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

  /** Null when it is the first of its installation, or empty; its tree is yet unproved. */
  static @Nullable FormerLog of(Log log) {
    if (log.tiles().size() == 0) {
      return null;
    }
    var entry = new Entry().read(0, log.tiles().bundle(0, 0, 1).entries()[0]);
    if (!entry.has(Entry.FORMER_LOG)) {
      return null;
    }
    var lines = entry.text(Entry.FORMER_LOG).split("\n", -1);
    boolean whole = lines.length >= 4 && (lines[1] + lines[3]).matches("[0-9]{2,18}");
    entry.require(whole, "former-malformed", 0);
    long size = Long.parseLong(lines[1]);
    long kept = Long.parseLong(lines[3]);
    entry.require(kept <= size, "former-malformed", 0);
    return new FormerLog(lines[0], size, Checkpoint.base64(lines[2]), kept);
  }

  long lost() {
    return size - kept;
  }

  String say(Words words) {
    var key = lost() > 0 ? "former-gap" : "former-no-gap";
    return words.say(key, origin, size, lost(), kept, size - 1);
  }

  /** Counts what was kept of the former log, after checking that it is the one. */
  void walk(Walk walk, Log former) {
    var end = former.checkpoint();
    Unsound.unless(end.origin().equals(origin) && end.size() == size, "former-other");
    end.requireRoot(root, "former-other");
    walk.add(former, List.of(), kept);
  }
}
