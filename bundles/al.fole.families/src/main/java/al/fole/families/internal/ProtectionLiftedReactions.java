// SPDX-License-Identifier: EUPL-1.2
package al.fole.families.internal;

import al.fole.access.Access;
import al.fole.access.Permission;
import al.fole.persons.PersonEvent.ProtectionLifted;
import al.fole.store.Database;
import al.fole.store.Reaction;
import al.fole.store.Tx;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;

/** Where an adult lives is no secret any more. */
@Component(service = Reaction.class, configurationPid = "al.fole.families")
public final class ProtectionLiftedReactions implements Reaction<ProtectionLifted> {
  private final Access access;

  /** Opens schema {@code families}. */
  @Activate
  public ProtectionLiftedReactions(@Reference Database database, @Reference Access access) {
    database.open(FamilyRows.SCHEMA);
    this.access = access;
  }

  /** A new rank needs no new start. */
  @Modified
  void ranked() {}

  @Override
  public String name() {
    return "families.protection-lifted";
  }

  @Override
  public Class<ProtectionLifted> event() {
    return ProtectionLifted.class;
  }

  @Override
  public void on(Tx tx, ProtectionLifted event) {
    var scope = access.scope(tx.actor(), new Permission("persons.view"));
    tx.mapper(FamilyMapper.class).guard(event.person().value(), false, scope);
  }
}
