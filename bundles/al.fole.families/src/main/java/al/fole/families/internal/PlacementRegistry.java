// SPDX-License-Identifier: EUPL-1.2
package al.fole.families.internal;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import al.fole.access.Access;
import al.fole.access.Permission;
import al.fole.access.Scope;
import al.fole.cases.CaseFacts;
import al.fole.cases.Cases;
import al.fole.cases.DecisionId;
import al.fole.event.Notice;
import al.fole.families.EndPlacement;
import al.fole.families.FamilyId;
import al.fole.families.PlaceChild;
import al.fole.families.PlacementId;
import al.fole.families.PlacementQuery;
import al.fole.families.PlacementView;
import al.fole.families.internal.FamilyMapper.Named;
import al.fole.families.internal.PlacementRules.Placing;
import al.fole.keys.Tokens;
import al.fole.persons.PersonId;
import al.fole.persons.PersonView;
import al.fole.persons.Persons;
import al.fole.rules.Cursor;
import al.fole.rules.Rule;
import al.fole.spi.Actor;
import al.fole.spi.Problem;
import al.fole.spi.Ref;
import al.fole.store.Page;
import al.fole.store.Receipt;
import al.fole.store.Store;
import al.fole.store.Tx;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;

/** Permission, transaction, verb, rows, record: the children placed with families. */
final class PlacementRegistry {
  private static final Permission PLACE = new Permission("families.place");
  private static final Permission END = new Permission("families.end");
  private static final Permission VIEW = new Permission("families.view");
  private static final Permission LIST = new Permission("families.placements");
  private static final String GROUND = "VKM-2026 n.8/2";

  private final Store store;
  private final Access access;
  private final Cursor cursor;

  PlacementRegistry(Store store, Access access, Tokens tokens) {
    this.store = store;
    this.access = access;
    this.cursor = new Cursor(tokens, "families.placements");
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
    Scope scope = access.scope(actor);
    return refusing(
        actor,
        id.ref(),
        () ->
            store.write(
                actor,
                tx -> {
                  var child = persons.facts(tx, command.child());
                  Family family =
                      FamilyRows.locked(tx, id, scope, false).orElseThrow(Problem::absent);
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
                      "care-type",
                      "care-type-unknown",
                      "careType",
                      List.of(command.careType()));
                  var placed = Placement.place(new PlacementId(tx.newId()), placing);
                  settle(tx, placing.place().orElseThrow(), placed.state(), scope);
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
    Scope scope = access.scope(actor);
    return refusing(
        actor,
        id.ref(),
        () ->
            store.write(
                actor,
                tx -> {
                  var mapper = tx.mapper(PlacementMapper.class);
                  Placement seen =
                      mapper.byId(List.of(id.value()), scope).stream()
                          .findFirst()
                          .orElseThrow(Problem::absent);
                  if (tx.mapper(FamilyMapper.class).locked(seen.family().value(), scope) == null) {
                    throw Problem.absent();
                  }
                  Placement placement = Objects.requireNonNull(mapper.locked(id.value(), scope));
                  var ended =
                      placement.end(command, mapper.rests(id.value(), scope), tx.now(), tx.today());
                  FamilyRows.requireCodes(
                      tx,
                      "exit-reason",
                      "exit-reason-unknown",
                      "reason",
                      List.of(command.reason()));
                  if (mapper.end(ended.state(), scope) != 1
                      || mapper.leave(id.value(), command.endedOn(), scope) != 1) {
                    throw new IllegalStateException("a locked row was not there to update");
                  }
                  return tx.record(ended);
                }));
  }

  /** One placement. */
  PlacementView view(Actor actor, PlacementId id, Persons persons) {
    access.require(actor, VIEW, id.ref());
    Scope scope = access.scope(actor);
    Read read =
        store.read(
            actor,
            tx -> {
              var rows = tx.mapper(PlacementMapper.class).byId(List.of(id.value()), scope);
              for (Placement row : rows) {
                tx.disclose(
                    Notice.disclosed(
                        "families.placement-viewed",
                        GROUND,
                        id.ref(),
                        List.of(row.child().value())));
              }
              return new Read(rows, tx.today(), false);
            });
    var children = views(actor, read, persons);
    return read.placements().stream()
        .map(it -> it.view(children.get(it.child()), read.today()))
        .findFirst()
        .orElseThrow(() -> access.absent(actor, id.ref()));
  }

  /** A page in the order asked for. */
  Page<PlacementView> page(Actor actor, PlacementQuery query, Persons persons) {
    access.require(actor, LIST, null);
    Rule.check(PlacementRules.QUERY, query);
    Scope scope = access.scope(actor);
    return query.order().equals("NAME")
        ? alphabetical(actor, query, scope, persons)
        : sequential(actor, query, scope, persons);
  }

  /**
   * Placements as they are today.
   *
   * @param more whether others follow
   */
  private record Read(List<Placement> placements, LocalDate today, boolean more) {}

  private Page<PlacementView> sequential(
      Actor actor, PlacementQuery query, Scope scope, Persons persons) {
    var after = Position.of(cursor.position(actor, query.cursor(), criteria(query)));
    boolean byDate = query.order().equals("DATE");
    Read read =
        store.read(
            actor,
            tx -> {
              var mapper = tx.mapper(PlacementMapper.class);
              LocalDate on = on(query, tx.today());
              int limit = query.limit() + 1;
              var rows =
                  byDate
                      ? mapper.byDate(query, on, after.day(), after.id(), limit, scope)
                      : mapper.byFileNumber(query, on, after.key(), after.id(), limit, scope);
              boolean more = rows.size() > query.limit();
              var page = more ? rows.subList(0, query.limit()) : rows;
              tx.disclose(listed(page));
              return new Read(page, tx.today(), more);
            });
    var children = views(actor, read, persons);
    var items =
        read.placements().stream()
            .map(it -> it.view(children.get(it.child()), read.today()))
            .toList();
    if (!read.more()) {
      return new Page<>(items, null);
    }
    Placement last = read.placements().get(items.size() - 1);
    String key = byDate ? last.startedOn().toString() : last.fileNumber();
    var position = new Position(key, last.id().value());
    return new Page<>(items, cursor.after(actor, position.toString(), criteria(query)));
  }

  private Page<PlacementView> alphabetical(
      Actor actor, PlacementQuery query, Scope scope, Persons persons) {
    List<Named> all =
        store.read(
            actor,
            tx ->
                tx.mapper(PlacementMapper.class)
                    .named(query, on(query, tx.today()), Persons.ALPHABETICAL_LIMIT + 1, scope));
    if (all.size() > Persons.ALPHABETICAL_LIMIT) {
      throw CommonRules.tooManyToSort();
    }
    var sorted =
        persons.alphabetical(
            actor,
            all.stream().map(it -> new PersonId(it.person())).toList(),
            query.limit(),
            query.cursor());
    var byPerson = all.stream().collect(groupingBy(Named::person));
    var wanted =
        sorted.items().stream()
            .flatMap(it -> byPerson.getOrDefault(it.id().value(), List.of()).stream())
            .map(Named::id)
            .toList();
    Read read =
        store.read(
            actor,
            tx -> {
              var rows = tx.mapper(PlacementMapper.class).byId(wanted, scope);
              tx.disclose(listed(rows));
              return new Read(rows, tx.today(), false);
            });
    var children = sorted.items().stream().collect(toMap(PersonView::id, it -> it));
    var found = read.placements().stream().collect(toMap(it -> it.id().value(), it -> it));
    return new Page<>(
        wanted.stream()
            .map(found::get)
            .filter(Objects::nonNull)
            .map(it -> it.view(children.get(it.child()), read.today()))
            .toList(),
        sorted.next());
  }

  private static Map<PersonId, PersonView> views(Actor actor, Read read, Persons persons) {
    var children = read.placements().stream().map(Placement::child).distinct().toList();
    return children.isEmpty() ? Map.of() : persons.views(actor, children);
  }

  private static Notice listed(List<Placement> shown) {
    List<UUID> children = shown.stream().map(it -> it.child().value()).distinct().toList();
    return Notice.disclosed("families.placements-listed", GROUND, null, children);
  }

  private static LocalDate on(PlacementQuery query, LocalDate today) {
    return Objects.requireNonNullElse(query.on(), today);
  }

  private static Object[] criteria(PlacementQuery query) {
    return new Object[] {query.on(), query.municipality(), query.careType(), query.order()};
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
