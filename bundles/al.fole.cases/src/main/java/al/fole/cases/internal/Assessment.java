// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases.internal;

import al.fole.cases.AssessChild;
import al.fole.cases.AssessmentEvent.AssessmentDrafted;
import al.fole.cases.AssessmentEvent.AssessmentFinalised;
import al.fole.cases.AssessmentId;
import al.fole.cases.CaseId;
import al.fole.event.Change;
import al.fole.event.Detail;
import al.fole.persons.PersonId;
import al.fole.rules.Rule;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An initial assessment (vlerësimi fillestar). Final, it cannot be changed (I-10). Its texts are
 * not here: they are sealed in the row and in the journal.
 *
 * @param finalisedOn or null while a draft
 * @param assessor account
 */
record Assessment(
    AssessmentId id,
    long version,
    CaseId careCase,
    PersonId child,
    LocalDate startedOn,
    @Nullable LocalDate finalisedOn,
    String risk,
    @Nullable LocalDate heardOn,
    @Nullable String notHeardReason,
    String recommendation,
    UUID assessor) {

  /** A new draft. */
  static Change<Assessment, AssessmentDrafted> draft(
      AssessmentId id, CareCase of, AssessChild said, UUID assessor, LocalDate today) {
    Rule.check(AssessmentRules.BEFORE_ASSESSMENT, of);
    return drafted(id, 1, of, said, assessor, today);
  }

  /** The same draft with other content. */
  Change<Assessment, AssessmentDrafted> rewrite(
      CareCase of, long expected, AssessChild said, UUID author, LocalDate today) {
    Rule.check(AssessmentRules.DRAFT, this);
    Rule.check(CaseRules.LIVE, of);
    Rule.check(AssessmentRules.OWN_DRAFT, author.equals(assessor));
    CaseRules.current(expected, version);
    return drafted(id, version + 1, of, said, assessor, today);
  }

  /** It becomes final. */
  Change<Assessment, AssessmentFinalised> finalise(
      CareCase of, long expected, LocalDate on, LocalDate today) {
    Rule.check(AssessmentRules.DRAFT, this);
    Rule.check(CaseRules.LIVE, of);
    CaseRules.current(expected, version);
    Rule.check(AssessmentRules.FINALISATION, new AssessmentRules.Finalisation(this, on, today));
    var finalised =
        new Assessment(
            id,
            version + 1,
            careCase,
            child,
            startedOn,
            on,
            risk,
            heardOn,
            notHeardReason,
            recommendation,
            assessor);
    var event =
        new AssessmentFinalised(id, finalised.version, careCase, child, of.municipality(), on);
    return new Change<>(finalised, event, List.of());
  }

  private static Change<Assessment, AssessmentDrafted> drafted(
      AssessmentId id,
      long version,
      CareCase of,
      AssessChild said,
      UUID assessor,
      LocalDate today) {
    Rule.check(AssessmentRules.ASSESSMENT, new AssessmentRules.Assessing(said, of, today));
    var draft =
        new Assessment(
            id,
            version,
            of.id(),
            of.child(),
            said.startedOn(),
            null,
            said.risk(),
            said.heardOn(),
            said.notHeardReason(),
            said.recommendation(),
            assessor);
    var texts = new HashMap<String, String>();
    texts.put("summary", said.summary());
    if (said.views() != null) {
      texts.put("views", said.views());
    }
    var event =
        new AssessmentDrafted(
            id,
            version,
            of.id(),
            of.child(),
            of.municipality(),
            said.risk(),
            said.heardOn() != null,
            said.startedOn());
    return new Change<>(draft, event, List.of(new Detail(of.child().value(), texts)));
  }
}
