// SPDX-License-Identifier: EUPL-1.2
package al.fole.store;

import al.fole.event.Notice;
import al.fole.spi.Actor;
import java.util.function.Function;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Reads and writes, each in one transaction (READ COMMITTED) with the actor's context set in the
 * same round trip as BEGIN. System actors use the jobs role, everybody else the app role.
 */
@ProviderType
public interface Store {

  /**
   * Changes things. Rows and journal entries commit together or not at all. The work may run twice
   * (serialization failure, deadlock), so it does nothing outside the transaction. When the actor
   * carries an idempotency claim that was used before, the work does not run and the first receipt
   * is returned again.
   *
   * @throws IllegalStateException when the work recorded nothing: a write without trail
   * @throws al.fole.spi.Problem as the work throws; UNAVAILABLE naming the part when a required
   *     reaction is missing; INVALID {@code idempotency-key-reused} for a claim with another body
   */
  Receipt write(Actor actor, Function<Tx, Receipt> work);

  /**
   * Reads. What the work has announced with {@link ReadTx#disclose} is committed to the journal
   * before the value is returned.
   *
   * @throws al.fole.spi.Problem UNAVAILABLE when the journal cannot be written: nothing is revealed
   */
  <T> T read(Actor actor, Function<ReadTx, T> work);

  /** Writes a notice in a transaction of its own and returns when it has committed. */
  void note(Actor actor, Notice notice);
}
