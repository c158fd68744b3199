// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import org.jspecify.annotations.Nullable;

/**
 * State of the log.
 *
 * @param publicKey key of its signer; null before the first checkpoint
 * @param watermark oldest transaction that may have entries without a place
 * @param mine whether no other host holds the lease
 * @param held whether this host was the last that held it
 * @param signed size of the newest checkpoint; 0 before the first
 * @param newest number of the newest log: another one when this log has ended
 * @param first place in the journal's sequence at which the log begins
 * @param opening place of its first entry
 */
record LogHead(
    String origin,
    byte @Nullable [] publicKey,
    long size,
    byte[] root,
    String watermark,
    boolean mine,
    boolean held,
    long signed,
    int newest,
    long first,
    long opening) {

  boolean ended(int log) {
    return newest != log;
  }

  /** Index in the log of a place in the journal's sequence; negative when it is none of it. */
  long index(long place) {
    if (place == opening) {
      return 0;
    }
    return place < opening && place >= first ? place - first + 1 : place - first;
  }

  /** Place in the journal's sequence of an index in the log. */
  long place(long index) {
    if (index == 0) {
      return opening;
    }
    return index <= opening - first ? first + index - 1 : first + index;
  }
}
