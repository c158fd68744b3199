// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases;

import al.fole.journal.Entry;
import al.fole.spi.Actor;
import al.fole.store.Page;
import al.fole.store.Receipt;
import al.fole.store.Tx;
import java.time.LocalDate;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The cases (rastet) of children in alternative family care, opened by an accepted referral of
 * {@link Referrals}, assessed through {@link Assessments}. Refuses with {@link
 * al.fole.spi.Problem}: FORBIDDEN without the permission, ABSENT for what is out of scope or not
 * there, INVALID naming the field, STALE for an old version, CONFLICT naming the rule when the step
 * comes too early or twice.
 */
@ProviderType
public interface Cases {

  /** Records a decision. In force, it confirms an emergency placement. */
  Receipt decide(Actor actor, CaseId id, RecordDecision command);

  /** Closes a case without an active placement. */
  Receipt close(Actor actor, CaseId id, CloseCase command);

  /** One case, whole; the read is in the journal. */
  CaseView view(Actor actor, CaseId id);

  /** One decision, with its number; the read is in the journal. */
  CaseView.Decision decision(Actor actor, DecisionId id);

  /** Cases of the actor's units; the children of the page are in the journal. */
  Page<CaseView> list(Actor actor, CaseQuery query);

  /** What happened to a case, oldest first; the read is in the journal. */
  List<Entry> history(Actor actor, CaseId id);

  /**
   * A case on a past day; the read is in the journal.
   *
   * @throws al.fole.spi.Problem INVALID {@code date-before-opening} or {@code business-date-range}
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
