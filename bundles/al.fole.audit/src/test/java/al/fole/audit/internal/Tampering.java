// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/** What somebody may do who has all rights in the database, or over the published files. */
enum Tampering {
  // before the entries have their places
  WAITING_ENTRY_CHANGED,
  WAITING_ENTRY_CHANGED_WITH_HASH,
  WAITING_COLUMNS_CHANGED,
  WAITING_SEAL_CHANGED,
  WAITING_TRANSACTION_DELETED,
  WAITING_ENTRY_OF_SEVERAL_DELETED,
  WAITING_ENTRY_FORGED,
  WAITING_ENTRY_REPLAYED,
  WAITING_VERSION_CHANGED,
  WAITING_ENTRIES_SWAPPED,
  WAITING_ENTRIES_REORDERED,
  WAITING_ENTRY_WITHHELD_BY_TRANSACTION,
  WAITING_ENTRY_WITHHELD_BY_PLACE,
  // when they have places and no signature yet
  UNSIGNED_ENTRY_CHANGED_WITH_TREE,
  UNSIGNED_SEAL_CHANGED,
  UNSIGNED_COLUMNS_CHANGED,
  UNSIGNED_ENTRY_DELETED_WITH_TREE,
  UNSIGNED_ENTRY_FORGED_WITH_TREE,
  // afterwards, in the tables
  PLACED_ENTRY_CHANGED,
  PLACED_ENTRY_CHANGED_WITH_TREE,
  PLACED_SEAL_CHANGED,
  PLACED_ENTRY_DELETED,
  PLACED_ENTRY_DELETED_WITH_TREE,
  PLACED_ENTRY_INSERTED_WITH_TREE,
  PLACED_ENTRY_PLACED_AGAIN,
  PLACES_SWAPPED,
  PLACES_SWAPPED_WITH_TREE,
  TILE_CHANGED,
  HEAD_CHANGED,
  TABLES_ROLLED_BACK,
  TREE_ROLLED_BACK,
  OLD_BACKUP_RESTORED,
  STORED_CHECKPOINT_CHANGED,
  // the published files
  FILE_CHANGED,
  FILE_CUT,
  FILE_DELETED,
  FILES_SWAPPED,
  FILES_REWRITTEN,
  FILES_SIGNED_BY_A_STRANGER,
  FILES_REORDERED,
  FILES_ROLLED_BACK;

  private static final List<String> COLUMNS =
      List.of(
          "seq = seq + 100000",
          "node = node + 100",
          "epoch = epoch + 9",
          "position = position + 70",
          "id = gen_random_uuid()");

  private static final String WAITING = " where id not in (select entry from journal.sequence)";

  /** Where it is done. */
  enum Target {
    WAITING,
    UNSIGNED,
    TABLES,
    FILES
  }

  Target target() {
    return ordinal() < UNSIGNED_ENTRY_CHANGED_WITH_TREE.ordinal()
        ? Target.WAITING
        : ordinal() < PLACED_ENTRY_CHANGED.ordinal()
            ? Target.UNSIGNED
            : ordinal() < FILE_CHANGED.ordinal() ? Target.TABLES : Target.FILES;
  }

  /** Whether only the host that keeps running can be deceived: a restart looks at everything. */
  boolean needsTheRunningHost() {
    return this == WAITING_ENTRY_WITHHELD_BY_TRANSACTION;
  }

  /** Whether nothing new may follow: the next honest checkpoint takes its place. */
  boolean needsSilence() {
    return this == STORED_CHECKPOINT_CHANGED;
  }

  /**
   * Does it.
   *
   * @param size entries that have their places
   * @return index of the entry that is to blame; -1 when none is, -2 when it is not told here
   */
  long apply(LogInHand log, int size, SplittableRandom random) throws SQLException, IOException {
    return switch (target()) {
      case WAITING -> waiting(log, random);
      case UNSIGNED -> unsigned(log, size, random);
      case TABLES -> tables(log, size, random);
      case FILES -> files(log, size, random);
    };
  }

  private static final String REHASH = "leaf_hash = sha256('\\x00'::bytea || %1$s), leaf = %1$s";

  private long waiting(LogInHand log, SplittableRandom random) throws SQLException {
    var trail = log.trail;
    var one = log.id("select id from journal.entry" + WAITING + " order by random() limit 1");
    String where = " where id = '" + one + "'";
    int at =
        random.nextInt(
            Integer.parseInt(trail.one("select octet_length(leaf) from journal.entry" + where)));
    String flipped = flipped(at, random);
    String update = "update journal.entry set ";
    switch (this) {
      case WAITING_ENTRY_CHANGED -> trail.tamper(update + "leaf = " + flipped + where);
      case WAITING_ENTRY_CHANGED_WITH_HASH ->
          trail.tamper(update + REHASH.formatted(flipped) + where);
      case WAITING_COLUMNS_CHANGED -> {
        trail.tamper(update + COLUMNS.get(random.nextInt(COLUMNS.size())) + where);
      }
      case WAITING_SEAL_CHANGED -> trail.tamper(update + "seal = sha256(seal)" + where);
      case WAITING_TRANSACTION_DELETED ->
          trail.tamper(
              "delete from journal.entry where (node, epoch, seq) = (select node, "
                  + "epoch, seq from journal.entry"
                  + where
                  + ")");
      case WAITING_ENTRY_OF_SEVERAL_DELETED ->
          trail.tamper(
              "delete from journal.entry where id = (select id from journal.entry"
                  + WAITING
                  + " order by position desc limit 1)");
      case WAITING_ENTRY_FORGED ->
          forge(
              trail,
              one,
              "max(seq) + 50000 from journal.entry where node = e.node and epoch = e.epoch",
              random);
      case WAITING_ENTRY_REPLAYED ->
          trail.tamper(
              "insert into journal.entry (id, recorded_at, node, epoch, seq, position, "
                  + "leaf, leaf_hash, seal) select gen_random_uuid(), recorded_at, node, "
                  + "epoch, seq + 500000, position, leaf, leaf_hash, seal from journal.entry "
                  + "where id in (select entry from journal.sequence order by random() limit "
                  + "1)");
      case WAITING_VERSION_CHANGED -> {
        String version =
            "overlay(leaf placing int8send(99) from position('\\x00160008'::bytea in "
                + "leaf) + 4)";
        trail.tamper(update + REHASH.formatted(version) + where);
      }
      case WAITING_ENTRIES_SWAPPED ->
          trail.tamper(
              ("update journal.entry e set leaf = o.leaf, leaf_hash = o.leaf_hash, seal "
                      + "= o.seal from journal.entry o where e.id = '%1$s' and o.id = (select id "
                      + "from journal.entry%2$s and id <> '%1$s' limit 1)")
                  .formatted(one, WAITING));
      case WAITING_ENTRIES_REORDERED ->
          trail.tamper(update + "recorded_at = recorded_at - interval '1 hour'" + where);
      case WAITING_ENTRY_WITHHELD_BY_TRANSACTION ->
          trail.tamper(
              update
                  + "xid = '3' where (node, epoch, seq) = (select node, epoch, seq from "
                  + "journal.entry"
                  + where
                  + ")");
      case WAITING_ENTRY_WITHHELD_BY_PLACE ->
          trail.tamper(
              "insert into journal.sequence select 1000000000 + e.position, e.id from "
                  + "journal.entry e where (node, epoch, seq) = (select node, epoch, seq "
                  + "from journal.entry"
                  + where
                  + ")");
      default -> throw new IllegalStateException(name());
    }
    return -2;
  }

  private long unsigned(LogInHand log, int size, SplittableRandom random) throws SQLException {
    var trail = log.trail;
    int end = Integer.parseInt(trail.one("select size from audit.log"));
    int index = size + random.nextInt(end - size);
    String where =
        " where id = (select entry from journal.sequence where log_index = " + index + ")";
    String update = "update journal.entry set ";
    switch (this) {
      case UNSIGNED_ENTRY_CHANGED_WITH_TREE ->
          trail.tamper(
              update + REHASH.formatted(flipped(40 + random.nextInt(150), random)) + where);
      case UNSIGNED_SEAL_CHANGED -> trail.tamper(update + "seal = sha256(seal)" + where);
      case UNSIGNED_COLUMNS_CHANGED ->
          trail.tamper(update + COLUMNS.get(random.nextInt(COLUMNS.size() - 1)) + where);
      case UNSIGNED_ENTRY_DELETED_WITH_TREE -> {
        delete(trail, index, where);
        rewrite(log);
        return -2;
      }
      case UNSIGNED_ENTRY_FORGED_WITH_TREE -> {
        var like = log.id("select entry from journal.sequence where log_index = " + index);
        forge(trail, like, "700000", random);
        trail.tamper(
            "insert into journal.sequence select "
                + end
                + ", id from journal.entry where seq = 700000");
        rewrite(log);
        return end;
      }
      default -> throw new IllegalStateException(name());
    }
    rewrite(log);
    return index;
  }

  private static String flipped(int at, SplittableRandom random) {
    return "set_byte(leaf, %d, get_byte(leaf, %d) # %d)".formatted(at, at, 1 << random.nextInt(8));
  }

  /** Removes an entry with its place; those after it move up. */
  private static void delete(Trail trail, long index, String where) throws SQLException {
    trail.tamper(
        "delete from journal.entry"
            + where
            + "; delete from journal.sequence where log_index = "
            + index);
    trail.tamper(
        ("update journal.sequence set log_index = log_index + 10000000 where "
                + "log_index > %d; update journal.sequence set log_index = log_index - "
                + "10000001 where log_index > 10000000")
            .formatted(index));
  }

  /** A well-formed entry with a number of its own and everything but a seal. */
  private static void forge(Trail trail, UUID like, String number, SplittableRandom random)
      throws SQLException {
    var id = new UUID(random.nextLong(), random.nextLong());
    trail.tamper(
        """
        insert into journal.entry
          (id, recorded_at, node, epoch, seq, position, leaf, leaf_hash, seal)
        select id, recorded_at, node, epoch, seq, 0, leaf,
          sha256('\\x00'::bytea || leaf), sha256(leaf)
        from (select '%1$s'::uuid as id, recorded_at, node, epoch, n.seq,
          overlay(overlay(overlay(leaf
            placing decode(replace('%1$s', '-', ''), 'hex') from 10)
            placing int8send(n.seq) from 44)
            placing '\\x0000000700020001'::bytea from 56) as leaf
          from journal.entry e, lateral (select %2$s) as n (seq) where e.id = '%3$s') as f
        """
            .formatted(id, number, like));
  }

  private long tables(LogInHand log, int size, SplittableRandom random)
      throws SQLException, IOException {
    var trail = log.trail;
    long index = random.nextInt(size);
    String where =
        " where id = (select entry from journal.sequence where log_index = " + index + ")";
    int at = 40 + random.nextInt(150);
    String flipped = flipped(at, random);
    switch (this) {
      case PLACED_ENTRY_CHANGED, PLACED_ENTRY_CHANGED_WITH_TREE -> {
        trail.tamper("update journal.entry set " + REHASH.formatted(flipped) + where);
        rewrite(log);
        return index;
      }
      case PLACED_SEAL_CHANGED -> {
        trail.tamper("update journal.entry set seal = sha256(seal)" + where);
        return index;
      }
      case PLACED_ENTRY_DELETED -> {
        trail.tamper(
            "delete from journal.entry"
                + where
                + "; delete from journal.sequence where log_index = "
                + index);
        return index;
      }
      case PLACED_ENTRY_DELETED_WITH_TREE -> {
        delete(trail, index, where);
        rewrite(log);
        return index;
      }
      case PLACED_ENTRY_PLACED_AGAIN -> {
        trail.tamper(
            "update journal.entry set xid = pg_current_xact_id()"
                + where
                + "; delete from journal.sequence where log_index = "
                + index);
        return -2;
      }
      case PLACED_ENTRY_INSERTED_WITH_TREE -> {
        trail.tamper(
            ("update journal.sequence set log_index = log_index + 10000000 where "
                    + "log_index > %d; update journal.sequence set log_index = log_index - "
                    + "9999999 where log_index > 10000000")
                .formatted(index));
        forge(
            trail,
            log.id("select entry from journal.sequence where log_index = " + index),
            "700000",
            random);
        trail.tamper(
            ("insert into journal.sequence select %d, id from journal.entry where seq "
                    + "= 700000")
                .formatted(index + 1));
        rewrite(log);
        return index + 1 < size ? index + 1 : -2;
      }
      case PLACES_SWAPPED, PLACES_SWAPPED_WITH_TREE -> {
        long other = (index + 1 + random.nextInt(size - 1)) % size;
        trail.tamper(
            ("update journal.sequence set log_index = -1 - log_index + 10000000 where "
                    + "log_index in (%1$d, %2$d); update journal.sequence set log_index = %1$d "
                    + "+ %2$d - (9999999 - log_index) where log_index > 9000000")
                .formatted(index, other));
        rewrite(log);
        return Math.min(index, other);
      }
      case TILE_CHANGED ->
          trail.tamper(
              "update audit.tile set hashes = set_byte(hashes, 5, get_byte(hashes, 5) "
                  + "# 9) where (level, place) = (select level, place from audit.tile order "
                  + "by random() limit 1)");
      case HEAD_CHANGED -> {
        var heads =
            List.of(
                "root = sha256(root)",
                "size = size + 1",
                "size = size - 1",
                "origin = origin || '0'",
                "public_key = sha256(public_key)");
        trail.tamper("update audit.log set " + heads.get(random.nextInt(heads.size())));
      }
      case TABLES_ROLLED_BACK, TREE_ROLLED_BACK -> {
        long to = random.nextInt(size);
        if (this == TABLES_ROLLED_BACK) {
          trail.tamper(
              "delete from journal.entry where id not in (select entry from "
                  + "journal.sequence where log_index < "
                  + to
                  + ")");
        }
        trail.tamper(
            ("delete from journal.sequence where log_index >= %1$d; delete from "
                    + "audit.checkpoint where size > %1$d")
                .formatted(to));
        log.rewriteTree();
        return to;
      }
      case OLD_BACKUP_RESTORED -> log.restoreTables("earlier");
      case STORED_CHECKPOINT_CHANGED ->
          trail.tamper(
              "update audit.checkpoint set note = regexp_replace(note, '\\n\\d+\\n', "
                  + "E'\\n' || (size + 1) || E'\\n') where size = (select max(size) from "
                  + "audit.checkpoint)");
      default -> throw new IllegalStateException(name());
    }
    return -1;
  }

  private void rewrite(LogInHand log) throws SQLException {
    if (name().endsWith("WITH_TREE")) {
      log.rewriteTree();
    }
  }

  private long files(LogInHand log, int size, SplittableRandom random)
      throws SQLException, IOException {
    var files = log.files(size);
    var file = files.get(random.nextInt(files.size()));
    var bytes = Files.readAllBytes(file);
    var placed = log.placed();
    var directory = log.trail.logDirectory();
    var checkpoint = Files.readString(directory.resolve(LogFiles.CHECKPOINT));
    switch (this) {
      case FILE_CHANGED -> {
        int at = random.nextInt(bytes.length);
        bytes[at] ^= (byte) (1 << random.nextInt(8));
        Files.write(file, bytes);
        return blamed(directory.relativize(file), at, placed);
      }
      case FILE_CUT -> Files.write(file, Arrays.copyOf(bytes, random.nextInt(bytes.length)));
      case FILE_DELETED -> Files.delete(file);
      case FILES_SWAPPED -> {
        var other = files.get((files.indexOf(file) + 1) % files.size());
        Files.write(file, Files.readAllBytes(other));
        Files.write(other, bytes);
      }
      case FILES_REWRITTEN, FILES_SIGNED_BY_A_STRANGER -> {
        int index = random.nextInt(size);
        var leaf = placed.get(index).leaf().clone();
        leaf[leaf.length - 1 - random.nextInt(8)] ^= 1;
        placed.set(index, new LogEntries.Placed(leaf, placed.get(index).seal()));
        LogInHand.publish(
            placed,
            this == FILES_REWRITTEN ? checkpoint : strangers(checkpoint, placed),
            directory);
        return this == FILES_REWRITTEN ? index : -1;
      }
      case FILES_REORDERED -> {
        int first = random.nextInt(size);
        Collections.swap(placed, first, (first + 1 + random.nextInt(size - 1)) % size);
        LogInHand.publish(placed, checkpoint, directory);
        return -2;
      }
      case FILES_ROLLED_BACK -> log.restoreFiles("earlier");
      default -> throw new IllegalStateException(name());
    }
    return -1;
  }

  /** Which entry a byte of a file belongs to. */
  private static long blamed(Path file, int at, List<LogEntries.Placed> placed) {
    var name = file.toString();
    long place = 0;
    for (var part : name.replaceFirst("\\.p/.*", "").split("/", -1)) {
      place =
          part.matches("x?[0-9]{3}") ? place * 1000 + Long.parseLong(part.replace("x", "")) : place;
    }
    if (name.startsWith("seal") || name.startsWith("tile/0/")) {
      return place * Tree.WIDTH + at / Tree.HASH;
    }
    if (name.startsWith("tile/entries")) {
      long index = place * Tree.WIDTH;
      for (int end = 0; end <= at; index++) {
        end += 2 + placed.get((int) index).leaf().length;
      }
      return index - 1;
    }
    return name.startsWith("tile") ? -2 : -1;
  }

  /** A checkpoint of the same log and the rewritten tree, by a key of his own. */
  private static String strangers(String checkpoint, List<LogEntries.Placed> placed) {
    var state = SignedState.parse(checkpoint.getBytes(StandardCharsets.UTF_8));
    var growth = new Growth(0, (level, tile) -> new byte[0]);
    placed.forEach(entry -> growth.add(Tree.leaf(entry.leaf())));
    var key = new Ed25519PrivateKeyParameters(new byte[32], 0);
    var named = new LogKey(state.origin(), key.generatePublicKey().getEncoded());
    var body = named.body(state.size(), growth.root());
    var signer = new Ed25519Signer();
    signer.init(true, key);
    signer.update(body, 0, body.length);
    return named.note(body, signer.generateSignature());
  }
}
