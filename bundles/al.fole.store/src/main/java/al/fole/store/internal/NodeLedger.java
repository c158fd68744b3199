// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import al.fole.spi.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of one epoch of one node. A number is taken just before its COMMIT; one whose COMMIT
 * failed is declared void by the next entry; one whose outcome is unknown stays open until looked
 * up. Kept in memory: what is still open at a crash is named by the next epoch.
 */
final class NodeLedger {
  /** So many voids leave room for everything else in an entry. */
  static final int VOIDS_IN_ENTRY = 12;

  /** As many as the next epoch can name, should the host die now: one is left for a void. */
  static final int MOST_IN_THE_AIR = EpochGaps.NAMED - 1;

  private final int node;
  private final long epoch;
  private final TreeSet<Long> open = new TreeSet<>();
  private final TreeSet<Long> failed = new TreeSet<>();
  private Leaf.@Nullable EpochStart start;
  private long last;
  private long validUntil;

  /**
   * @param start what the first entry has to say of the epoch before, or null for a first epoch
   * @param validUntil {@link System#nanoTime} until which the lease certainly holds
   */
  NodeLedger(int node, long epoch, Leaf.@Nullable EpochStart start, long validUntil) {
    this.node = node;
    this.epoch = epoch;
    this.start = start;
    this.validUntil = validUntil;
  }

  /** One transaction's number, with what its first entry has to declare. */
  record Ticket(
      NodeLedger ledger, long sequence, List<Long> voids, Leaf.@Nullable EpochStart start) {
    int node() {
      return ledger.node;
    }

    long epoch() {
      return ledger.epoch;
    }
  }

  /**
   * A number for a COMMIT. Where most that may be in the air are, nobody gets one until the outcome
   * of some is known; what is known to have failed can always be declared.
   *
   * @throws Problem UNAVAILABLE when the lease of the node may have run out, or too many outcomes
   *     are unknown
   */
  synchronized Ticket take() {
    boolean full = open.size() + failed.size() >= MOST_IN_THE_AIR;
    if (System.nanoTime() - validUntil > 0 || full && !open.isEmpty()) {
      throw Problem.unavailable("database");
    }
    List<Long> voids = failed.stream().limit(VOIDS_IN_ENTRY).toList();
    voids.forEach(failed::remove);
    open.addAll(voids);
    last++;
    open.add(last);
    return new Ticket(this, last, voids, start);
  }

  synchronized void committed(Ticket ticket) {
    open.remove(ticket.sequence());
    ticket.voids().forEach(open::remove);
    if (ticket.start() != null) {
      start = null;
    }
  }

  synchronized void failed(Ticket ticket) {
    var numbers = new ArrayList<>(ticket.voids());
    numbers.add(ticket.sequence());
    numbers.forEach(open::remove);
    failed.addAll(numbers);
  }

  /** Whether numbers whose COMMIT failed wait for an entry that declares them. */
  synchronized boolean owes() {
    return !failed.isEmpty();
  }

  synchronized void extend(long until) {
    validUntil = until;
  }

  /** Every number up to this one is in the journal, as a transaction or as a void. */
  synchronized long settled() {
    long first = last + 1;
    if (!open.isEmpty()) {
      first = Math.min(first, open.first());
    }
    if (!failed.isEmpty()) {
      first = Math.min(first, failed.first());
    }
    return first - 1;
  }

  int node() {
    return node;
  }

  long epoch() {
    return epoch;
  }
}
