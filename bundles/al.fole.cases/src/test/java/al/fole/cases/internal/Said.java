// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases.internal;

import al.fole.cases.AnswerReferral;
import al.fole.cases.AssessChild;
import al.fole.cases.AssessmentId;
import al.fole.cases.CaseId;
import al.fole.cases.CloseCase;
import al.fole.cases.DecisionId;
import al.fole.cases.RecordDecision;
import al.fole.cases.RecordReferral;
import al.fole.cases.ScreenReferral;
import al.fole.cases.Transfers.AcceptTransfer;
import al.fole.cases.Transfers.OfferTransfer;
import al.fole.cases.Transfers.RefuseTransfer;
import al.fole.families.FamilyId;
import al.fole.families.PlacementEvent.ChildPlaced;
import al.fole.families.PlacementEvent.PlacementEnded;
import al.fole.families.PlacementId;
import al.fole.persons.PersonId;
import al.fole.persons.Provenance;
import al.fole.store.Receipt;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** What is said in the tests, with nothing wrong in it. */
final class Said {
  static final String DIGEST = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

  private Said() {}

  static Provenance by(LocalDate on) {
    return new Provenance("SOCIAL_WORKER", on);
  }

  static RecordReferral referral(PersonId child, LocalDate on) {
    return new RecordReferral(child, "SCHOOL", List.of("NEGLECT"), false, null, on, by(on));
  }

  static ScreenReferral screening(long expected, String risk, LocalDate on) {
    return new ScreenReferral(expected, risk, null, on);
  }

  static AnswerReferral answer(long expected, String outcome, LocalDate on) {
    return new AnswerReferral(
        expected, outcome, null, outcome.equals("ACCEPTED") ? null : "Nuk u vërtetua.", on);
  }

  static AnswerReferral redirection(long expected, String unit, LocalDate on) {
    return new AnswerReferral(expected, "REDIRECTED", unit, "Fëmija jeton atje.", on);
  }

  /** The child was heard on the first day. */
  static AssessChild assessment(LocalDate startedOn) {
    return new AssessChild(
        startedOn,
        "HIGH",
        startedOn,
        "Dua të rri afër shkollës.",
        null,
        "Nevojat e fëmijës.",
        "FOSTER_CARE",
        by(startedOn));
  }

  static AssessmentId assessmentOf(Receipt receipt) {
    return new AssessmentId(receipt.id());
  }

  static RecordDecision decision(String kind, LocalDate decidedOn) {
    return decision(kind, "PLACEMENT", decidedOn, decidedOn);
  }

  static RecordDecision decision(
      String kind, String subject, LocalDate decidedOn, LocalDate inForceFrom) {
    return new RecordDecision(
        kind,
        subject,
        "117/2026",
        kind.equals("COURT") ? "COURT" : "MUNICIPALITY",
        decidedOn,
        inForceFrom,
        null,
        DIGEST,
        by(decidedOn));
  }

  static DecisionId decisionOf(Receipt receipt) {
    return new DecisionId(receipt.id());
  }

  static CloseCase closing(long expected, LocalDate on) {
    return new CloseCase(expected, "NOT_NEEDED", null, on);
  }

  static OfferTransfer offer(String unit, LocalDate on) {
    return new OfferTransfer(unit, on, "familja u zhvendos");
  }

  static AcceptTransfer acceptance(long expected, LocalDate on) {
    return new AcceptTransfer(expected, on);
  }

  static RefuseTransfer refusal(long expected, LocalDate on) {
    return new RefuseTransfer(expected, on, "familja nuk jeton këtu");
  }

  /** Into a family that is not there: families watch over it. */
  static ChildPlaced placement(
      CaseId careCase, PersonId child, Receipt decision, String careType, LocalDate startedOn) {
    return new ChildPlaced(
        new PlacementId(UUID.randomUUID()),
        1,
        new FamilyId(UUID.randomUUID()),
        careCase,
        child,
        decisionOf(decision),
        UUID.randomUUID(),
        "53",
        careType,
        "VOLUNTARY",
        false,
        careType.equals("FOSTER_EMERGENCY"),
        careType.equals("FOSTER_RESPITE") ? new PlacementId(UUID.randomUUID()) : null,
        null,
        startedOn,
        null);
  }

  static PlacementEnded end(ChildPlaced placed, String reason, LocalDate on) {
    return new PlacementEnded(
        placed.placement(),
        placed.version() + 1,
        placed.family(),
        placed.careCase(),
        placed.child(),
        placed.municipality(),
        placed.respiteOf() != null,
        reason,
        true,
        placed.startedOn(),
        on);
  }
}
