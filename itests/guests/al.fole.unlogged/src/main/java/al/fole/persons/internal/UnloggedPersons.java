// SPDX-License-Identifier: EUPL-1.2
package al.fole.persons.internal;

import al.fole.access.Access;
import al.fole.access.Permission;
import al.fole.keys.Vault;
import al.fole.persons.PersonId;
import al.fole.persons.PersonView;
import al.fole.spi.Actor;
import al.fole.spi.Problem;
import al.fole.store.Database;
import al.fole.store.Schema;
import al.fole.store.Store;
import java.util.List;

/**
 * The view of {@link PersonRegistry}, word for word but for the disclosure: the same decision,
 * statement, policies and decryption, whatever they are today.
 */
public final class UnloggedPersons {
  private static final Permission VIEW = new Permission("persons.view");
  private static final Permission OPEN = new Permission("persons.open-identity");

  private final Access access;
  private final PersonRows rows;
  private final Store store;

  /** Reads the tables of persons through a copy of its mappers. */
  public UnloggedPersons(Database database, Access access, Vault vault) {
    this.access = access;
    this.rows = new PersonRows(vault);
    this.store = database.open(Schema.of("unlogged", UnloggedPersons.class, PersonMapper.class));
  }

  /** One person, and nobody writes down who saw him. */
  public PersonView view(Actor actor, PersonId id) {
    access.require(actor, VIEW, id.ref());
    var scope = access.scope(actor, VIEW);
    boolean opened = access.allows(actor, OPEN);
    return store
        .read(
            actor,
            tx -> {
              var found = tx.mapper(PersonMapper.class).byId(List.of(id.value()), opened, scope);
              return rows.views(tx, found, false).stream().findFirst();
            })
        .orElseThrow(Problem::absent);
  }
}
