// SPDX-License-Identifier: EUPL-1.2
package al.fole.families.internal;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import al.fole.access.Scope;
import al.fole.event.Notice;
import al.fole.families.FamilyId;
import al.fole.families.FamilyQuery;
import al.fole.families.FamilyView;
import al.fole.families.FamilyView.Approval;
import al.fole.families.PlacementView;
import al.fole.keys.Tokens;
import al.fole.persons.PersonId;
import al.fole.persons.PersonView;
import al.fole.persons.Persons;
import al.fole.persons.Persons.Named;
import al.fole.rules.Cursor;
import al.fole.spi.Actor;
import al.fole.store.Page;
import al.fole.store.ReadTx;
import al.fole.store.Store;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Families as they are shown. Who their people are is asked of persons in one batch, after the rows
 * were read.
 */
final class FamilyLists {
  private static final String GROUND = "VKM-2026 n.8/2";

  private static final String LIST = "families.list";

  private final Store store;
  private final Cursor cursor;

  FamilyLists(Store store, Tokens tokens) {
    this.store = store;
    this.cursor = new Cursor(tokens, LIST);
  }

  /**
   * Families as they are today.
   *
   * @param placed children of the one family that is shown whole
   * @param more whether others follow
   */
  private record Read(
      List<Family> families,
      Map<UUID, List<Place>> places,
      List<Placement> placed,
      LocalDate today,
      boolean more) {

    List<PersonId> people() {
      return Stream.concat(
              families.stream().flatMap(it -> it.adults().stream()),
              placed.stream().map(Placement::child))
          .distinct()
          .toList();
    }
  }

  /** One family, whole. */
  Optional<FamilyView> view(Actor actor, FamilyId id, Scope scope, Persons persons) {
    Read read =
        store.read(
            actor,
            tx -> {
              var rows = tx.mapper(FamilyMapper.class).byId(List.of(id.value()), scope);
              var placed =
                  rows.isEmpty()
                      ? List.<Placement>of()
                      : tx.mapper(PlacementMapper.class).ofFamily(id.value(), scope);
              Read found = read(tx, FamilyRows.shown(tx, rows, scope, true), placed, scope, false);
              if (!rows.isEmpty()) {
                var shown = FamilyRows.ids(found.people());
                tx.disclose(Notice.disclosed("families.viewed", GROUND, id.ref(), shown));
              }
              return found;
            });
    var people = views(actor, read, persons);
    return read.families().stream().map(it -> shown(read, it, people)).findFirst();
  }

  /** A page in the order asked for. */
  Page<FamilyView> page(Actor actor, FamilyQuery query, Scope scope, Persons persons) {
    return query.order().equals("NAME")
        ? alphabetical(actor, query, scope, persons)
        : sequential(actor, query, scope, persons);
  }

  private Page<FamilyView> sequential(
      Actor actor, FamilyQuery query, Scope scope, Persons persons) {
    var after = Position.of(cursor.position(actor, query.cursor(), criteria(query)));
    boolean byDate = query.order().equals("DATE");
    Read read =
        store.read(
            actor,
            tx -> {
              var mapper = tx.mapper(FamilyMapper.class);
              int limit = query.limit() + 1;
              var rows =
                  byDate
                      ? mapper.byDate(query, tx.today(), after.day(), after.id(), limit, scope)
                      : mapper.byFileNumber(query, tx.today(), after.key(), limit, scope);
              boolean more = rows.size() > query.limit();
              return listed(tx, more ? rows.subList(0, query.limit()) : rows, scope, more);
            });
    var people = views(actor, read, persons);
    var items = read.families().stream().map(it -> shown(read, it, people)).toList();
    if (!read.more()) {
      return new Page<>(items, null);
    }
    Family last = read.families().get(items.size() - 1);
    String key = byDate ? last.appliedOn().toString() : last.fileNumber();
    var position = new Position(key, last.id().value());
    return new Page<>(items, cursor.after(actor, position.toString(), criteria(query)));
  }

  /** Sorted by persons; whoever has applied more than once stands with all his applications. */
  private Page<FamilyView> alphabetical(
      Actor actor, FamilyQuery query, Scope scope, Persons persons) {
    var all =
        store.read(
            actor,
            tx ->
                tx.mapper(FamilyMapper.class)
                    .named(query, tx.today(), Persons.ALPHABETICAL_LIMIT + 1, scope));
    var sorted = persons.sorted(actor, all, query.limit(), query.cursor(), criteria(query));
    var wanted = sorted.records().stream().map(Named::id).toList();
    Read read =
        store.read(
            actor,
            tx -> listed(tx, tx.mapper(FamilyMapper.class).byId(wanted, scope), scope, false));
    var people = views(actor, read, persons);
    var found = read.families().stream().collect(toMap(it -> it.id().value(), it -> it));
    return new Page<>(
        sorted.of(found).stream().map(it -> shown(read, it, people)).toList(), sorted.next());
  }

  private static Read listed(ReadTx tx, List<SealedFamily> rows, Scope scope, boolean more) {
    Read read = read(tx, FamilyRows.shown(tx, rows, scope, false), List.of(), scope, more);
    tx.disclose(Notice.disclosed("families.listed", GROUND, null, FamilyRows.ids(read.people())));
    return read;
  }

  private static Read read(
      ReadTx tx, List<Family> families, List<Placement> placed, Scope scope, boolean more) {
    var ids = families.stream().map(it -> it.id().value()).toList();
    var places = tx.mapper(PlacementMapper.class).places(ids, scope);
    return new Read(
        families, places.stream().collect(groupingBy(Place::family)), placed, tx.today(), more);
  }

  private static Map<PersonId, PersonView> views(Actor actor, Read read, Persons persons) {
    var people = read.people();
    return people.isEmpty() ? Map.of() : persons.views(actor, people);
  }

  private static FamilyView shown(Read read, Family family, Map<PersonId, PersonView> people) {
    List<Place> places = read.places().getOrDefault(family.id().value(), List.of());
    Approval approval = family.approvalOn(read.today()).or(family::lastApproval).orElse(null);
    List<PlacementView> placed =
        read.placed().stream().map(it -> it.view(people.get(it.child()), read.today())).toList();
    return new FamilyView(
        family.id(),
        family.version(),
        told(family.fileNumber()),
        family.adults().isEmpty() ? null : family.adults(),
        family.adults().isEmpty()
            ? null
            : family.adults().stream().map(people::get).filter(Objects::nonNull).toList(),
        told(family.unit()),
        told(family.municipality()),
        family.state(),
        places.stream().anyMatch(it -> it.placement() != null),
        family.stateSince(),
        family.offered(),
        approval,
        family.freePlaces(places, read.today()),
        family.appliedOn(),
        family.assessments(),
        placed);
  }

  private static @Nullable String told(String text) {
    return text.equals(SealedFamily.WITHHELD) ? null : text;
  }

  private static Object[] criteria(FamilyQuery query) {
    return new Object[] {
      LIST, query.state(), query.municipality(), query.withFreePlace(), query.order()
    };
  }
}
