// SPDX-License-Identifier: EUPL-1.2
package al.fole.persons.internal;

import static java.util.Objects.requireNonNullElse;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import al.fole.access.Access;
import al.fole.access.FieldGroup;
import al.fole.access.Permission;
import al.fole.access.Scope;
import al.fole.event.Notice;
import al.fole.journal.Entry;
import al.fole.journal.Journal;
import al.fole.keys.Tokens;
import al.fole.keys.Vault;
import al.fole.persons.CorrectPerson;
import al.fole.persons.PersonFacts;
import al.fole.persons.PersonId;
import al.fole.persons.PersonQuery;
import al.fole.persons.PersonView;
import al.fole.persons.Persons;
import al.fole.persons.RegisterPerson;
import al.fole.persons.internal.PersonMapper.Read;
import al.fole.persons.internal.PersonMapper.Sought;
import al.fole.persons.internal.PersonRows.NumberTaken;
import al.fole.rules.Cursor;
import al.fole.rules.Readable;
import al.fole.rules.Rule;
import al.fole.spi.Actor;
import al.fole.spi.Problem;
import al.fole.store.Database;
import al.fole.store.Page;
import al.fole.store.Receipt;
import al.fole.store.Store;
import al.fole.store.Tx;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;

/** Permission, transaction, verb, rows, record: the people of the register. */
@Component(configurationPid = "al.fole.persons")
public final class PersonRegistry implements Persons {
  private static final Permission REGISTER = new Permission("persons.register");
  private static final Permission CORRECT = new Permission("persons.correct");
  private static final Permission VIEW = new Permission("persons.view");
  private static final Permission SEARCH = new Permission("persons.search");
  private static final Permission MATCH = new Permission("persons.match");
  private static final Permission HISTORY = new Permission("persons.history");
  private static final Permission OPEN = new Permission("persons.open-identity");
  private static final String GROUND = "VKM-2026 n.8/2";
  private static final int HISTORY_LIMIT = 1_000;
  private static final int BATCH_LIMIT = 500;

  private final Access access;
  private final Journal journal;
  private final PersonRows rows;
  private final Cursor cursor;
  private final Alphabet alphabet;
  private final Store store;

  /** Opens schema {@code persons}. */
  @Activate
  public PersonRegistry(
      @Reference Database database,
      @Reference Access access,
      @Reference Journal journal,
      @Reference Vault vault,
      @Reference Tokens tokens) {
    this.access = access;
    this.journal = journal;
    this.rows = new PersonRows(vault);
    this.cursor = new Cursor(tokens, "persons.search");
    this.alphabet = new Alphabet(tokens);
    this.store = database.open(PersonRows.SCHEMA);
  }

  /** A new rank needs no new start. */
  @Modified
  void ranked() {}

  @Override
  public Receipt register(Actor actor, RegisterPerson command) {
    access.require(actor, REGISTER, null);
    try {
      return store.write(
          actor,
          tx -> {
            var id = new PersonId(tx.newId());
            var registered = Person.register(id, command, tx.now(), tx.today());
            access.open(tx, id.value(), id.value(), actor.unit(), "REGISTERED");
            rows.enter(tx, registered.state());
            return tx.record(registered);
          });
    } catch (NumberTaken taken) {
      throw duplicate(actor, taken.blind);
    }
  }

  @Override
  public Receipt correct(Actor actor, PersonId id, CorrectPerson command) {
    access.require(actor, CORRECT, id.ref());
    Scope scope = access.scope(actor, CORRECT);
    try {
      return store.write(
          actor,
          tx -> {
            Person person = rows.locked(tx, id, scope).orElseThrow(Problem::absent);
            var corrected = person.correct(command, tx.now(), tx.today());
            rows.relocate(tx, person, command.identity(), scope);
            rows.replace(tx, person, corrected.state(), scope);
            return tx.record(corrected);
          });
    } catch (NumberTaken taken) {
      throw duplicate(actor, taken.blind);
    } catch (Problem refusal) {
      throw refusal.kind() == Problem.Kind.ABSENT ? access.absent(actor, id.ref()) : refusal;
    }
  }

  @Override
  public PersonView view(Actor actor, PersonId id) {
    access.require(actor, VIEW, id.ref());
    Scope scope = access.scope(actor, VIEW);
    boolean opened = access.allows(actor, OPEN);
    Optional<PersonView> view =
        store.read(
            actor,
            tx -> {
              var found = tx.mapper(PersonMapper.class).byId(List.of(id.value()), opened, scope);
              found.forEach(row -> tx.disclose(disclosed("persons.viewed", id)));
              return rows.views(tx, found, false).stream().findFirst();
            });
    if (view.isPresent() && view.get().erased()) {
      throw PersonRules.erased();
    }
    return view.orElseThrow(() -> access.absent(actor, id.ref()));
  }

  @Override
  public Page<PersonView> search(Actor actor, PersonQuery query) {
    access.require(actor, SEARCH, null);
    Rule.check(PersonRules.QUERY, query);
    readable(actor, query);
    Scope scope = access.scope(actor, SEARCH);
    boolean opened = access.allows(actor, OPEN);
    var sought =
        new Sought(
            rows.tokens().number(PersonalNumber.tidy(query.personalNumber())),
            rows.tokens().sought(query.name()),
            query.birthDate(),
            query.municipality(),
            cursor
                .position(actor, query.cursor(), criteria(query))
                .map(UUID::fromString)
                .orElse(null),
            query.limit() + 1);
    return store.read(
        actor,
        tx -> {
          List<ShownPerson> found = PersonRows.search(tx, sought, opened, scope);
          boolean more = found.size() > query.limit();
          List<ShownPerson> page = more ? found.subList(0, query.limit()) : found;
          List<UUID> ids = page.stream().map(ShownPerson::id).toList();
          tx.disclose(Notice.disclosed("persons.searched", GROUND, null, ids));
          return new Page<>(
              rows.views(tx, page, true),
              more
                  ? cursor.after(actor, ids.get(ids.size() - 1).toString(), criteria(query))
                  : null);
        });
  }

  @Override
  public Map<PersonId, PersonView> views(Actor actor, Collection<PersonId> ids) {
    if (ids.size() > BATCH_LIMIT) {
      throw new IllegalArgumentException("at most " + BATCH_LIMIT + " people at once");
    }
    access.require(actor, VIEW, null);
    Scope scope = access.scope(actor, VIEW);
    boolean opened = access.allows(actor, OPEN);
    return store.read(
        actor,
        tx -> {
          var asked = ids.stream().map(PersonId::value).distinct().toList();
          var found = tx.mapper(PersonMapper.class).byId(asked, opened, scope);
          if (!found.isEmpty()) {
            var shown = found.stream().map(ShownPerson::id).toList();
            tx.disclose(Notice.disclosed("persons.listed", GROUND, null, shown));
          }
          return rows.views(tx, found, true).stream().collect(toMap(PersonView::id, it -> it));
        });
  }

  @Override
  public Page<PersonView> alphabetical(
      Actor actor, Collection<PersonId> ids, int limit, @Nullable String cursor) {
    return alphabet(actor, ids, limit, cursor);
  }

  @Override
  public Sorted sorted(
      Actor actor, List<Named> records, int limit, @Nullable String cursor, Object... criteria) {
    Alphabet.FEW.require(records.size());
    var byPerson = records.stream().collect(groupingBy(Named::person));
    Page<PersonView> people = alphabet(actor, byPerson.keySet(), limit, cursor, criteria);
    return new Sorted(
        people.items().stream()
            .flatMap(it -> byPerson.getOrDefault(it.id(), List.of()).stream())
            .toList(),
        people.items().stream().collect(toMap(PersonView::id, it -> it)),
        people.next());
  }

  private Page<PersonView> alphabet(
      Actor actor,
      Collection<PersonId> ids,
      int limit,
      @Nullable String cursor,
      Object... criteria) {
    var asked = ids.stream().map(PersonId::value).distinct().toList();
    Alphabet.FEW.require(asked.size());
    Alphabet.LIMIT.require(limit);
    access.require(actor, VIEW, null);
    Readable.require(access.shows(actor, VIEW, FieldGroup.IDENTITY), "order");
    Scope scope = access.scope(actor, VIEW);
    return store.read(
        actor,
        tx -> {
          var found = tx.mapper(PersonMapper.class).byId(asked, false, scope);
          var page = alphabet.page(actor, rows.views(tx, found, true), limit, cursor, criteria);
          var shown = page.items().stream().map(person -> person.id().value()).toList();
          tx.disclose(Notice.disclosed("persons.listed", GROUND, null, shown));
          return page;
        });
  }

  @Override
  public List<Entry> history(Actor actor, PersonId id) {
    access.require(actor, HISTORY, id.ref());
    Scope scope = access.scope(actor, HISTORY);
    Scope shown = access.scope(actor, VIEW);
    Optional<List<Entry>> history =
        store.read(
            actor,
            tx -> {
              var mapper = tx.mapper(PersonMapper.class);
              if (!mapper.isThere(id.value(), scope)) {
                return Optional.empty();
              }
              Read read = requireNonNullElse(mapper.read(id.value(), shown), Read.NOTHING);
              tx.disclose(disclosed("persons.history-viewed", id));
              return Optional.of(
                  HistoryViews.as(read, journal.history(tx, id.ref(), HISTORY_LIMIT)));
            });
    return history.orElseThrow(() -> access.absent(actor, id.ref()));
  }

  @Override
  public PersonFacts facts(Tx tx, PersonId id) {
    return there(
        tx, id, tx.mapper(PersonMapper.class).facts(id.value(), access.scope(tx.actor(), VIEW)));
  }

  @Override
  public PersonFacts factsToChange(Tx tx, PersonId id) {
    return there(
        tx,
        id,
        tx.mapper(PersonMapper.class).factsToChange(id.value(), access.scope(tx.actor(), VIEW)));
  }

  private PersonFacts there(Tx tx, PersonId id, @Nullable PersonFacts facts) {
    if (facts == null) {
      throw access.absent(tx.actor(), id.ref());
    }
    return facts;
  }

  @Override
  public PersonId enrol(Tx tx, RegisterPerson command, UUID via, String unit) {
    var registered = Person.register(new PersonId(tx.newId()), command, tx.now(), tx.today());
    Person stranger = registered.state();
    String blind = rows.tokens().number(stranger.identity().personalNumber());
    var known = blind == null ? null : tx.mapper(PersonMapper.class).match(blind);
    PersonId person = known == null ? stranger.id() : new PersonId(known.person());
    access.open(tx, person.value(), via, unit, "REFERRED");
    if (known == null) {
      try {
        rows.enter(tx, stranger);
      } catch (NumberTaken meanwhile) {
        throw PersonRules.enteredMeanwhile();
      }
      tx.record(registered);
    }
    return person;
  }

  /**
   * Says that the number is somebody's: within scope who, outside it only which unit to ask. He is
   * looked up under the jobs role; that the caller was told is an entry about him.
   */
  private Problem duplicate(Actor actor, String blind) {
    var match =
        store.read(
            access.system("persons.duplicates"), tx -> tx.mapper(PersonMapper.class).match(blind));
    if (match == null) {
      return PersonRules.possibleMatch(); // given up again meanwhile
    }
    var id = new PersonId(match.person());
    Scope scope = access.scope(actor, VIEW);
    if (store.read(actor, tx -> tx.mapper(PersonMapper.class).isThere(id.value(), scope))) {
      store.note(actor, disclosed("persons.matched", id));
      return PersonRules.personExists(id);
    }
    if (match.unit() == null || !access.allows(actor, MATCH)) {
      store.note(actor, Notice.refused("persons.matched", "forbidden", id.ref()));
      return PersonRules.possibleMatch();
    }
    store.note(actor, disclosed("persons.matched", id));
    return PersonRules.possibleMatch().with("unit", match.unit());
  }

  /** Nobody looks for what he may not read. */
  private void readable(Actor actor, PersonQuery query) {
    boolean identity = access.shows(actor, SEARCH, FieldGroup.IDENTITY);
    Readable.require(identity || query.personalNumber() == null, "personalNumber");
    Readable.require(identity || query.name() == null, "name");
    Readable.require(identity || query.birthDate() == null, "birthDate");
  }

  private static Object[] criteria(PersonQuery query) {
    String name = query.name();
    return new Object[] {
      PersonalNumber.tidy(query.personalNumber()),
      name == null ? List.of() : SearchTokens.words(name),
      query.birthDate(),
      query.municipality()
    };
  }

  private static Notice disclosed(String type, PersonId id) {
    return Notice.disclosed(type, GROUND, id.ref(), List.of(id.value()));
  }
}
