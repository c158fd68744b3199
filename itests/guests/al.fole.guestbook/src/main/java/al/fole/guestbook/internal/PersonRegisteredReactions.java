// SPDX-License-Identifier: EUPL-1.2
package al.fole.guestbook.internal;

import al.fole.persons.PersonEvent.PersonRegistered;
import al.fole.persons.Persons;
import al.fole.store.Database;
import al.fole.store.Reaction;
import al.fole.store.Tx;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** A visit for everybody who is registered, in the same transaction. */
@Component(configurationPid = "al.fole.guestbook", service = Reaction.class)
public final class PersonRegisteredReactions implements Reaction<PersonRegistered> {

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable Persons persons;

  /** Opens schema {@code guestbook}. */
  @Activate
  public PersonRegisteredReactions(@Reference Database database) {
    database.open(Guestbook.SCHEMA);
  }

  /** A new rank needs no new start. */
  @Modified
  void ranked() {}

  @Override
  public String name() {
    return "guestbook.person-registered";
  }

  @Override
  public Class<PersonRegistered> event() {
    return PersonRegistered.class;
  }

  @Override
  public void on(Tx tx, PersonRegistered event) {
    Guestbook.visit(tx, persons, event.person(), event.version(), event.informedOn(), name());
  }
}
