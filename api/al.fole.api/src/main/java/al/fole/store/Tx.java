// SPDX-License-Identifier: EUPL-1.2
package al.fole.store;

import al.fole.event.Change;
import al.fole.event.Detail;
import al.fole.event.Event;
import al.fole.keys.SubjectKey;
import java.util.List;
import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;

/** A transaction that writes. */
@ProviderType
public interface Tx extends ReadTx {

  /** A new time-ordered id (UUID version 7, RFC 9562). */
  UUID newId();

  /** The key of a subject; made when there is none. */
  SubjectKey key(UUID subject);

  /**
   * Records what happened: runs the reactions of the event's class in this transaction, any of
   * which may veto by throwing, and keeps the entry for the commit.
   *
   * @return the receipt of the event's record
   */
  Receipt record(Event event, List<Detail> details);

  /** {@link #record(Event, List)} of a change. */
  default Receipt record(Change<?, ?> change) {
    return record(change.event(), change.details());
  }
}
