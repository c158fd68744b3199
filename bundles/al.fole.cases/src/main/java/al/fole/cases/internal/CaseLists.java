// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases.internal;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import al.fole.access.Scope;
import al.fole.cases.CaseId;
import al.fole.cases.CaseQuery;
import al.fole.cases.CaseView;
import al.fole.cases.internal.CaseMapper.Care;
import al.fole.cases.internal.CaseMapper.Closure;
import al.fole.cases.internal.CaseViews.Read;
import al.fole.event.Notice;
import al.fole.keys.Tokens;
import al.fole.persons.PersonId;
import al.fole.persons.PersonView;
import al.fole.persons.Persons;
import al.fole.persons.Persons.Named;
import al.fole.rules.Cursor;
import al.fole.rules.Paging;
import al.fole.spi.Actor;
import al.fole.store.Page;
import al.fole.store.ReadTx;
import al.fole.store.Store;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Cases as lists show them, page by page. Every read is in the journal. */
final class CaseLists {
  private static final String GROUND = "VKM-2026 n.8/2";

  private final Store store;
  private final Cursor cursor;

  CaseLists(Store store, Tokens tokens) {
    this.store = store;
    this.cursor = new Cursor(tokens, "cases.list");
  }

  /** A page in the order asked for. */
  Page<CaseView> page(Actor actor, CaseQuery query, Scope scope, Supplier<Persons> persons) {
    return query.order().equals(Paging.NAME)
        ? alphabetical(actor, query, scope, persons)
        : sequential(actor, query, scope, persons);
  }

  private Page<CaseView> sequential(
      Actor actor, CaseQuery query, Scope scope, Supplier<Persons> persons) {
    boolean byDate = query.order().equals(Paging.DATE);
    String after = cursor.position(actor, query.cursor(), criteria(query)).orElse(null);
    List<Read> found =
        store.read(
            actor,
            tx -> {
              var rows =
                  byDate ? byDate(tx, query, after, scope) : byFileNumber(tx, query, after, scope);
              return listed(tx, rows, query.limit(), scope);
            });
    List<Read> page = found.stream().limit(query.limit()).toList();
    var children = page.stream().map(it -> it.of().child()).distinct().toList();
    Map<PersonId, PersonView> people =
        children.isEmpty() ? Map.of() : persons.get().views(actor, children);
    String next =
        found.size() > page.size()
            ? cursor.after(actor, position(page.get(page.size() - 1).of(), byDate), criteria(query))
            : null;
    return new Page<>(page.stream().map(it -> it.view(people.get(it.of().child()))).toList(), next);
  }

  private static List<CareCase> byDate(
      ReadTx tx, CaseQuery query, @Nullable String after, Scope scope) {
    String[] last = after == null ? null : after.split("/");
    return tx.mapper(CaseMapper.class)
        .byDate(
            query.state(),
            query.municipality(),
            last == null ? null : LocalDate.parse(last[0]),
            last == null ? null : UUID.fromString(last[1]),
            query.limit() + 1,
            scope);
  }

  private static List<CareCase> byFileNumber(
      ReadTx tx, CaseQuery query, @Nullable String after, Scope scope) {
    return tx.mapper(CaseMapper.class)
        .byFileNumber(query.state(), query.municipality(), after, query.limit() + 1, scope);
  }

  private static String position(CareCase last, boolean byDate) {
    return byDate ? last.openedOn() + "/" + last.id() : last.fileNumber();
  }

  /** By the names of the children, which only persons can sort; a child's cases stay together. */
  private Page<CaseView> alphabetical(
      Actor actor, CaseQuery query, Scope scope, Supplier<Persons> persons) {
    List<Named> all =
        store.read(
            actor,
            tx ->
                tx.mapper(CaseMapper.class)
                    .named(
                        query.state(),
                        query.municipality(),
                        Persons.ALPHABETICAL_LIMIT + 1,
                        scope));
    var sorted = persons.get().sorted(actor, all, query.limit(), query.cursor(), named(query));
    List<UUID> ids = sorted.records().stream().map(Named::id).toList();
    Map<UUID, Read> read =
        store
            .read(
                actor,
                tx -> {
                  var rows = tx.mapper(CaseMapper.class).byIds(ids, scope);
                  return listed(tx, rows, rows.size(), scope);
                })
            .stream()
            .collect(toMap(it -> it.of().id().value(), it -> it));
    return new Page<>(
        sorted.of(read).stream().map(it -> it.view(sorted.people().get(it.of().child()))).toList(),
        sorted.next());
  }

  /** With their care; those shown are in the journal. */
  private static List<Read> listed(ReadTx tx, List<CareCase> rows, int shown, Scope scope) {
    var children = rows.stream().limit(shown).map(it -> it.child().value()).distinct().toList();
    tx.disclose(Notice.disclosed("cases.listed", GROUND, null, children));
    var ids = rows.stream().map(it -> it.id().value()).toList();
    Map<CaseId, List<Care>> cares =
        ids.isEmpty()
            ? Map.of()
            : tx.mapper(CaseMapper.class).cares(ids, scope).stream()
                .collect(groupingBy(Care::careCase));
    Map<CaseId, Closure> closures =
        ids.isEmpty()
            ? Map.of()
            : tx.mapper(CaseMapper.class).closures(ids, scope).stream()
                .collect(toMap(Closure::id, it -> it));
    return rows.stream()
        .map(
            it ->
                Read.listed(
                    it, cares.getOrDefault(it.id(), List.of()), closures.get(it.id()), tx.today()))
        .toList();
  }

  private static Object[] criteria(CaseQuery query) {
    return new Object[] {
      String.valueOf(query.state()), String.valueOf(query.municipality()), query.order()
    };
  }

  /** A cursor by name is persons': the criteria say whose list it is of. */
  private static Object[] named(CaseQuery query) {
    return new Object[] {
      "cases.list", String.valueOf(query.state()), String.valueOf(query.municipality())
    };
  }
}
