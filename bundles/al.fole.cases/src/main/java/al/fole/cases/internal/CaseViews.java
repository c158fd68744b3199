// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases.internal;

import static java.util.stream.Collectors.toMap;

import al.fole.access.Scope;
import al.fole.cases.AssessmentId;
import al.fole.cases.CaseView;
import al.fole.cases.DecisionId;
import al.fole.cases.internal.CaseMapper.Care;
import al.fole.cases.internal.CaseMapper.Closure;
import al.fole.cases.internal.HandsMapper.Hands;
import al.fole.event.Notice;
import al.fole.keys.SubjectKey;
import al.fole.persons.PersonId;
import al.fole.persons.PersonView;
import al.fole.spi.Ref;
import al.fole.store.ReadTx;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is shown of a case. */
final class CaseViews {
  private static final String GROUND = "VKM-2026 n.8/2";

  private CaseViews() {}

  /** That a record of the child's case was shown. */
  static Notice disclosed(String type, Ref record, PersonId child) {
    return Notice.disclosed(type, GROUND, record, List.of(child.value()));
  }

  /** A case as it was read, without the child's name. */
  record Read(
      CareCase of,
      CaseView.@Nullable Care care,
      @Nullable String closureReason,
      @Nullable String closureNarrative,
      List<CaseView.Assessment> assessments,
      List<CaseView.Decision> decisions,
      @Nullable Hands hands) {

    /** As lists show it. */
    static Read listed(CareCase of, List<Care> cares, @Nullable Closure closure, LocalDate today) {
      String reason = closure == null ? null : closure.reason();
      return new Read(of, present(cares, today), reason, null, List.of(), List.of(), null);
    }

    CaseView view(@Nullable PersonView person) {
      return new CaseView(
          of.id(),
          of.version(),
          of.fileNumber(),
          of.child(),
          person,
          of.unit(),
          of.municipality(),
          of.state(),
          of.stateSince(),
          of.risk(),
          care,
          of.referredOn(),
          of.openedOn(),
          of.closedOn(),
          closureReason,
          closureNarrative,
          assessments,
          decisions,
          hands == null ? null : hands.worker(),
          hands == null ? null : hands.provider());
    }
  }

  /** With assessments and decisions, their texts opened. */
  static Read whole(ReadTx tx, CareCase of, Scope scope) {
    var assessments = tx.mapper(AssessmentMapper.class);
    var decisions = tx.mapper(DecisionMapper.class);
    SubjectKey key = key(tx, of.child());
    Map<AssessmentId, SealedTexts> texts =
        assessments.texts(of.id(), scope).stream().collect(toMap(SealedTexts::id, it -> it));
    var numbers = new java.util.HashMap<DecisionId, byte @Nullable []>();
    decisions.numbers(of.id(), scope).forEach(it -> numbers.put(it.id(), it.number()));
    var ids = List.of(of.id().value());
    var closures = tx.mapper(CaseMapper.class).closures(ids, scope);
    Closure closure = closures.isEmpty() ? null : closures.get(0);
    return new Read(
        of,
        present(tx.mapper(CaseMapper.class).cares(ids, scope), tx.today()),
        closure == null ? null : closure.reason(),
        closure == null ? null : SealedTexts.open(key, "case.closure", closure.narrative()),
        assessments.assessments(of.id(), scope).stream()
            .map(it -> assessment(it, Objects.requireNonNull(texts.get(it.id())), key))
            .toList(),
        decisions.decisions(of.id(), scope).stream()
            .map(it -> decision(it, SealedTexts.open(key, "decision.number", numbers.get(it.id()))))
            .toList(),
        tx.mapper(HandsMapper.class).of(of.id(), scope));
  }

  /** One assessment, its texts opened. */
  static CaseView.Assessment whole(ReadTx tx, Assessment made, Scope scope) {
    SealedTexts texts = tx.mapper(AssessmentMapper.class).text(made.id(), scope);
    return assessment(made, texts, key(tx, made.child()));
  }

  /** One decision, its number opened. */
  static CaseView.Decision whole(ReadTx tx, Decision made, PersonId child, Scope scope) {
    byte[] number = tx.mapper(DecisionMapper.class).number(made.id(), scope).number();
    return decision(made, SealedTexts.open(key(tx, child), "decision.number", number));
  }

  private static @Nullable SubjectKey key(ReadTx tx, PersonId child) {
    return tx.keys(List.of(child.value())).get(child.value());
  }

  /** The present or last care; the period of care began with the first family. */
  private static CaseView.@Nullable Care present(List<Care> cares, LocalDate today) {
    if (cares.isEmpty()) {
      return null;
    }
    Care last = cares.get(cares.size() - 1);
    LocalDate until = last.endedOn() == null ? today : last.endedOn();
    return new CaseView.Care(
        new Ref("placement", last.placement()),
        last.family() == null ? null : new Ref("family", last.family()),
        last.careType(),
        last.startedOn(),
        last.endedOn(),
        last.endReason(),
        ChronoUnit.DAYS.between(cares.get(0).startedOn(), until));
  }

  private static CaseView.Assessment assessment(
      Assessment made, SealedTexts texts, @Nullable SubjectKey key) {
    return new CaseView.Assessment(
        made.id(),
        made.version(),
        made.startedOn(),
        made.finalisedOn(),
        made.risk(),
        made.heardOn(),
        made.notHeardReason(),
        SealedTexts.open(key, "assessment.views", texts.views()),
        SealedTexts.open(key, "assessment.summary", texts.summary()),
        made.recommendation(),
        made.assessor());
  }

  private static CaseView.Decision decision(Decision made, @Nullable String number) {
    return new CaseView.Decision(
        made.id(),
        made.kind(),
        made.subject(),
        number,
        made.authority(),
        made.decidedOn(),
        made.inForceFrom(),
        made.validTo(),
        made.digest());
  }
}
