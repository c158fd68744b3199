// SPDX-License-Identifier: EUPL-1.2
package al.fole.store;

import al.fole.event.Event;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Speaks when an event is recorded, in the same transaction, and may veto it by throwing a {@link
 * al.fole.spi.Problem}. For what must be true at commit. Registered as a service. Among services of
 * one name, the one with the highest {@code service.ranking} whose event class is the recorded
 * event's class speaks. Does nothing outside the transaction: it may run twice.
 */
@ConsumerType
public interface Reaction<E extends Event> {

  /**
   * Stable name without version, {@code feature.what}, for example {@code cases.person-corrected}.
   */
  String name();

  /** The event class it listens to. */
  Class<E> event();

  /** Reacts. */
  void on(Tx tx, E event);
}
