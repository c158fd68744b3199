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
    return write(
        actor,
        PROTECT,
        id,
        (tx, scope) -> {
          Person person = rows.locked(tx, id, scope).orElseThrow(Problem::absent);
          var guarded = person.protect(command);
          rows.hide(tx, person);
          rows.replace(tx, person, guarded.state(), scope);
          return tx.record(guarded);
        });
  }

  @Override
  public Receipt lift(Actor actor, PersonId id, Reasoned command) {
    return write(
        actor,
        LIFT,
        id,
        (tx, scope) -> {
          Person person = rows.locked(tx, id, scope).orElseThrow(Problem::absent);
          PersonRules.GUARDED.require(person);
          return person.guarded()
              ? lift(tx, person, command, scope)
              : liftHome(tx, person, command, scope);
        });
  }

  private Receipt lift(Tx tx, Person person, Reasoned command, Scope scope) {
    Hidden hidden = rows.hidden(tx, person.id(), scope).orElseThrow(Problem::absent);
    var lifted = person.lift(command, hidden);
    rows.lift(tx, person, hidden, scope);
    rows.replace(tx, person, lifted.state(), scope);
    return tx.record(lifted);
  }

  /** Families say whether the law still protects him. */
  private Receipt liftHome(Tx tx, Person person, Reasoned command, Scope scope) {
    Home home = rows.home(tx, person.id(), scope).orElseThrow(Problem::absent);
    var lifted = person.liftHome(command, home);
    rows.liftHome(tx, home, scope);
    rows.replace(tx, person, lifted.state(), scope);
    return tx.record(lifted);
  }

  @Override
  public Receipt open(Actor actor, PersonId id, String reason) {
    return write(
        actor,
        OPEN,
        id,
        (tx, scope) -> {
          PersonRules.reason(reason);
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

  /** What is done to a person within the scope of a permission. */
  private interface Work {
    Receipt on(Tx tx, Scope scope);
  }

  private Receipt write(Actor actor, Permission permission, PersonId id, Work work) {
    access.require(actor, permission, id.ref());
    Scope scope = access.scope(actor, permission);
    try {
      return store.write(actor, tx -> work.on(tx, scope));
    } catch (Problem refusal) {
      throw refusal.kind() == Problem.Kind.ABSENT ? access.absent(actor, id.ref()) : refusal;
    }
  }
}
