// SPDX-License-Identifier: EUPL-1.2
package al.fole.persons.internal;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.event.Detail;
import al.fole.persons.Erasures.ErasureView;
import al.fole.persons.Erasures.ProposeErasure;
import al.fole.persons.PersonId;
import al.fole.persons.PersonQuery;
import al.fole.persons.PersonView;
import al.fole.persons.Protections.Reasoned;
import al.fole.spi.Actor;
import al.fole.spi.Problem;
import al.fole.testing.fakes.TestActor;
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
  private static PersonsWorld world;
  private static Actor head;
  private static Actor officer;

  @BeforeAll
  static void open() {
    world = new PersonsWorld();
    head = world.proved(world.head);
    officer = world.proved(TestActor.of("DPO", "N"));
  }

  @AfterAll
  static void close() {
    world.close();
  }

  private static ProposeErasure byCourt() {
    return new ProposeErasure("COURT_DECISION", "217/3-2026", LocalDate.of(2026, 11, 2));
  }

  private static UUID proposed(PersonId id) {
    return world.erasures.propose(head, id, byCourt()).id();
  }

  private static void erase(PersonId id) {
    world.erasures.decide(officer, proposed(id), "APPROVED");
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

  private static long count(String sql, PersonId id) {
    return world.fixture.number(sql, id.value());
  }

  @Test
  void whoeverReachesHimIsToldThatHeWasErasedAndNothingElse() {
    PersonId id = world.register(world.tirana, world.somebody().at("Rruga 7", "069 777 7777"));
    erase(id);
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
    erase(id);
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
    assertTrue(count("select count(*) from persons.token where person = ?", numbered) > 0);
    erase(id);
    erase(numbered);
    for (PersonId each : List.of(id, numbered)) {
      assertEquals(0, count("select count(*) from persons.token where person = ?", each));
      assertEquals(0, count("select count(*) from persons.number where person = ?", each));
      assertEquals(
          1,
          count(
              "select count(*) from store.subject_key"
                  + " where id = ? and wrapped is null and erased_at is not null",
              each));
      assertEquals(
          1,
          count(
              """
              select count(*) from persons.person where id = ? and erased_at is not null
                and num_nonnulls(personal_number, temporary_identifier, first_name, father_name,
                  last_name, address, contact) = 0
                and sex = 'U' and municipality = '00' and provider = 'ERASED'""",
              each));
      assertEquals(0, count("select count(*) from journal.detail where subject = ?", each));
      assertEquals(
          0,
          count(
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
    erase(id);
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

  @Test
  void aProtectedAddressGoesWithItsOwnKey() {
    PersonId id = world.register(world.tirana, world.somebody().at("Rruga e Fshehtë", null));
    world.protections.protect(world.tirana, id, new Reasoned(1, "kërcënim"));
    erase(id);
    assertEquals(
        1,
        count(
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
    UUID opening = broken(id);
    UUID elsewhere = broken(other);
    UUID seal = UUID.randomUUID();
    UUID unsealing = UUID.randomUUID();
    happened(new Happening.Sealed(seal, id));
    happened(new Happening.Unsealing(unsealing, seal));
    refused("person-has-open-review", () -> proposed(id));
    happened(new Happening.Reviewed(opening));
    erase(id);
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
    happened(new Happening.Reviewed(elsewhere));
    erase(other);
  }

  /** Both of them are spoken of by one opening, whose key goes once. */
  @Test
  void oneOpeningOfTwoPeopleStandsInNobodysWay() {
    PersonId one = world.register(world.tirana, world.somebody());
    PersonId two = world.register(world.tirana, world.somebody());
    UUID opening = UUID.randomUUID();
    happened(new Happening.Broken(opening, one, two));
    happened(new Happening.Reviewed(opening));
    erase(one);
    erase(two);
    assertEquals(1, world.entries("persons.erased", two));
  }

  private static UUID broken(PersonId id) {
    UUID opening = UUID.randomUUID();
    happened(new Happening.Broken(opening, id, null));
    return opening;
  }

  @Test
  void whoeverWasMergedIntoHimGoesToo() {
    PersonId id = world.register(world.tirana, world.somebody());
    PersonId second = world.register(world.tirana, world.somebody());
    PersonId third = world.register(world.tirana, world.somebody());
    merged(second, id);
    merged(third, second);
    PersonId other = world.register(world.tirana, world.somebody());
    erase(id);
    for (PersonId each : List.of(id, second, third)) {
      assertEquals(1, world.entries("persons.erased", each));
      assertEquals(
          1,
          count("select count(*) from store.subject_key where id = ? and wrapped is null", each));
    }
    assertFalse(
        requireNonNull(world.persons.views(world.tirana, List.of(other)).get(other)).erased());
  }

  /** As a merge would leave them. */
  private static void merged(PersonId one, PersonId into) {
    world.run(
        """
        set fole.by_hand = 'test:merge'; set session_replication_role = replica;
        update persons.person set merged_into = '%s' where id = '%s'; reset all"""
            .formatted(into, one));
  }

  @Test
  void oneProposesAndAnotherApprovesEachProved() {
    PersonId id = world.register(world.tirana, world.somebody());
    var unproved = TestActor.of("NJMF_HEAD", "B53");
    refused("reauthentication-required", () -> world.erasures.propose(unproved, id, byCourt()));
    for (Actor actor : List.of(world.tirana, world.directorate, world.administrator, officer)) {
      refused("forbidden", () -> world.erasures.propose(actor, id, byCourt()));
    }
    UUID erasure = proposed(id);
    refused("erasure-proposed", () -> proposed(id));
    refused("forbidden", () -> world.erasures.decide(head, erasure, "APPROVED"));
    var sleepy = TestActor.of("DPO", "N");
    refused("reauthentication-required", () -> world.erasures.decide(sleepy, erasure, "APPROVED"));
    var himself =
        world.proved(
            new TestActor(
                head.who(), "DPO", "N", UUID.randomUUID(), "DATA_PROTECTION", "PASSWORD", "r"));
    refused("proposer-is-approver", () -> world.erasures.decide(himself, erasure, "APPROVED"));
    refused("outcome-code", () -> world.erasures.decide(officer, erasure, "MAYBE"));
    assertFalse(requireNonNull(world.persons.views(world.tirana, List.of(id)).get(id)).erased());
    world.erasures.decide(officer, erasure, "REJECTED");
    refused("already-decided", () -> world.erasures.decide(officer, erasure, "APPROVED"));
    assertEquals(0, world.entries("persons.erased", id));
    erase(id);
    assertEquals(1, world.entries("persons.erased", id));
    assertEquals(2, world.entries("persons.erasure-decided", id));
    refused("not-found", () -> proposed(id));
  }

  @Test
  void itSaysWhatItRestsOnAndNamesNobody() {
    PersonId id = world.register(world.tirana, world.somebody());
    var day = LocalDate.of(2026, 11, 2);
    refused("field-missing", () -> propose(id, new ProposeErasure(null, "1", day)));
    refused("erasure-ground-code", () -> propose(id, new ProposeErasure("WISH", "1", day)));
    refused("field-missing", () -> propose(id, new ProposeErasure("COURT_DECISION", null, day)));
    for (String number : List.of("", "Zana Përmeti", "217 Zana", "217/zana", "1/2/3/4/5/6")) {
      refused(
          "decision-number-format",
          () -> propose(id, new ProposeErasure("COURT_DECISION", number, day)));
    }
    refused("field-missing", () -> propose(id, new ProposeErasure("COURT_DECISION", "1", null)));
    assertThrows(
        Problem.class,
        () -> propose(id, new ProposeErasure("COURT_DECISION", "1", LocalDate.of(2199, 1, 1))));
    assertEquals(0, world.entries("persons.erasure-proposed", id));
  }

  private static void propose(PersonId id, ProposeErasure command) {
    world.erasures.propose(head, id, command);
  }

  @Test
  void nothingOfHimMayBeRunning() {
    for (var bar :
        Map.of(
                "person-has-open-case", List.of("case", "IN_CARE", "CLOSED"),
                "person-has-open-referral", List.of("referral", "SCREENED", "NOT_SUBSTANTIATED"),
                "person-in-approved-family", List.of("family", "APPROVED", "WITHDRAWN"))
            .entrySet()) {
      PersonId id = world.register(world.tirana, world.somebody());
      UUID erasure = proposed(id);
      UUID record = UUID.randomUUID();
      String kind = bar.getValue().get(0);
      happened(new Happening.Moved(record, kind, 1, id, bar.getValue().get(1)));
      refused(bar.getKey(), () -> world.erasures.decide(officer, erasure, "APPROVED"));
      PersonId other = world.register(world.tirana, world.somebody());
      happened(new Happening.Moved(UUID.randomUUID(), kind, 1, other, bar.getValue().get(1)));
      refused(bar.getKey(), () -> proposed(other));
      happened(new Happening.Moved(record, kind, 2, id, bar.getValue().get(2)));
      world.erasures.decide(officer, erasure, "APPROVED");
      assertEquals(1, world.entries("persons.erased", id), bar.getKey());
    }
  }

  @Test
  void aPlacementHasEndedFirst() {
    PersonId id = world.register(world.tirana, world.somebody());
    UUID placement = UUID.randomUUID();
    happened(new Happening.Moved(placement, "placement", 1, id, "x"));
    refused("person-has-living-placement", () -> proposed(id));
    happened(new Happening.Ended(placement, 2, id));
    erase(id);
    assertEquals(1, world.entries("persons.erased", id));
  }

  /** With words of its own record, as a reason is. */
  private static void happened(al.fole.event.Event event) {
    var words = new Detail(event.record().id(), Map.of("said", "rrezik"));
    world
        .store()
        .write(
            world.access().system("persons.test"),
            tx -> tx.record(event, event instanceof Happening.Told ? List.of(words) : List.of()));
  }

  @Test
  void nothingIsErasedThatIsHeldOrKept() {
    PersonId id = world.register(world.tirana, world.somebody());
    var problem =
        refused(
            "retention-runs",
            () ->
                propose(
                    id,
                    new ProposeErasure("RETENTION_ENDED", "12/2026", LocalDate.of(2026, 11, 2))));
    assertEquals(
        world.store().read(world.tirana, tx -> tx.today()).plusDays(36_525).toString(),
        problem.more().get("until"));
    world.run(
        """
        create schema if not exists audit;
        create table audit.hold (person uuid, until date, closed_on date);
        grant usage on schema audit to fole_app, fole_jobs;
        grant select on audit.hold to fole_app, fole_jobs;
        insert into audit.hold values ('%s', '2199-01-01', null)"""
            .formatted(id));
    refused("person-held", () -> proposed(id));
    world.run("update audit.hold set closed_on = current_date");
    erase(id);
    assertEquals(1, world.entries("persons.erased", id));
  }

  @Test
  void nothingIsCorrectedOrCopiedOfHimAnyMore() {
    People someone = world.somebody();
    PersonId id = world.register(world.tirana, someone);
    erase(id);
    refused(
        "not-found", () -> world.persons.correct(world.tirana, id, someone.correction(2, "gabim")));
    refused(
        "not-found",
        () -> world.protections.protect(world.tirana, id, new Reasoned(2, "kërcënim")));
    refused(
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

  @Test
  void theListTellsWhoseItIsToDecide() {
    PersonId id = world.register(world.tirana, world.somebody());
    UUID erasure = proposed(id);
    for (Actor actor : List.of(head, officer)) {
      ErasureView view =
          world.erasures.list(actor).stream()
              .filter(it -> it.id().equals(erasure))
              .findFirst()
              .orElseThrow();
      assertEquals("PROPOSED", view.state());
      assertEquals("217/3-2026", view.decision());
      assertNull(view.closedBy());
    }
    var elsewhere = TestActor.of("NJMF_HEAD", "B10");
    assertTrue(world.erasures.list(elsewhere).stream().noneMatch(it -> it.id().equals(erasure)));
    assertTrue(world.entries("persons.erasures-read", id) >= 2);
  }

  private static Problem refused(String rule, org.junit.jupiter.api.function.Executable work) {
    var problem = assertThrows(Problem.class, work);
    assertEquals(rule, problem.rule(), problem::getMessage);
    assertFalse(problem.sq().isBlank() || problem.en().isBlank());
    return problem;
  }
}
