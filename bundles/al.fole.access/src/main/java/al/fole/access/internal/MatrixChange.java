// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import static java.util.Objects.requireNonNull;

import al.fole.event.Change;
import al.fole.event.Detail;
import al.fole.rules.Rule;
import al.fole.spi.Actor;
import al.fole.spi.Ref;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A change of the access matrix (ndryshim i niveleve të aksesit, VKM-2026 n.9/3): a row to come or
 * the end of one, proposed by one person and approved by another.
 *
 * @param kind {@value #ADD} or {@value #END}
 * @param policy the row
 * @param state PROPOSED, APPROVED or REJECTED
 */
record MatrixChange(
    UUID id,
    long version,
    String kind,
    String manual,
    UUID policy,
    String role,
    String act,
    String object,
    List<String> relations,
    List<String> states,
    List<String> groups,
    List<String> purposes,
    String effect,
    String ground,
    LocalDate validFrom,
    @Nullable LocalDate validTo,
    String state,
    UUID proposedBy,
    String proposedRole,
    LocalDate proposedOn,
    @Nullable UUID decidedBy,
    @Nullable LocalDate decidedOn) {
  static final String ADD = "ADD";
  static final String END = "END";
  private static final String PROPOSED = "PROPOSED";
  private static final Rule<MatrixChange> UNDECIDED =
      Rule.conflict(
          "change-decided",
          change -> change.state().equals(PROPOSED),
          "Për këtë ndryshim është vendosur tashmë.",
          "This change has been decided already.");

  MatrixChange {
    relations = List.copyOf(relations);
    states = List.copyOf(states);
    groups = List.copyOf(groups);
    purposes = List.copyOf(purposes);
  }

  /** As said, about a new row, or about the one that is to end. */
  static MatrixChange of(
      ProposeChange said, @Nullable Policy ending, UUID id, UUID row, Actor by, LocalDate today) {
    var like = ending == null ? said.row(row, today) : ending;
    return new MatrixChange(
        id,
        1,
        ending == null ? ADD : END,
        requireNonNull(said.manual()),
        like.id(),
        like.role(),
        like.act(),
        like.object(),
        like.relations(),
        like.states(),
        like.groups(),
        like.purposes(),
        like.effect(),
        requireNonNull(said.ground()),
        like.validFrom(),
        like.validTo(),
        PROPOSED,
        by.who(),
        by.role(),
        today,
        null,
        null);
  }

  Ref ref() {
    return new Ref("matrix-change", id);
  }

  boolean adds() {
    return kind.equals(ADD);
  }

  /** Whether the role may more afterwards than before. */
  boolean widens() {
    return adds() != effect.equals(Policy.FORBID);
  }

  Change<MatrixChange, MatrixChangeEvent> proposed(String reason) {
    return new Change<>(
        this,
        new MatrixChangeEvent.Proposed(
            id,
            version,
            kind,
            policy,
            manual,
            role,
            act,
            object,
            effect,
            String.join(",", relations),
            String.join(",", states),
            String.join(",", groups),
            String.join(",", purposes),
            validFrom,
            validTo),
        why(reason));
  }

  Change<MatrixChange, MatrixChangeEvent> approve(UUID by, LocalDate on) {
    var after = decided("APPROVED", by, on);
    return new Change<>(
        after, new MatrixChangeEvent.Approved(id, after.version, kind, policy), List.of());
  }

  Change<MatrixChange, MatrixChangeEvent> reject(UUID by, LocalDate on, String reason) {
    var after = decided("REJECTED", by, on);
    return new Change<>(
        after, new MatrixChangeEvent.Rejected(id, after.version, kind, policy), why(reason));
  }

  private MatrixChange decided(String outcome, UUID by, LocalDate on) {
    UNDECIDED.require(this);
    return new MatrixChange(
        id,
        version + 1,
        kind,
        manual,
        policy,
        role,
        act,
        object,
        relations,
        states,
        groups,
        purposes,
        effect,
        ground,
        validFrom,
        validTo,
        outcome,
        proposedBy,
        proposedRole,
        proposedOn,
        by,
        on);
  }

  private List<Detail> why(String reason) {
    return List.of(new Detail(id, Map.of("reason", reason)));
  }
}
