// SPDX-License-Identifier: EUPL-1.2
package al.fole.verify;

import static java.util.concurrent.CompletableFuture.supplyAsync;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Reads whole logs, entry by entry: the tree, the seals, and that nothing is missing. */
final class Walk {
  /** Bundles that other threads have read and hashed before their turn. */
  private static final int AHEAD = 64;

  private final Entry entry = new Entry();
  final Transactions transactions;
  final Numbers numbers;
  final Versions versions;

  /**
   * @param fromTheStart false where the entries before a new log's first are not at hand
   * @param sealKey null: seals are not looked at
   */
  Walk(boolean fromTheStart, byte @Nullable [] sealKey) {
    transactions = new Transactions(sealKey);
    numbers = new Numbers(fromTheStart);
    versions = new Versions(fromTheStart);
  }

  /**
   * Fails unless the log is the one its checkpoint and the earlier ones were signed for.
   *
   * @param counted how many of its entries count for completeness
   */
  void add(Log log, List<Checkpoint> earlier, long counted) {
    eachBundle(log.tiles(), bundle -> count(log, bundle, counted));
    for (int level = 1; log.tiles().size() >> (8 * level) > 0; level++) {
      checkLevel(log.tiles(), level);
    }
    long agreed = 0;
    for (var checkpoint : earlier) {
      try {
        log.requireBegins(checkpoint);
      } catch (Unsound e) {
        long last = Math.min(checkpoint.size(), log.checkpoint().size()) - 1;
        throw new Unsound(agreed, last, String.valueOf(e.getMessage()), e.values);
      }
      agreed = checkpoint.size();
    }
    long size = log.tiles().size();
    if (!Arrays.equals(log.tiles().root(size, size, size), log.checkpoint().root())) {
      throw new Unsound(agreed, size - 1, "not-the-root");
    }
  }

  /** In their order, the first fault too; as many threads as processors read them ahead. */
  private static void eachBundle(Tiles tiles, Consumer<Tiles.Bundle> then) {
    var readers = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    var ahead = new ArrayDeque<CompletableFuture<Tiles.Bundle>>();
    try {
      for (long place = 0, next = 0; place * Tiles.WIDTH < tiles.size(); place++) {
        for (; next < place + AHEAD && next * Tiles.WIDTH < tiles.size(); next++) {
          long at = next;
          ahead.add(supplyAsync(() -> tiles.bundle(at, 0, Tiles.WIDTH), readers));
        }
        then.accept(ahead.remove().join());
      }
    } catch (CompletionException e) {
      throw e.getCause() instanceof Unsound found ? found : e;
    } finally {
      readers.shutdownNow();
    }
  }

  private void count(Log log, Tiles.Bundle bundle, long counted) {
    var leaves = bundle.hashes();
    boolean sealed = transactions.sealKey != null;
    var seals = sealed ? log.tiles().hashes("seal", 0, bundle.first() / Tiles.WIDTH) : leaves;
    for (int i = 0; i < leaves.length; i++) {
      entry.read(bundle.first() + i, bundle.entries()[i]);
      if (entry.index < counted) {
        numbers.add(entry, transactions.add(entry, leaves[i], seals[i]));
        versions.add(entry);
        entry.require(!entry.has(Entry.FORMER_LOG) || entry.index == 0, "former-late", 0);
        requireFollowed(log.ring());
      }
    }
  }

  private void requireFollowed(Ring ring) {
    if (entry.has(Entry.NEW_KEY)) {
      var key = Ring.Key.parse(entry.text(Entry.NEW_KEY)).key();
      boolean followed = Arrays.equals(key, ring.at(entry.index + 1).key());
      entry.require(followed, "key-not-vouched", 0);
    }
  }

  /** Each hash of a level is that of the tile below; the first that is not is named. */
  private static void checkLevel(Tiles tiles, int level) {
    var places = LongStream.range(0, tiles.size() >> (8 * level)).parallel();
    var wrong = places.filter(place -> !tiles.agrees(level, place)).findFirst();
    if (wrong.isPresent()) {
      long entry = wrong.getAsLong() << (8 * level);
      throw new Unsound(entry, entry + (1L << (8 * level)) - 1, "tile-above", level);
    }
  }

  /** After the last entry: nothing may be missing. */
  void finish() {
    transactions.finish();
    numbers.finish();
    versions.finish();
  }
}
