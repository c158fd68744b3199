// SPDX-License-Identifier: EUPL-1.2
package al.fole.persons;

import al.fole.spi.Actor;
import al.fole.store.Receipt;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Erasure of a person by the legal act (fshirja e personit, law 124/2024): one person proposes it
 * with the decision it rests on, another approves it, each having proved just now who he is. Then
 * the keys of the person and of everybody merged into him are destroyed, and his names, number,
 * addresses and all by which he is found are gone; the year of birth stays. Records about him stay
 * without him, and every proof of the trail holds. Refuses like {@link Persons}.
 */
@ProviderType
public interface Erasures {

  /**
   * Proposes that a person be erased.
   *
   * @throws al.fole.spi.Problem FORBIDDEN {@code reauthentication-required}; INVALID naming the
   *     field; CONFLICT {@code erasure-proposed}, {@code person-has-open-case}, {@code
   *     person-has-open-referral}, {@code person-has-living-placement}, {@code
   *     person-in-approved-family}, {@code person-held}, {@code retention-runs} with the day {@code
   *     until}
   */
  Receipt propose(Actor actor, PersonId id, ProposeErasure command);

  /**
   * Erases the person, or does not. What stood in the way of the proposal is asked again.
   *
   * @param outcome {@code APPROVED} or {@code REJECTED}
   * @throws al.fole.spi.Problem as {@link #propose}; CONFLICT {@code proposer-is-approver}, {@code
   *     already-decided}
   */
  Receipt decide(Actor actor, UUID erasure, String outcome);

  /** Those that wait first, at most 200; the read is in the journal. */
  List<ErasureView> list(Actor actor);

  /**
   * What the erasure rests on.
   *
   * @param ground code of an erasure ground, for example {@code COURT_DECISION}
   * @param decision number of the decision: digits, then up to four groups of digits or capitals
   *     behind {@code . / -}, for example {@code 217/3-2026}; it names nobody
   * @param decidedOn day of the decision, not in the future
   */
  record ProposeErasure(
      @Nullable String ground, @Nullable String decision, @Nullable LocalDate decidedOn) {}

  /**
   * A proposal and what became of it.
   *
   * @param state {@code PROPOSED}, {@code APPROVED} or {@code REJECTED}
   */
  record ErasureView(
      UUID id,
      long version,
      PersonId person,
      String ground,
      String decision,
      LocalDate decidedOn,
      String state,
      UUID proposedBy,
      Instant proposedAt,
      @Nullable UUID closedBy,
      @Nullable Instant closedAt) {}
}
