// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases;

import al.fole.event.Event;
import al.fole.event.EventType;
import al.fole.persons.PersonId;
import al.fole.spi.Ref;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** What can happen to an assessment of a child while it is a draft. */
public sealed interface AssessmentEvent extends Event {

  /** The assessment. */
  AssessmentId assessment();

  /** The child who is assessed. */
  PersonId child();

  @Override
  default Ref record() {
    return assessment().ref();
  }

  @Override
  default List<UUID> subjects() {
    return List.of(child().value());
  }

  /** A draft was written or rewritten. */
  @EventType(name = "cases.assessment-drafted", ground = "VKM-2026 n.4/3/b")
  record AssessmentDrafted(
      AssessmentId assessment,
      long version,
      CaseId careCase,
      PersonId child,
      String municipality,
      String risk,
      boolean heard,
      LocalDate startedOn)
      implements AssessmentEvent {}

  /** It became final. */
  @EventType(name = "cases.assessment-finalised", ground = "VKM-2026 n.4/3/b")
  record AssessmentFinalised(
      AssessmentId assessment,
      long version,
      CaseId careCase,
      PersonId child,
      String municipality,
      LocalDate finalisedOn)
      implements AssessmentEvent {}
}
