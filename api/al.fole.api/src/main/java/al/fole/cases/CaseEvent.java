// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases;

import al.fole.event.Event;
import al.fole.event.EventType;
import al.fole.persons.PersonId;
import al.fole.spi.Ref;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What can happen to a case. Each carries the state of the case afterwards and the business date of
 * the change, so that the case can be rebuilt as of any day from the journal alone.
 */
public sealed interface CaseEvent extends Event {

  /** The case. */
  CaseId careCase();

  /** The child whose it is. */
  PersonId child();

  /** Afterwards. */
  CaseState state();

  /** Business date of the change. */
  LocalDate on();

  @Override
  default Ref record() {
    return careCase().ref();
  }

  @Override
  default List<UUID> subjects() {
    return List.of(child().value());
  }

  /** A referral was accepted and a case opened for the child. */
  @EventType(name = "cases.opened", ground = "VKM-2026 n.3/1/a")
  record CaseOpened(
      CaseId careCase,
      long version,
      PersonId child,
      ReferralId referral,
      String unit,
      String municipality,
      String risk,
      CaseState state,
      LocalDate on)
      implements CaseEvent {}

  /**
   * A further referral joined the child's live case (I-02).
   *
   * @param risk when it raised that of the case, otherwise null
   */
  @EventType(name = "cases.referral-joined", ground = "VKM-2026 n.3/1/a")
  record ReferralJoined(
      CaseId careCase,
      long version,
      PersonId child,
      ReferralId referral,
      String municipality,
      @Nullable String risk,
      CaseState state,
      LocalDate on)
      implements CaseEvent {}

  /** The initial assessment became final. */
  @EventType(name = "cases.assessed", ground = "VKM-2026 n.4/3/b")
  record ChildAssessed(
      CaseId careCase,
      long version,
      PersonId child,
      AssessmentId assessment,
      String municipality,
      String risk,
      boolean heard,
      CaseState state,
      LocalDate on)
      implements CaseEvent {}

  /** A decision was recorded. */
  @EventType(name = "cases.decided", ground = "VKM-2026 n.4/3/a")
  record DecisionRecorded(
      CaseId careCase,
      long version,
      PersonId child,
      DecisionId decision,
      String municipality,
      String kind,
      String subject,
      LocalDate decidedOn,
      LocalDate inForceFrom,
      @Nullable LocalDate validTo,
      CaseState state,
      LocalDate on)
      implements CaseEvent {}

  /** The child moved into a family. */
  @EventType(name = "cases.care-started", ground = "VKM-2026 n.4/3/a")
  record CareStarted(
      CaseId careCase,
      long version,
      PersonId child,
      UUID placement,
      UUID family,
      DecisionId decision,
      String municipality,
      String careType,
      CaseState state,
      LocalDate on)
      implements CaseEvent {}

  /** The child left the family. */
  @EventType(name = "cases.care-ended", ground = "VKM-2026 n.4/3/a")
  record CareEnded(
      CaseId careCase,
      long version,
      PersonId child,
      UUID placement,
      String municipality,
      String reason,
      CaseState state,
      LocalDate on)
      implements CaseEvent {}

  /** The case was closed. */
  @EventType(name = "cases.closed", ground = "VKM-2026 n.4/3/c")
  record CaseClosed(
      CaseId careCase,
      long version,
      PersonId child,
      String municipality,
      String reason,
      CaseState state,
      LocalDate on)
      implements CaseEvent {}

  /** A worker of the unit is in charge from now on, or nobody. */
  @EventType(name = "cases.assigned", ground = "VKM-2026 n.8/2/a")
  record CaseAssigned(
      CaseId careCase,
      long version,
      PersonId child,
      @Nullable UUID worker,
      String municipality,
      CaseState state,
      LocalDate on)
      implements CaseEvent {}

  /** A provider of the service is in charge from now on, or none. */
  @EventType(name = "cases.entrusted", ground = "VKM-2026 n.8/2/ç")
  record CaseEntrusted(
      CaseId careCase,
      long version,
      PersonId child,
      @Nullable String provider,
      String municipality,
      CaseState state,
      LocalDate on)
      implements CaseEvent {}

  /**
   * Another unit is responsible from now on (I-22).
   *
   * @param municipality of the unit that is responsible now
   */
  @EventType(name = "cases.transferred", ground = "VKM-2026 n.6/3/a")
  record CaseTransferred(
      CaseId careCase,
      long version,
      PersonId child,
      String unitBefore,
      String unit,
      String municipality,
      CaseState state,
      LocalDate on)
      implements CaseEvent {}
}
