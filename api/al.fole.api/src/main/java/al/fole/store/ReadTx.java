// SPDX-License-Identifier: EUPL-1.2
package al.fole.store;

import al.fole.event.Notice;
import al.fole.keys.SubjectKey;
import al.fole.spi.Actor;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;

/** A transaction that reads; a parameter, never kept. */
@ProviderType
public interface ReadTx {

  /** Who it runs for. */
  Actor actor();

  /** A mapper of any open schema, on this transaction's connection. */
  <M> M mapper(Class<M> type);

  /** Business time: the one clock, constant within the transaction. */
  Instant now();

  /** Business date in Tirana. */
  LocalDate today();

  /**
   * Keys of subjects, in one statement. A subject whose key was destroyed or never made is absent
   * from the result.
   */
  Map<UUID, SubjectKey> keys(Collection<UUID> subjects);

  /** Announces that the result reveals persons; see {@link Store#read}. */
  void disclose(Notice notice);
}
