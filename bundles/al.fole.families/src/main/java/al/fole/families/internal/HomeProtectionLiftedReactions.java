// SPDX-License-Identifier: EUPL-1.2
package al.fole.families.internal;

import al.fole.access.Access;
import al.fole.access.Permission;
import al.fole.persons.PersonEvent.HomeProtectionLifted;
import al.fole.store.Database;
import al.fole.store.Reaction;
import al.fole.store.Tx;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;

/** Where the adults of a family that takes part live, the law protects (I-15). */
@Component(service = Reaction.class, configurationPid = "al.fole.families")
public final class HomeProtectionLiftedReactions implements Reaction<HomeProtectionLifted> {
  private final Access access;

  /** Opens schema {@code families}. */
  @Activate
  public HomeProtectionLiftedReactions(@Reference Database database, @Reference Access access) {
    database.open(FamilyRows.SCHEMA);
    this.access = access;
  }

  /** A new rank needs no new start. */
  @Modified
  void ranked() {}

  @Override
  public String name() {
    return "families.home-protection-lifted";
  }

  @Override
  public Class<HomeProtectionLifted> event() {
    return HomeProtectionLifted.class;
  }

  /** Refuses with {@code adult-of-a-foster-family}. */
  @Override
  public void on(Tx tx, HomeProtectionLifted event) {
    var scope = access.scope(tx.actor(), new Permission("persons.view"));
    FamilyRules.TAKES_PART_NO_LONGER.require(
        !tx.mapper(FamilyMapper.class).takesPart(event.person().value(), scope));
  }
}
