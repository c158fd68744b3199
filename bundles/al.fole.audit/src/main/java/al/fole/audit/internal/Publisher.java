// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import al.fole.steps.Step;
import al.fole.steps.Steps;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/**
 * Writes the log's files up to a checkpoint that is committed. Every host publishes for itself and
 * from the database, so a host that was away catches up.
 */
final class Publisher {
  /** Partial files stay until this many later tiles are full. */
  private static final int KEPT_PARTIALS = 2;

  private final LogFiles files;
  private final Connection connection;
  private final LogTables tables;
  private final String origin;
  private final Places places;
  private final Steps steps;
  private int keys;
  private long published = -1;
  private byte[] root = Tree.EMPTY;

  /**
   * @param places that get every checkpoint besides
   * @param steps told of each point of publishing
   */
  Publisher(
      LogFiles files,
      Connection connection,
      LogTables tables,
      String origin,
      Places places,
      Steps steps) {
    this.steps = steps;
    this.files = files;
    this.connection = connection;
    this.tables = tables;
    this.origin = origin;
    this.places = places;
  }

  /** Size of what is published. */
  long published() {
    return Math.max(published, 0);
  }

  /**
   * @param size of the newest checkpoint, 0 before the first
   * @throws LogStopped when what was published before is not the beginning of this log
   */
  void publish(long size) throws SQLException, IOException {
    try {
      if (published < 0) {
        resume(size);
      }
      if (size < published) {
        throw setBack(published);
      }
      if (size > published) {
        requireContinued();
        for (int level = 0; size >>> (8 * level) > 0; level++) {
          tiles(level, published >>> (8 * level), size >>> (8 * level));
        }
        bundles(published, size);
        files.settle();
        steps.reached(Step.PUBLISH_TILES_SETTLED);
        String note = tables.notes().of(size);
        places.publish(origin, size, note);
        steps.reached(Step.PUBLISH_PLACES_TOLD);
        keyring();
        files.write(LogFiles.CHECKPOINT, note.getBytes(StandardCharsets.UTF_8));
        steps.reached(Step.PUBLISH_RENAMED);
        files.settle();
        steps.reached(Step.PUBLISH_SETTLED);
        published = size;
        root = SignedState.parse(note.getBytes(StandardCharsets.UTF_8)).root();
      }
    } catch (TilesUnreadable e) {
      throw e.why();
    } finally {
      connection.rollback();
    }
  }

  /**
   * The keys of the log, and the newest of them; for each that was announced the checkpoint in
   * which the key before it has vouched for the announcement.
   */
  private void keyring() throws SQLException, IOException {
    var ring = tables.notes().keys();
    if (ring.size() > keys) {
      var text = new StringBuilder();
      String newest = "";
      for (var key : ring.entrySet()) {
        newest = new LogKey(origin, key.getValue()).vkey();
        text.append(key.getKey()).append(' ').append(newest);
        if (key.getKey() > 0) {
          String overlap = tables.notes().firstFrom(key.getKey());
          files.write("rotation/" + (key.getKey() - 1), overlap.getBytes(StandardCharsets.UTF_8));
        }
      }
      files.write(LogFiles.KEYRING, text.toString().getBytes(StandardCharsets.UTF_8));
      files.write(LogFiles.VKEY, newest.getBytes(StandardCharsets.UTF_8));
      keys = ring.size();
    }
  }

  private void resume(long size) throws SQLException, IOException {
    var before = files.checkpoint();
    if (before.isEmpty()) {
      published = 0;
      return;
    }
    var state = SignedState.parse(before.get().getBytes(StandardCharsets.UTF_8));
    if (!state.origin().equals(origin)) {
      throw new LogStopped(
          "published-log-of-other-database",
          "The published files are of the log "
              + state.origin()
              + ", this database holds "
              + origin
              + ".");
    }
    var tree = new Tree(new TileCache(tables.state().tiles()));
    if (state.size() > size || !Arrays.equals(tree.root(state.size()), state.root())) {
      throw setBack(state.size());
    }
    published = state.size();
    root = state.root();
    if (published > 0) {
      keyring();
      files.settle();
    }
  }

  /** Another host may have signed what this one never published the beginning of. */
  private void requireContinued() {
    if (!Arrays.equals(new Tree(new TileCache(tables.state().tiles())).root(published), root)) {
      throw setBack(published);
    }
  }

  private static LogStopped setBack(long published) {
    return new LogStopped(
        LogStopped.SET_BACK,
        "The database was set back: it holds another history than the first "
            + published
            + " entries that were published.");
  }

  private void tiles(int level, long from, long to) throws SQLException, IOException {
    for (long place = from / Tree.WIDTH; from < to && place * Tree.WIDTH < to; place++) {
      int width = (int) Math.min(to - place * Tree.WIDTH, Tree.WIDTH);
      byte[] hashes = Arrays.copyOf(tables.state().tile(level, place), width * Tree.HASH);
      files.write(LogFiles.name("tile/" + level, place, width), hashes);
      forget("tile/" + level, place, width);
    }
  }

  private void bundles(long from, long to) throws SQLException, IOException {
    for (long place = from / Tree.WIDTH; place * Tree.WIDTH < to; place++) {
      int width = (int) Math.min(to - place * Tree.WIDTH, Tree.WIDTH);
      var entries = tables.entries().placed(place * Tree.WIDTH, place * Tree.WIDTH + width);
      requireTile(place, entries);
      files.write(LogFiles.name("tile/entries", place, width), bundle(entries));
      files.write(LogFiles.name("seal", place, width), seals(entries));
      forget("tile/entries", place, width);
      forget("seal", place, width);
    }
  }

  private void requireTile(long place, List<LogEntries.Placed> entries) throws SQLException {
    byte[] hashes = tables.state().tile(0, place);
    for (int i = 0; i < entries.size(); i++) {
      int at = i * Tree.HASH;
      byte[] hash = Tree.leaf(entries.get(i).leaf());
      if (!Arrays.equals(hash, 0, Tree.HASH, hashes, at, Math.min(at + Tree.HASH, hashes.length))) {
        throw new LogStopped(
            "entry-changed",
            "Entry " + (place * Tree.WIDTH + i) + " of the log is not what got this place.");
      }
    }
  }

  private void forget(String prefix, long place, int width) throws IOException {
    if (width == Tree.WIDTH && place >= KEPT_PARTIALS) {
      files.removePartials(prefix, place - KEPT_PARTIALS);
    }
  }

  private static byte[] bundle(List<LogEntries.Placed> entries) {
    var out = new ByteArrayOutputStream();
    for (var entry : entries) {
      out.write(entry.leaf().length >>> 8);
      out.write(entry.leaf().length);
      out.writeBytes(entry.leaf());
    }
    return out.toByteArray();
  }

  private static byte[] seals(List<LogEntries.Placed> entries) {
    var out = new ByteArrayOutputStream();
    entries.forEach(entry -> out.writeBytes(entry.seal()));
    return out.toByteArray();
  }
}
