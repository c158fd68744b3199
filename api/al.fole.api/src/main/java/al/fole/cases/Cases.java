// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases;

import al.fole.journal.Entry;
import al.fole.spi.Actor;
import al.fole.store.Page;
import al.fole.store.Receipt;
import al.fole.store.Tx;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The cases (rastet) of children in or referred to alternative family care. Refuses with {@link
 * al.fole.spi.Problem}: FORBIDDEN without the permission, ABSENT for what is out of scope or not
 * there, INVALID naming the field, STALE for an old version, CONFLICT naming the rule when the step
 * comes too early or twice.
 */
@ProviderType
public interface Cases {

  /** A worker records a referral; his unit is to take it up. */
  Receipt refer(Actor actor, RecordReferral command);

  /** Screens a referral that was received. */
  Receipt screen(Actor actor, ReferralId id, ScreenReferral command);

  /**
   * Answers a screened referral. Accepted, it opens a case in the same transaction, or joins the
   * live one of the child; redirected, it is received by the other unit. What reached a unit above
   * the municipalities is only redirected from there: it needs no screening, and goes to another
   * unit above or to one within the actor's reach.
   */
  Receipt answer(Actor actor, ReferralId id, AnswerReferral command);

  /** One referral, whole; the read is in the journal. */
  ReferralView referral(Actor actor, ReferralId id);

  /**
   * Referrals of the actor's units, last received first; the children shown are in the journal.
   *
   * @param state only these, or null
   * @param limit 1 to 100
   */
  Page<ReferralView> referrals(
      Actor actor, @Nullable String state, int limit, @Nullable String cursor);

  /** Starts the initial assessment of a case; one at a time. */
  Receipt assess(Actor actor, CaseId id, AssessChild command);

  /** Replaces a draft. Only its assessor may. */
  Receipt rewrite(Actor actor, AssessmentId id, long expected, AssessChild command);

  /**
   * Makes a draft final: from then on it cannot be changed (I-10), and the case moves on.
   *
   * @param finalisedOn not in the future, not before it was started and the child was heard
   */
  Receipt finalise(Actor actor, AssessmentId id, long expected, LocalDate finalisedOn);

  /** Records a decision. In force, it confirms an emergency placement. */
  Receipt decide(Actor actor, CaseId id, RecordDecision command);

  /** Closes a case without an active placement. */
  Receipt close(Actor actor, CaseId id, CloseCase command);

  /** One case, whole; the read is in the journal. */
  CaseView view(Actor actor, CaseId id);

  /** One assessment, with its texts; the read is in the journal. */
  CaseView.Assessment assessment(Actor actor, AssessmentId id);

  /** One decision, with its number; the read is in the journal. */
  CaseView.Decision decision(Actor actor, DecisionId id);

  /** Cases of the actor's units; the children of the page are in the journal. */
  Page<CaseView> list(Actor actor, CaseQuery query);

  /** What happened to a case, oldest first; the read is in the journal. */
  List<Entry> history(Actor actor, CaseId id);

  /**
   * A case on a past day; the read is in the journal.
   *
   * @throws al.fole.spi.Problem INVALID {@code date-before-opening} or {@code date-in-future}
   */
  PastState on(Actor actor, CaseId id, LocalDate day);

  /**
   * What a placement rests on; the case is locked until the transaction ends, for the change that
   * follows. Lock order: child, family, case.
   *
   * @throws al.fole.spi.Problem ABSENT when case or decision are not there or out of scope, or the
   *     decision is of another case
   */
  CaseFacts facts(Tx tx, CaseId id, DecisionId decision);
}
