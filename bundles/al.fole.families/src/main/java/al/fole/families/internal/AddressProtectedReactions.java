// SPDX-License-Identifier: EUPL-1.2
package al.fole.families.internal;

import al.fole.access.Access;
import al.fole.access.Permission;
import al.fole.persons.PersonEvent.AddressProtected;
import al.fole.store.Database;
import al.fole.store.Reaction;
import al.fole.store.Tx;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;

/** Where an adult lives is protected: so is where his family does. */
@Component(service = Reaction.class, configurationPid = "al.fole.families")
public final class AddressProtectedReactions implements Reaction<AddressProtected> {
  private final Access access;

  /** Opens schema {@code families}. */
  @Activate
  public AddressProtectedReactions(@Reference Database database, @Reference Access access) {
    database.open(FamilyRows.SCHEMA);
    this.access = access;
  }

  /** A new rank needs no new start. */
  @Modified
  void ranked() {}

  @Override
  public String name() {
    return "families.address-protected";
  }

  @Override
  public Class<AddressProtected> event() {
    return AddressProtected.class;
  }

  @Override
  public void on(Tx tx, AddressProtected event) {
    var scope = access.scope(tx.actor(), new Permission("persons.view"));
    tx.mapper(FamilyMapper.class).guard(event.person().value(), true, scope);
  }
}
