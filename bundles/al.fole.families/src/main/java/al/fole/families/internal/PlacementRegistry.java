// SPDX-License-Identifier: EUPL-1.2
package al.fole.families.internal;

import al.fole.access.Access;
import al.fole.access.FieldGroup;
import al.fole.access.Permission;
import al.fole.access.Scope;
import al.fole.cases.CaseFacts;
import al.fole.cases.Cases;
import al.fole.cases.DecisionId;
import al.fole.families.EndPlacement;
import al.fole.families.FamilyId;
import al.fole.families.PlaceChild;
import al.fole.families.PlacementId;
import al.fole.families.PlacementQuery;
import al.fole.families.PlacementView;
import al.fole.keys.Tokens;
import al.fole.persons.PersonId;
import al.fole.persons.Persons;
import al.fole.persons.Provenance;
import al.fole.rules.Code;
import al.fole.rules.Readable;
import al.fole.rules.Rule;
import al.fole.spi.Actor;
import al.fole.spi.Problem;
import al.fole.spi.Ref;
import al.fole.store.Page;
import al.fole.store.Receipt;
import al.fole.store.Store;
import al.fole.store.Tx;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;

/** Permission, transaction, verb, rows, record: the children placed with families. */
final class PlacementRegistry {
  private static final Permission PLACE = new Permission("families.place");
  private static final Permission END = new Permission("families.end");
  private static final Permission VIEW = new Permission("families.view");
  private static final Permission LIST = new Permission("families.placements");

  private final Store store;
  private final Access access;
  private final PlacementLists lists;

  PlacementRegistry(Store store, Access access, Tokens tokens) {
    this.store = store;
    this.access = access;
    this.lists = new PlacementLists(store, tokens);
  }

  /** Locks child, family and case in this order, then looks at what is there. */
  Receipt place(
      Actor actor,
      FamilyId id,
      PlaceChild command,
      Supplier<Persons> people,
      Supplier<Cases> asked) {
    access.require(actor, PLACE, id.ref());
    Persons persons = people.get();
    Cases cases = asked.get();
    Scope scope = access.scope(actor, PLACE);
    return refusing(
        actor,
        id.ref(),
        () ->
            store.write(
                actor,
                tx -> {
                  var child = persons.facts(tx, command.child());
                  Family family = FamilyRows.reached(tx, access, id, scope, false);
                  var mapper = tx.mapper(PlacementMapper.class);
                  PlacementId rested = command.respiteOf();
                  if (rested != null) {
                    mapper.locked(rested.value(), scope);
                  }
                  CaseFacts basis = cases.facts(tx, command.careCase(), command.decision());
                  DecisionId exception = command.exception();
                  PersonId sibling = command.sibling();
                  var placing =
                      new Placing(
                          command,
                          family,
                          mapper.places(List.of(id.value()), scope),
                          child,
                          basis,
                          exception == null ? null : cases.facts(tx, command.careCase(), exception),
                          mapper.ofChild(command.child().value(), scope),
                          sibling != null && mapper.livesHere(id.value(), sibling.value(), scope),
                          tx.now(),
                          tx.today());
                  FamilyRows.requireCodes(
                      tx,
                      List.of(
                          new Code(FamilyRows.CARE_TYPE, "careType", command.careType()),
                          Provenance.code(command.provenance())));
                  var placed = Placement.place(new PlacementId(tx.newId()), placing);
                  settle(tx, placing.place().orElseThrow(), placed.state(), scope);
                  if (basis.worker() != null) {
                    UUID placement = placed.state().id().value();
                    LivingRows.open(tx, access, placement, id.value(), basis.worker());
                  }
                  return tx.record(placed);
                }));
  }

  private static void settle(Tx tx, Place place, Placement placement, Scope scope) {
    var mapper = tx.mapper(PlacementMapper.class);
    if (place.exception() != null) {
      mapper.addPlace(place);
    }
    mapper.insert(placement);
    if (mapper.take(place.family(), place.ordinal(), placement.id().value(), scope) != 1) {
      throw new IllegalStateException("a free place of a locked family was not there to take");
    }
  }

  /** Ends a placement. */
  Receipt end(Actor actor, PlacementId id, EndPlacement command) {
    access.require(actor, END, id.ref());
    Scope scope = access.scope(actor, END);
    return refusing(
        actor,
        id.ref(),
        () ->
            store.write(
                actor,
                tx -> {
                  var mapper = tx.mapper(PlacementMapper.class);
                  Placement seen = reached(tx, id, command, scope);
                  if (tx.mapper(FamilyMapper.class).locked(seen.family().value(), scope) == null) {
                    throw Problem.absent();
                  }
                  Placement placement = Objects.requireNonNull(mapper.locked(id.value(), scope));
                  var ended =
                      placement.end(command, mapper.rests(id.value(), scope), tx.now(), tx.today());
                  FamilyRows.requireCodes(
                      tx,
                      List.of(
                          new Code("exit-reason", "reason", command.reason()),
                          Provenance.code(command.provenance())));
                  if (mapper.end(ended.state(), scope) != 1
                      || mapper.leave(id.value(), command.endedOn(), scope) != 1) {
                    throw new IllegalStateException("a locked row was not there to update");
                  }
                  LivingRows.close(tx, access, id.value(), seen.family().value());
                  return tx.record(ended);
                }));
  }

  /** In a closed case nobody ends anything; whoever reads it is told that it had ended. */
  private Placement reached(Tx tx, PlacementId id, EndPlacement command, Scope scope) {
    var mapper = tx.mapper(PlacementMapper.class);
    var ids = List.of(id.value());
    return mapper.byId(ids, scope).stream()
        .findFirst()
        .orElseGet(
            () -> {
              mapper.byId(ids, access.scope(tx.actor(), VIEW)).stream()
                  .filter(it -> !it.active())
                  .forEach(it -> it.end(command, List.of(), tx.now(), tx.today()));
              throw Problem.absent();
            });
  }

  /** One placement. */
  PlacementView view(Actor actor, PlacementId id, Persons persons) {
    access.require(actor, VIEW, id.ref());
    return lists
        .view(actor, id, access.scope(actor, VIEW), persons)
        .orElseThrow(() -> access.absent(actor, id.ref()));
  }

  /** A page in the order asked for. */
  Page<PlacementView> page(Actor actor, PlacementQuery query, Persons persons) {
    access.require(actor, LIST, null);
    Rule.check(PlacementRules.QUERY, query);
    Readable.require(
        !query.order().equals("NAME") || access.shows(actor, LIST, FieldGroup.IDENTITY), "order");
    return lists.page(actor, query, access.scope(actor, LIST), persons);
  }

  /** Out of scope and not there are one answer, and the attempt is in the journal. */
  private Receipt refusing(Actor actor, Ref record, Supplier<Receipt> work) {
    try {
      return work.get();
    } catch (Problem refusal) {
      throw refusal.kind() == Problem.Kind.ABSENT ? access.absent(actor, record) : refusal;
    }
  }
}
