// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases.internal;

import al.fole.access.Access;
import al.fole.access.Permission;
import al.fole.access.Scope;
import al.fole.persons.PersonEvent.PersonCorrected;
import al.fole.rules.Rule;
import al.fole.store.Database;
import al.fole.store.Reaction;
import al.fole.store.Tx;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;

/**
 * Referrals carry the child's birth date, for the order of dates (I-11). When it is corrected, all
 * of them carry the new one, or the correction does not happen.
 *
 * <p>Only the order of dates is held. A correction by which the child was of age already when he
 * was referred goes through: the register says what is true, and the case is closed for that
 * reason.
 */
@Component(service = Reaction.class, configurationPid = "al.fole.cases")
public final class PersonCorrectedReactions implements Reaction<PersonCorrected> {
  /** Whoever corrects a person reaches the copies of his birth date. */
  private static final Permission CORRECT = new Permission("persons.correct");

  private final Access access;

  /** Opens schema {@code cases}. */
  @Activate
  public PersonCorrectedReactions(@Reference Database database, @Reference Access access) {
    this.access = access;
    database.open(CaseRows.SCHEMA);
  }

  /** A new rank needs no new start. */
  @Modified
  void ranked() {}

  @Override
  public String name() {
    return "cases.person-corrected";
  }

  @Override
  public Class<PersonCorrected> event() {
    return PersonCorrected.class;
  }

  /** Refuses with {@code birth-after-referral}. */
  @Override
  public void on(Tx tx, PersonCorrected event) {
    var mapper = tx.mapper(ReferralMapper.class);
    Scope scope = access.scope(tx.actor(), CORRECT);
    Rule.check(
        ReferralRules.BORN_BEFORE, mapper.bornBefore(event.person(), event.birthDate(), scope));
    mapper.correctBirth(event.person(), event.birthDate(), scope);
  }
}
