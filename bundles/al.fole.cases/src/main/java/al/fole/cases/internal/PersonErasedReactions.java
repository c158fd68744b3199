// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases.internal;

import al.fole.access.Access;
import al.fole.access.Permission;
import al.fole.event.Notice;
import al.fole.persons.PersonEvent.PersonErased;
import al.fole.store.Database;
import al.fole.store.Reaction;
import al.fole.store.Tx;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;

/**
 * What referrals carry of a child ends with him: of his birth date the year stays (erasure by the
 * legal act). Texts about him are sealed under his key, which is gone.
 */
@Component(service = Reaction.class, configurationPid = "al.fole.cases")
public final class PersonErasedReactions implements Reaction<PersonErased> {
  /** Whoever erases a person reaches what was copied of him. */
  private static final Permission ERASE = new Permission("persons.approve-erasure");

  private static final String GROUND = "Ligji 124/2024, VKM-2026 n.9/1";

  private final Access access;

  /** Opens schema {@code cases}. */
  @Activate
  public PersonErasedReactions(@Reference Database database, @Reference Access access) {
    database.open(CaseRows.SCHEMA);
    this.access = access;
  }

  /** A new rank needs no new start. */
  @Modified
  void ranked() {}

  @Override
  public String name() {
    return "cases.person-erased";
  }

  @Override
  public Class<PersonErased> event() {
    return PersonErased.class;
  }

  /** That copies followed later than the erasure, in another transaction, is an entry too. */
  @Override
  public void on(Tx tx, PersonErased event) {
    int coarsened =
        tx.mapper(ReferralMapper.class)
            .forget(event.person(), event.coarseBirthDate(), access.scope(tx.actor(), ERASE));
    if (coarsened > 0 && tx.actor().assurance().equals("SYSTEM")) {
      tx.disclose(
          Notice.disclosed(
              "cases.erasure-followed",
              GROUND,
              event.person().ref(),
              List.of(event.person().value())));
    }
  }
}
