// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases;

import al.fole.spi.Actor;
import al.fole.store.Page;
import al.fole.store.Receipt;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Referrals (referimet) of children, as workers and heads of unit handle them; the parent refers
 * through {@link al.fole.spi.host.Referrals}. Refuses as {@link Cases} does.
 */
@ProviderType
public interface Referrals {

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
  ReferralView view(Actor actor, ReferralId id);

  /**
   * Referrals of the actor's units, last received first; the children shown are in the journal.
   *
   * @param state only these, or null
   * @param limit 1 to 100
   */
  Page<ReferralView> list(Actor actor, @Nullable String state, int limit, @Nullable String cursor);
}
