// SPDX-License-Identifier: EUPL-1.2
package al.fole.persons.internal;

import al.fole.access.Access;
import al.fole.access.Permission;
import al.fole.access.Scope;
import al.fole.event.Detail;
import al.fole.keys.Vault;
import al.fole.persons.PersonId;
import al.fole.persons.Protections;
import al.fole.spi.Actor;
import al.fole.spi.Problem;
import al.fole.store.Database;
import al.fole.store.Receipt;
import al.fole.store.Store;
import al.fole.store.Tx;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;

/** Permission, transaction, verb, rows, record: protected addresses and identified openings. */
@Component(configurationPid = "al.fole.persons")
public final class ProtectionRegistry implements Protections {
  private static final Permission PROTECT = new Permission("persons.protect-address");
  private static final Permission LIFT = new Permission("persons.lift-protection");
  private static final Permission OPEN = new Permission("persons.open-identity");

  private final Access access;
  private final PersonRows rows;
  private final Store store;

  /** Opens schema {@code persons}. */
  @Activate
  public ProtectionRegistry(
      @Reference Database database, @Reference Access access, @Reference Vault vault) {
    this.access = access;
    this.rows = new PersonRows(vault);
    this.store = database.open(PersonRows.SCHEMA);
  }

  /** A new rank needs no new start. */
  @Modified
  void ranked() {}

  @Override
  public Receipt protect(Actor actor, PersonId id, Reasoned command) {
    access.require(actor, PROTECT, id.ref());
    Scope scope = access.scope(actor, PROTECT);
    return write(
        actor,
        id,
        tx -> {
          Person person = rows.locked(tx, id, scope).orElseThrow(Problem::absent);
          var guarded = person.protect(command);
          rows.hide(tx, person);
          rows.replace(tx, person, guarded.state(), scope);
          return tx.record(guarded);
        });
  }

  @Override
  public Receipt lift(Actor actor, PersonId id, Reasoned command) {
    access.require(actor, LIFT, id.ref());
    Scope scope = access.scope(actor, LIFT);
    return write(
        actor,
        id,
        tx -> {
          Person person = rows.locked(tx, id, scope).orElseThrow(Problem::absent);
          PersonRules.GUARDED.require(person);
          Hidden hidden = rows.hidden(tx, id, scope).orElseThrow(Problem::absent);
          var lifted = person.lift(command, hidden);
          rows.lift(tx, hidden, scope);
          rows.replace(tx, person, lifted.state(), scope);
          return tx.record(lifted);
        });
  }

  @Override
  public Receipt open(Actor actor, PersonId id, String reason) {
    access.require(actor, OPEN, id.ref());
    PersonRules.reason(reason);
    Scope scope = access.scope(actor, OPEN);
    return write(
        actor,
        id,
        tx -> {
          var mapper = tx.mapper(PersonMapper.class);
          if (!mapper.isThere(id.value(), scope)) {
            throw Problem.absent();
          }
          var opening = tx.newId();
          mapper.open(opening, id.value(), actor.session(), tx.now());
          return tx.record(
              new IdentityOpened(opening, 1, id),
              List.of(new Detail(id.value(), Map.of("reason", reason.strip()))));
        });
  }

  private Receipt write(Actor actor, PersonId id, Function<Tx, Receipt> work) {
    try {
      return store.write(actor, work);
    } catch (Problem refusal) {
      throw refusal.kind() == Problem.Kind.ABSENT ? access.absent(actor, id.ref()) : refusal;
    }
  }
}
