// SPDX-License-Identifier: EUPL-1.2
package al.fole.families.internal;

import static java.util.stream.Collectors.toMap;

import al.fole.access.Scope;
import al.fole.event.Notice;
import al.fole.families.PlacementId;
import al.fole.families.PlacementQuery;
import al.fole.families.PlacementView;
import al.fole.keys.Tokens;
import al.fole.persons.PersonId;
import al.fole.persons.PersonView;
import al.fole.persons.Persons;
import al.fole.persons.Persons.Named;
import al.fole.rules.Cursor;
import al.fole.spi.Actor;
import al.fole.store.Page;
import al.fole.store.Store;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * Placements as they are shown. Who the children are is asked of persons in one batch, after the
 * rows were read.
 */
final class PlacementLists {
  private static final String GROUND = "VKM-2026 n.8/2";

  private static final String LIST = "families.placements";

  private final Store store;
  private final Cursor cursor;

  PlacementLists(Store store, Tokens tokens) {
    this.store = store;
    this.cursor = new Cursor(tokens, LIST);
  }

  /**
   * Placements as they are today.
   *
   * @param more whether others follow
   */
  private record Read(List<Placement> placements, LocalDate today, boolean more) {}

  /** One placement. */
  Optional<PlacementView> view(Actor actor, PlacementId id, Scope scope, Persons persons) {
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
        .findFirst();
  }

  /** A page in the order asked for. */
  Page<PlacementView> page(Actor actor, PlacementQuery query, Scope scope, Persons persons) {
    return query.order().equals("NAME")
        ? alphabetical(actor, query, scope, persons)
        : sequential(actor, query, scope, persons);
  }

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
    var all =
        store.read(
            actor,
            tx ->
                tx.mapper(PlacementMapper.class)
                    .named(query, on(query, tx.today()), Persons.ALPHABETICAL_LIMIT + 1, scope));
    var sorted = persons.sorted(actor, all, query.limit(), query.cursor(), criteria(query));
    var wanted = sorted.records().stream().map(Named::id).toList();
    Read read =
        store.read(
            actor,
            tx -> {
              var rows = tx.mapper(PlacementMapper.class).byId(wanted, scope);
              tx.disclose(listed(rows));
              return new Read(rows, tx.today(), false);
            });
    var found = read.placements().stream().collect(toMap(it -> it.id().value(), it -> it));
    return new Page<>(
        sorted.of(found).stream()
            .map(it -> it.view(sorted.people().get(it.child()), read.today()))
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
    return new Object[] {LIST, query.on(), query.municipality(), query.careType(), query.order()};
  }
}
