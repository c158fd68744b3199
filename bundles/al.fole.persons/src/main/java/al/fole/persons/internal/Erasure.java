// SPDX-License-Identifier: EUPL-1.2
package al.fole.persons.internal;

import al.fole.event.Change;
import al.fole.persons.Erasures.ErasureView;
import al.fole.persons.Erasures.ProposeErasure;
import al.fole.persons.PersonEvent.PersonErased;
import al.fole.persons.PersonId;
import al.fole.persons.internal.ErasureEvent.ErasureDecided;
import al.fole.persons.internal.ErasureEvent.ErasureProposed;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An erasure (fshirje) that was proposed.
 *
 * @param unit whose head proposed it
 * @param ground code of an erasure ground
 * @param decision its number
 * @param closedBy who decided on the proposal, or null
 */
record Erasure(
    UUID id,
    long version,
    UUID person,
    String unit,
    String ground,
    String decision,
    LocalDate decidedOn,
    String state,
    UUID proposedBy,
    Instant proposedAt,
    @Nullable UUID closedBy,
    @Nullable Instant closedAt) {
  static final String PROPOSED = "PROPOSED";
  static final String APPROVED = "APPROVED";
  static final String REJECTED = "REJECTED";

  /** A proposal; the command was checked. */
  static Change<Erasure, ErasureProposed> propose(
      UUID id, PersonId person, ProposeErasure command, UUID who, String unit, Instant now) {
    String ground = Objects.requireNonNull(command.ground());
    var erasure =
        new Erasure(
            id,
            1,
            person.value(),
            unit,
            ground,
            Objects.requireNonNull(command.decision()),
            Objects.requireNonNull(command.decidedOn()),
            PROPOSED,
            who,
            now,
            null,
            null);
    var event = new ErasureProposed(id, 1, person, ground, erasure.decision(), erasure.decidedOn());
    return new Change<>(erasure, event, List.of());
  }

  /** Approved or rejected by another. */
  Change<Erasure, ErasureDecided> decide(String outcome, UUID who, Instant now) {
    ErasureRules.BY_ANOTHER.require(new ErasureRules.Hands(proposedBy, who));
    ErasureRules.WAITING.require(this);
    var decided =
        new Erasure(
            id,
            version + 1,
            person,
            unit,
            ground,
            decision,
            decidedOn,
            outcome,
            proposedBy,
            proposedAt,
            who,
            now);
    var event = new ErasureDecided(id, decided.version, new PersonId(person), outcome, proposedBy);
    return new Change<>(decided, event, List.of());
  }

  /** What is recorded of somebody it erases. */
  PersonErased erased(Left left) {
    return new PersonErased(
        new PersonId(left.id()),
        left.version() + 1,
        id,
        left.birthDate().getYear(),
        ground,
        proposedBy);
  }

  /** The row of somebody who is being erased, before it is emptied. */
  record Left(UUID id, long version, LocalDate birthDate) {}

  ErasureView view() {
    return new ErasureView(
        id,
        version,
        new PersonId(person),
        ground,
        decision,
        decidedOn,
        state,
        proposedBy,
        proposedAt,
        closedBy,
        closedAt);
  }
}
