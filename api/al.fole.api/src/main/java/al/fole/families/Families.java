// SPDX-License-Identifier: EUPL-1.2
package al.fole.families;

import al.fole.journal.Entry;
import al.fole.spi.Actor;
import al.fole.store.Page;
import al.fole.store.Receipt;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Foster families (familjet kujdestare) and the children placed with them. Refuses with {@link
 * al.fole.spi.Problem}: FORBIDDEN without the permission, ABSENT for what is out of scope or not
 * there, INVALID naming the field, STALE for an old version, CONFLICT naming the rule when the step
 * comes too early, twice or by the wrong hand.
 */
@ProviderType
public interface Families {

  /** Enters an application; the family is in the scope of the actor's unit. */
  Receipt apply(Actor actor, ApplyAsFamily command);

  /** Records the finished assessment; the family waits for the decision. */
  Receipt assess(Actor actor, FamilyId id, AssessFamily command);

  /**
   * Records the decision. Approval needs a positive assessment by somebody else (I-20); it gives
   * the family its places.
   */
  Receipt decide(Actor actor, FamilyId id, DecideOnFamily command);

  /** Pauses, suspends, brings back or withdraws a family. */
  Receipt change(Actor actor, FamilyId id, ChangeFamilyState command);

  /**
   * Places a child on a free place of the family; the child's case moves with it.
   *
   * @throws al.fole.spi.Problem CONFLICT {@code no-free-place}, {@code child-already-placed},
   *     {@code decision-not-in-force}, {@code approval-not-valid} …; UNAVAILABLE when cases are
   *     absent
   */
  Receipt place(Actor actor, FamilyId id, PlaceChild command);

  /** Ends a placement: the place is free, the child's case moves on. */
  Receipt end(Actor actor, PlacementId id, EndPlacement command);

  /** One family, whole; the read is in the journal. */
  FamilyView view(Actor actor, FamilyId id);

  /** Families of the actor's units; the adults of the page are in the journal. */
  Page<FamilyView> list(Actor actor, FamilyQuery query);

  /** What happened to a family, oldest first; the read is in the journal. */
  List<Entry> history(Actor actor, FamilyId id);

  /** One placement; the read is in the journal. */
  PlacementView placement(Actor actor, PlacementId id);

  /** Placed children; those of the page are in the journal. */
  Page<PlacementView> placements(Actor actor, PlacementQuery query);
}
