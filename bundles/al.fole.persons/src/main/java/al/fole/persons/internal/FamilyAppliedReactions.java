// SPDX-License-Identifier: EUPL-1.2
package al.fole.persons.internal;

import al.fole.access.Access;
import al.fole.access.Permission;
import al.fole.access.Scope;
import al.fole.families.FamilyEvent.FamilyApplied;
import al.fole.keys.Vault;
import al.fole.persons.PersonId;
import al.fole.store.Database;
import al.fole.store.Reaction;
import al.fole.store.Tx;
import java.util.Objects;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;

/**
 * Where the adults of a foster family live is protected by law from its application on (I-15),
 * whoever enters it. Families that applied before there was this reaction come to it afterwards, as
 * every event does whose row lacks its name.
 */
@Component(service = Reaction.class, configurationPid = "al.fole.persons")
public final class FamilyAppliedReactions implements Reaction<FamilyApplied> {
  /** The right to apply is families' to ask for; the adults must be people the actor reads. */
  private static final Permission VIEW = new Permission("persons.view");

  private final Access access;
  private final PersonRows rows;

  /** Opens schema {@code persons}. */
  @Activate
  public FamilyAppliedReactions(
      @Reference Database database, @Reference Access access, @Reference Vault vault) {
    database.open(PersonRows.SCHEMA);
    this.access = access;
    this.rows = new PersonRows(vault);
  }

  /** A new rank needs no new start. */
  @Modified
  void ranked() {}

  @Override
  public String name() {
    return "persons.family-applied";
  }

  @Override
  public Class<FamilyApplied> event() {
    return FamilyApplied.class;
  }

  @Override
  public void on(Tx tx, FamilyApplied event) {
    Scope scope = access.scope(tx.actor(), VIEW);
    Stream.of(event.adult(), event.partner())
        .filter(Objects::nonNull)
        .sorted(java.util.Comparator.comparing(PersonId::value))
        .forEach(adult -> protect(tx, adult, scope));
  }

  /** Families have asked for him by the same right: who is not there was erased since. */
  private void protect(Tx tx, PersonId adult, Scope scope) {
    rows.locked(tx, adult, scope)
        .filter(person -> !person.homeProtected())
        .ifPresent(
            person -> {
              rows.hideHome(tx, person, scope);
              tx.record(person.protectHome());
            });
  }
}
