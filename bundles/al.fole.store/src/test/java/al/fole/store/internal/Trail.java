// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Counts the numbers of a journal as a verifier would (ENTRY-FORMAT-1, contiguity). */
record Trail(long entries, long transactions, long voids, long unresolved) {

  /** Fails unless every number is accounted for exactly once. */
  static Trail verified(StoreOnPostgres db) {
    var used = new TreeMap<String, TreeMap<Long, TreeSet<Long>>>();
    var counts = new TreeMap<String, Long>();
    var voids = new TreeMap<String, TreeSet<Long>>();
    long entries = 0;
    long unresolved = 0;
    long declared = 0;
    for (String hex : db.texts("select encode(leaf, 'hex') from journal.entry")) {
      Decoded leaf = Decoded.of(HexFormat.of().parseHex(hex));
      entries++;
      String epoch = leaf.number(3) + "/" + leaf.number(4);
      String transaction = epoch + "/" + leaf.number(5);
      assertTrue(
          used.computeIfAbsent(epoch, e -> new TreeMap<>())
              .computeIfAbsent(leaf.number(5), n -> new TreeSet<>())
              .add(leaf.number(6)),
          "position twice in " + transaction);
      assertEquals(
          counts.merge(transaction, leaf.number(7), (a, b) -> b), leaf.number(7), transaction);
      for (long n : leaf.numbers(32, 0)) {
        declared++;
        assertTrue(voids.computeIfAbsent(epoch, e -> new TreeSet<>()).add(n), "void twice: " + n);
      }
      if (leaf.has(33)) {
        byte[] start = leaf.field(33);
        long previous = 0;
        for (int i = 0; i < 4; i++) {
          previous = (previous << 8) | (start[i] & 0xff);
        }
        for (long n : leaf.numbers(33, 12)) {
          unresolved++;
          assertTrue(
              voids.computeIfAbsent(leaf.number(3) + "/" + previous, e -> new TreeSet<>()).add(n),
              "unresolved twice: " + n);
        }
      }
    }
    long transactions = 0;
    for (Map.Entry<String, TreeMap<Long, TreeSet<Long>>> epoch : used.entrySet()) {
      TreeSet<Long> gone = voids.getOrDefault(epoch.getKey(), new TreeSet<>());
      for (long n = 1; n <= epoch.getValue().lastKey(); n++) {
        TreeSet<Long> positions = epoch.getValue().get(n);
        assertTrue(positions != null ^ gone.contains(n), "number " + n + " of " + epoch.getKey());
        if (positions != null) {
          transactions++;
          long count = counts.getOrDefault(epoch.getKey() + "/" + n, 0L);
          assertEquals(count, positions.size());
          assertEquals(count - 1, positions.last());
        }
      }
    }
    return new Trail(entries, transactions, declared, unresolved);
  }
}
