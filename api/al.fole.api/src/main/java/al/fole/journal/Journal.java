// SPDX-License-Identifier: EUPL-1.2
package al.fole.journal;

import al.fole.spi.Ref;
import al.fole.store.ReadTx;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;

/** The trail, read. Permission and scope are the caller's to have checked. */
@ProviderType
public interface Journal {

  /**
   * What happened to a record, oldest first, with the details that can still be read. The caller
   * discloses.
   *
   * @param tx the caller's transaction
   * @param limit 1 to 1,000
   */
  List<Entry> history(ReadTx tx, Ref record, int limit);

  /** The newest published checkpoint; empty before the first entry is sequenced. */
  Optional<Checkpoint> checkpoint();

  /** Proof that an entry is in the log; empty while it is not yet sequenced or unknown. */
  Optional<Proof> proof(UUID entry);
}
