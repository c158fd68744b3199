// SPDX-License-Identifier: EUPL-1.2
package al.fole.journal;

import al.fole.store.Tx;
import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Is told of events after their commit, in log order, at least once; its cursor moves in the
 * transaction of its effect, so an effect through {@code tx} happens exactly once. One host at a
 * time runs a name (lease). Throwing stops it at that event; it is tried again with growing pauses.
 */
@ConsumerType
public interface Follower {

  /** Stable name without version, for example {@code exchange.outbox}. */
  String name();

  /** Event types it wants; others are passed over. */
  Set<String> types();

  /** Takes one event; whatever it writes through the transaction it must record. */
  void on(Tx tx, StoredEvent event);
}
