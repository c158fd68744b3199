// SPDX-License-Identifier: EUPL-1.2
package al.fole.persons.internal;

import static java.util.Objects.requireNonNullElse;

import al.fole.access.Access;
import al.fole.access.Permission;
import al.fole.access.Scope;
import al.fole.event.Notice;
import al.fole.persons.Erasures;
import al.fole.persons.PersonId;
import al.fole.persons.internal.Erasure.Left;
import al.fole.rules.Rule;
import al.fole.spi.Actor;
import al.fole.spi.Problem;
import al.fole.spi.Ref;
import al.fole.store.Database;
import al.fole.store.Receipt;
import al.fole.store.Store;
import al.fole.store.Tx;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;

/** Permission, transaction, verb, rows, record: erasures by the legal act. */
@Component(configurationPid = "al.fole.persons")
public final class ErasureRegistry implements Erasures {
  private static final Permission PROPOSE = new Permission("persons.propose-erasure");
  private static final Permission APPROVE = new Permission("persons.approve-erasure");
  private static final Permission LIST = new Permission("persons.erasures");
  private static final String GROUND = "Ligji 124/2024";
  private static final int LONGEST_LIST = 200;

  private final Access access;
  private final Store store;

  /** Opens schema {@code persons}. */
  @Activate
  public ErasureRegistry(@Reference Database database, @Reference Access access) {
    this.access = access;
    this.store = database.open(PersonRows.SCHEMA);
  }

  /** A new rank needs no new start. */
  @Modified
  void ranked() {}

  @Override
  public Receipt propose(Actor actor, PersonId id, ProposeErasure command) {
    access.require(actor, PROPOSE, id.ref());
    access.requireFresh(actor);
    Scope scope = access.scope(actor, PROPOSE);
    return write(
        actor,
        id.ref(),
        tx -> {
          var mapper = tx.mapper(ErasureMapper.class);
          if (!mapper.isThere(id.value(), scope)) {
            throw Problem.absent();
          }
          var said = new ErasureRules.Said(command, mapper.grounds(tx.today()), tx.today());
          Rule.check(ErasureRules.PROPOSAL, said);
          var proposed =
              Erasure.propose(tx.newId(), id, command, actor.who(), actor.unit(), tx.now());
          Erasure erasure = proposed.state();
          ErasureRules.free(ErasureRows.standing(tx, id.value(), erasure.ground()));
          ErasureRules.ONCE.require(mapper.propose(erasure));
          return tx.record(proposed);
        });
  }

  /**
   * What stands in the way is asked once the reactions have run: they wait for whoever is just
   * changing a record of the person.
   */
  @Override
  public Receipt decide(Actor actor, UUID id, String outcome) {
    var ref = new Ref("erasure", id);
    access.require(actor, APPROVE, ref);
    access.requireFresh(actor);
    ErasureRules.OUTCOME.require(requireNonNullElse(outcome, ""));
    Scope scope = access.scope(actor, APPROVE);
    return write(
        actor,
        ref,
        tx -> {
          var mapper = tx.mapper(ErasureMapper.class);
          Erasure erasure = mapper.locked(id, scope);
          if (erasure == null) {
            throw Problem.absent();
          }
          var decided = erasure.decide(outcome, actor.who(), tx.now());
          if (mapper.decide(decided.state(), scope) != 1) {
            throw new IllegalStateException("a locked proposal was not there to decide");
          }
          Receipt receipt = tx.record(decided);
          if (outcome.equals(Erasure.APPROVED)) {
            erase(tx, erasure, scope);
          }
          return receipt;
        });
  }

  private static void erase(Tx tx, Erasure erasure, Scope scope) {
    for (Left left : ErasureRows.erase(tx, erasure.person(), scope)) {
      tx.record(erasure.erased(left), List.of());
      ErasureRules.free(ErasureRows.standing(tx, left.id(), erasure.ground()));
    }
  }

  @Override
  public List<ErasureView> list(Actor actor) {
    access.require(actor, LIST, null);
    Scope scope = access.scope(actor, LIST);
    return store.read(
        actor,
        tx -> {
          var rows = tx.mapper(ErasureMapper.class).erasures(scope, LONGEST_LIST);
          var people = rows.stream().map(Erasure::person).distinct().toList();
          tx.disclose(Notice.disclosed("persons.erasures-read", GROUND, null, people));
          return rows.stream().map(Erasure::view).toList();
        });
  }

  private Receipt write(Actor actor, Ref about, Function<Tx, Receipt> work) {
    try {
      return store.write(actor, work);
    } catch (Problem refusal) {
      throw refusal.kind() == Problem.Kind.ABSENT ? access.absent(actor, about) : refusal;
    }
  }
}
