// SPDX-License-Identifier: EUPL-1.2
package al.fole.families.internal;

import al.fole.access.Access;
import al.fole.access.Permission;
import al.fole.access.Scope;
import al.fole.persons.PersonEvent.PersonCorrected;
import al.fole.store.Database;
import al.fole.store.Reaction;
import al.fole.store.Tx;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;

/**
 * Placements carry the child's birth date, for the order of dates (I-11). When it is corrected, all
 * of them carry the new one, or the correction does not happen.
 */
@Component(service = Reaction.class, configurationPid = "al.fole.families")
public final class FamilyReactions implements Reaction<PersonCorrected> {
  /** Whoever corrects a person reaches the copies of his birth date. */
  private static final Permission CORRECT = new Permission("persons.correct");

  private final Access access;

  /** Opens schema {@code families}. */
  @Activate
  public FamilyReactions(@Reference Database database, @Reference Access access) {
    database.open(FamilyRows.SCHEMA);
    this.access = access;
  }

  /** A new rank needs no new start. */
  @Modified
  void ranked() {}

  @Override
  public String name() {
    return "families.person-corrected";
  }

  @Override
  public Class<PersonCorrected> event() {
    return PersonCorrected.class;
  }

  /** Refuses with {@code birth-after-placement}. */
  @Override
  public void on(Tx tx, PersonCorrected event) {
    var mapper = tx.mapper(PlacementMapper.class);
    Scope scope = access.scope(tx.actor(), CORRECT);
    UUID child = event.person().value();
    PlacementRules.BORN_BEFORE.require(mapper.bornBefore(child, event.birthDate(), scope));
    mapper.correctBirth(child, event.birthDate(), scope);
  }
}
