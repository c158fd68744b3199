// SPDX-License-Identifier: EUPL-1.2
package al.fole.persons.internal;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.persons.PersonId;
import al.fole.persons.PersonQuery;
import al.fole.persons.PersonView;
import al.fole.persons.Protections.Reasoned;
import al.fole.spi.Actor;
import al.fole.spi.Problem;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Somebody erased by the legal act is nobody, for everybody, and the trail stays whole. */
class ErasureTest {
  private static ErasureWorld world;

  @BeforeAll
  static void open() {
    world = new ErasureWorld();
  }

  @AfterAll
  static void close() {
    world.close();
  }

  private static List<PersonId> found(PersonQuery query) {
    return world.persons.search(world.tirana, query).items().stream().map(PersonView::id).toList();
  }

  private static boolean named(PersonView view) {
    return Stream.of(
            view.personalNumber(),
            view.temporaryIdentifier(),
            view.firstName(),
            view.fatherName(),
            view.lastName(),
            view.birthDate(),
            view.municipality(),
            view.address(),
            view.contact(),
            view.pseudonym())
        .anyMatch(Objects::nonNull);
  }

  @Test
  void whoeverReachesHimIsToldThatHeWasErasedAndNothingElse() {
    PersonId id = world.register(world.tirana, world.somebody().at("Rruga 7", "069 777 7777"));
    world.erase(id);
    for (Actor actor : List.of(world.tirana, world.head, world.region, world.directorate)) {
      var problem = assertThrows(Problem.class, () -> world.persons.view(actor, id));
      assertEquals("person-erased", problem.rule());
      assertEquals(Problem.Kind.ABSENT, problem.kind());
      PersonView view = requireNonNull(world.persons.views(actor, List.of(id)).get(id));
      assertTrue(view.erased());
      assertEquals("U", view.sex());
      assertFalse(named(view), actor.role());
    }
    assertEquals(
        "not-found",
        assertThrows(Problem.class, () -> world.persons.view(world.durres, id)).rule());
  }

  @Test
  void nobodyFindsHimAndHisNumberIsFree() {
    People someone = world.somebody();
    PersonId id = world.register(world.tirana, someone);
    PersonView before = world.persons.view(world.tirana, id);
    world.erase(id);
    assertEquals(List.of(), found(People.byNumber(requireNonNull(before.personalNumber()))));
    assertFalse(found(People.byName(requireNonNull(before.lastName()))).contains(id));
    LocalDate coarse = LocalDate.of(requireNonNull(before.birthDate()).getYear(), 1, 1);
    assertFalse(found(new PersonQuery(null, null, coarse, null, 20, null)).contains(id));
    assertNotEquals(id, world.register(world.tirana, someone));
  }

  @Test
  void keyIndexesAndTokensAreGoneAndTheYearStays() {
    PersonId id =
        world.register(
            world.tirana, world.somebody().bornOn(LocalDate.of(2014, 8, 9)).withoutNumber());
    PersonId numbered = world.register(world.tirana, world.somebody());
    assertTrue(world.count("select count(*) from persons.token where person = ?", numbered) > 0);
    world.erase(id);
    world.erase(numbered);
    for (PersonId each : List.of(id, numbered)) {
      assertEquals(0, world.count("select count(*) from persons.token where person = ?", each));
      assertEquals(0, world.count("select count(*) from persons.number where person = ?", each));
      assertEquals(
          1,
          world.count(
              "select count(*) from store.subject_key"
                  + " where id = ? and wrapped is null and erased_at is not null",
              each));
      assertEquals(
          1,
          world.count(
              """
              select count(*) from persons.person where id = ? and erased_at is not null
                and num_nonnulls(personal_number, temporary_identifier, first_name, father_name,
                  last_name, address, contact) = 0
                and sex = 'U' and municipality = '00' and provider = 'ERASED'""",
              each));
      assertEquals(0, world.count("select count(*) from journal.detail where subject = ?", each));
      assertEquals(
          0,
          world.count(
              """
              select count(*) from journal.event v join journal.event_subject s on s.entry = v.entry
              where s.subject = ? and v.type in ('persons.registered', 'persons.viewed')
                and v.salt <> decode(repeat('00', 32), 'hex')""",
              each));
    }
    assertEquals(
        List.of("2014-01-01"),
        world.texts("select birth_date from persons.person where id = '" + id + "'"));
  }

  @Test
  void theHistoryShowsTheEntriesWithoutContent() {
    PersonId id =
        world.register(
            world.tirana, world.somebody().bornOn(LocalDate.of(2014, 8, 9)).withoutNumber());
    world.erase(id);
    var history = world.persons.history(world.tirana, id);
    assertEquals(
        List.of("persons.registered", "persons.erased"),
        history.stream().map(it -> it.type()).toList());
    assertEquals(Map.of(), history.get(0).details());
    assertEquals("2014-01-01", history.get(0).facts().get("birthDate"));
    assertNull(history.get(0).facts().get("municipality"));
    assertEquals("U", history.get(0).facts().get("sex"));
    assertEquals("2014", history.get(1).facts().get("birthYear"));
  }

  /** Once more in the same transaction only: another one has an entry of its own to give. */
  @Test
  void nobodyIsErasedTwice() {
    PersonId id = world.register(world.tirana, world.somebody());
    world.erase(id);
    var refused =
        assertThrows(
            IllegalStateException.class,
            () -> world.run("select store.erase('%1$s', '%1$s', '{}')".formatted(id)));
    assertEquals("23505", ((SQLException) requireNonNull(refused.getCause())).getSQLState());
  }

  @Test
  void aProtectedAddressGoesWithItsOwnKey() {
    PersonId id = world.register(world.tirana, world.somebody().at("Rruga e Fshehtë", null));
    world.protections.protect(world.tirana, id, new Reasoned(1, "kërcënim"));
    world.erase(id);
    assertEquals(
        1,
        world.count(
            """
            select count(*) from persons.protected_address a join store.subject_key k on k.id = a.id
            where a.person = ? and k.wrapped is null and a.address is null
              and a.lifted_at is not null and length(a.municipality) = 0""",
            id));
  }

  @Test
  void whatWasSaidToOpenHisRecordsPastTheMatrixGoesWithIt() {
    PersonId id = world.register(world.tirana, world.somebody());
    PersonId other = world.register(world.tirana, world.somebody());
    UUID opening = world.broken(id);
    UUID elsewhere = world.broken(other);
    UUID seal = UUID.randomUUID();
    UUID unsealing = UUID.randomUUID();
    world.happened(new Happening.Sealed(seal, id));
    world.happened(new Happening.Unsealing(unsealing, seal));
    world.refused("person-has-open-review", () -> world.proposed(id));
    world.happened(new Happening.Reviewed(opening));
    world.erase(id);
    assertEquals(
        List.of(),
        world.texts(
            "select id from store.subject_key where wrapped is not null and id in ('%s', '%s')"
                .formatted(opening, unsealing)));
    for (UUID record : List.of(opening, unsealing)) {
      assertEquals(
          0, world.fixture.number("select count(*) from journal.detail where subject = ?", record));
    }
    assertEquals(
        1,
        world.fixture.number(
            "select count(*) from store.subject_key where id = ? and wrapped is not null",
            elsewhere));
    world.happened(new Happening.Reviewed(elsewhere));
    world.erase(other);
  }

  /** Of a family that was sealed whole: its seal names two of them, and each is shown by it. */
  @Test
  void soDoesWhatWasSaidToUnsealWhatShowedHimAndWasSealedForOthers() {
    PersonId sealed = world.register(world.tirana, world.somebody());
    PersonId shown = world.register(world.tirana, world.somebody());
    UUID seal = UUID.randomUUID();
    UUID unsealing = UUID.randomUUID();
    world.happened(new Happening.Sealed(seal, sealed));
    world.happened(new Happening.Unsealing(unsealing, seal));
    world.happened(new Happening.Decided(unsealing, shown));
    world.erase(shown);
    assertEquals(
        1,
        world.fixture.number(
            "select count(*) from store.subject_key where id = ? and wrapped is null", unsealing));
  }

  /** Both of them are spoken of by one opening, whose key goes once. */
  @Test
  void oneOpeningOfTwoPeopleStandsInNobodysWay() {
    PersonId one = world.register(world.tirana, world.somebody());
    PersonId two = world.register(world.tirana, world.somebody());
    UUID opening = UUID.randomUUID();
    world.happened(new Happening.Broken(opening, one, two));
    world.happened(new Happening.Reviewed(opening));
    world.erase(one);
    world.erase(two);
    assertEquals(1, world.entries("persons.erased", two));
  }

  @Test
  void whoeverWasMergedIntoHimGoesToo() {
    PersonId id = world.register(world.tirana, world.somebody());
    PersonId second = world.register(world.tirana, world.somebody());
    PersonId third = world.register(world.tirana, world.somebody());
    world.merged(second, id);
    world.merged(third, second);
    PersonId other = world.register(world.tirana, world.somebody());
    world.erase(id);
    for (PersonId each : List.of(id, second, third)) {
      assertEquals(1, world.entries("persons.erased", each));
      assertEquals(
          1,
          world.count(
              "select count(*) from store.subject_key where id = ? and wrapped is null", each));
    }
    assertFalse(
        requireNonNull(world.persons.views(world.tirana, List.of(other)).get(other)).erased());
  }

  @Test
  void nothingIsCorrectedOrCopiedOfHimAnyMore() {
    People someone = world.somebody();
    PersonId id = world.register(world.tirana, someone);
    world.erase(id);
    world.refused(
        "not-found", () -> world.persons.correct(world.tirana, id, someone.correction(2, "gabim")));
    world.refused(
        "not-found",
        () -> world.protections.protect(world.tirana, id, new Reasoned(2, "kërcënim")));
    world.refused(
        "not-found",
        () ->
            world
                .store()
                .write(
                    world.tirana,
                    tx -> {
                      world.persons.facts(tx, id);
                      throw new IllegalStateException("told");
                    }));
  }
}
