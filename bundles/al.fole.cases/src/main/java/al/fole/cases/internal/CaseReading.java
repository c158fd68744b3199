// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases.internal;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import al.fole.access.Access;
import al.fole.access.Permission;
import al.fole.access.Scope;
import al.fole.cases.AssessmentId;
import al.fole.cases.CaseId;
import al.fole.cases.CaseQuery;
import al.fole.cases.CaseView;
import al.fole.cases.DecisionId;
import al.fole.cases.PastState;
import al.fole.cases.internal.CaseHistory.History;
import al.fole.cases.internal.CaseMapper.Care;
import al.fole.cases.internal.CaseMapper.Closure;
import al.fole.cases.internal.CaseViews.Read;
import al.fole.event.Notice;
import al.fole.journal.Entry;
import al.fole.journal.Journal;
import al.fole.keys.Tokens;
import al.fole.persons.PersonId;
import al.fole.persons.PersonView;
import al.fole.persons.Persons;
import al.fole.rules.Cursor;
import al.fole.rules.Rule;
import al.fole.spi.Actor;
import al.fole.spi.Ref;
import al.fole.store.Page;
import al.fole.store.ReadTx;
import al.fole.store.Store;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Cases as they are shown: one, lists, history and past states. Every read is in the journal. */
final class CaseReading {
  private static final Permission VIEW = new Permission("cases.view");
  private static final Permission LIST = new Permission("cases.list");
  private static final Permission HISTORY = new Permission("cases.history");
  private static final String GROUND = "VKM-2026 n.8/2";
  private static final int HISTORY_LIMIT = 1_000;

  private final Store store;
  private final Access access;
  private final Journal journal;
  private final Cursor cursor;
  private final Supplier<Persons> persons;

  CaseReading(
      Store store, Access access, Journal journal, Tokens tokens, Supplier<Persons> persons) {
    this.store = store;
    this.access = access;
    this.journal = journal;
    this.cursor = new Cursor(tokens, "cases.list");
    this.persons = persons;
  }

  CaseView view(Actor actor, CaseId id) {
    access.require(actor, VIEW, id.ref());
    Scope scope = access.scope(actor);
    Optional<Read> found =
        store.read(
            actor,
            tx -> {
              CareCase one = tx.mapper(CaseMapper.class).byId(id, scope);
              if (one == null) {
                return Optional.empty();
              }
              tx.disclose(disclosed("cases.viewed", id.ref(), one.child()));
              return Optional.of(CaseViews.whole(tx, one, scope));
            });
    Read one = found.orElseThrow(() -> access.absent(actor, id.ref()));
    var people = persons.get().views(actor, List.of(one.of().child()));
    return one.view(people.get(one.of().child()));
  }

  CaseView.Assessment assessment(Actor actor, AssessmentId id) {
    access.require(actor, VIEW, id.ref());
    Scope scope = access.scope(actor);
    Optional<CaseView.Assessment> found =
        store.read(
            actor,
            tx -> {
              Assessment one = tx.mapper(AssessmentMapper.class).byId(id, scope);
              if (one == null) {
                return Optional.empty();
              }
              tx.disclose(disclosed("cases.assessment-viewed", id.ref(), one.child()));
              return Optional.of(CaseViews.whole(tx, one, scope));
            });
    return found.orElseThrow(() -> access.absent(actor, id.ref()));
  }

  CaseView.Decision decision(Actor actor, DecisionId id) {
    access.require(actor, VIEW, id.ref());
    Scope scope = access.scope(actor);
    Optional<CaseView.Decision> found =
        store.read(
            actor,
            tx -> {
              Decision one = tx.mapper(DecisionMapper.class).byId(id, scope);
              CareCase of =
                  one == null ? null : tx.mapper(CaseMapper.class).byId(one.careCase(), scope);
              if (one == null || of == null) {
                return Optional.empty();
              }
              tx.disclose(disclosed("cases.decision-viewed", id.ref(), of.child()));
              return Optional.of(CaseViews.whole(tx, one, of.child(), scope));
            });
    return found.orElseThrow(() -> access.absent(actor, id.ref()));
  }

  Page<CaseView> list(Actor actor, CaseQuery query) {
    access.require(actor, LIST, null);
    Rule.check(CaseRules.QUERY, query);
    return query.order().equals("NAME") ? byName(actor, query) : byKey(actor, query);
  }

  private Page<CaseView> byKey(Actor actor, CaseQuery query) {
    Scope scope = access.scope(actor);
    boolean byDate = query.order().equals("DATE");
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

  /**
   * By the names of the children, which only persons can sort; a child's cases stay together. The
   * cursor of persons is the position in this one, which belongs to this list and its filter.
   */
  private Page<CaseView> byName(Actor actor, CaseQuery query) {
    Scope scope = access.scope(actor);
    List<PersonId> children =
        store.read(
            actor,
            tx ->
                tx
                    .mapper(CaseMapper.class)
                    .children(
                        query.state(), query.municipality(), Persons.ALPHABETICAL_LIMIT + 1, scope)
                    .stream()
                    .map(PersonId::new)
                    .toList());
    String after = cursor.position(actor, query.cursor(), criteria(query)).orElse(null);
    Page<PersonView> people = persons.get().alphabetical(actor, children, query.limit(), after);
    List<UUID> ids = people.items().stream().map(it -> it.id().value()).toList();
    Map<PersonId, List<Read>> byChild =
        store
            .read(
                actor,
                tx -> {
                  var rows =
                      tx.mapper(CaseMapper.class)
                          .ofChildren(query.state(), query.municipality(), ids, scope);
                  return listed(tx, rows, rows.size(), scope);
                })
            .stream()
            .collect(groupingBy(it -> it.of().child()));
    var views = new ArrayList<CaseView>();
    for (PersonView person : people.items()) {
      byChild.getOrDefault(person.id(), List.of()).forEach(it -> views.add(it.view(person)));
    }
    String next = people.next();
    return new Page<>(views, next == null ? null : cursor.after(actor, next, criteria(query)));
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
                    it,
                    cares.getOrDefault(it.id(), List.of()),
                    closures.get(it.id()),
                    tx.today()))
        .toList();
  }

  List<Entry> history(Actor actor, CaseId id) {
    access.require(actor, HISTORY, id.ref());
    return entries(actor, id, "cases.history-viewed").oldest();
  }

  PastState on(Actor actor, CaseId id, LocalDate day) {
    access.require(actor, VIEW, id.ref());
    History history = entries(actor, id, "cases.past-viewed");
    Rule.check(CaseHistory.WHOLE, history);
    LocalDate today = store.read(actor, ReadTx::today);
    return CaseHistory.on(id, history.oldest(), day, today);
  }

  private History entries(Actor actor, CaseId id, String type) {
    Scope scope = access.scope(actor);
    Optional<History> entries =
        store.read(
            actor,
            tx -> {
              CareCase one = tx.mapper(CaseMapper.class).byId(id, scope);
              if (one == null) {
                return Optional.empty();
              }
              tx.disclose(disclosed(type, id.ref(), one.child()));
              var oldest = journal.history(tx, id.ref(), HISTORY_LIMIT);
              return Optional.of(new History(oldest, one.version()));
            });
    return entries.orElseThrow(() -> access.absent(actor, id.ref()));
  }

  private static Notice disclosed(String type, Ref record, PersonId child) {
    return Notice.disclosed(type, GROUND, record, List.of(child.value()));
  }

  private static @Nullable Object[] criteria(CaseQuery query) {
    return new @Nullable Object[] {query.state(), query.municipality(), query.order()};
  }
}
