// SPDX-License-Identifier: EUPL-1.2
package al.fole.persons.internal;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.access.Permission;
import al.fole.access.Scope;
import al.fole.event.Event;
import al.fole.event.EventType;
import al.fole.families.FamilyId;
import al.fole.families.FamilyState;
import al.fole.persons.PersonId;
import al.fole.persons.PersonQuery;
import al.fole.persons.PersonView;
import al.fole.persons.Protections.Reasoned;
import al.fole.spi.Actor;
import al.fole.spi.Ref;
import al.fole.testing.fakes.TestActor;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Where the adults of a foster family live is protected from its application on, by nobody's
 * decision: told to the worker it is entrusted to and the head of the unit (I-15).
 */
class HomeTest {
  private static final String ADDRESS = "Rruga e Fshehtë 7";
  private static final String CONTACT = "069 777 7777";
  private static PersonsWorld world;

  @BeforeAll
  static void open() {
    world = new PersonsWorld();
  }

  @AfterAll
  static void close() {
    world.close();
  }

  private static PersonId living() {
    return world.register(world.tirana, world.somebody().livingIn("53").at(ADDRESS, CONTACT));
  }

  private static PersonId adult() {
    PersonId id = living();
    world.apply(world.tirana, id);
    return id;
  }

  /** As the placement of a child would do. */
  private static Actor worker(PersonId of) {
    Actor worker = TestActor.of("PMF", "B53");
    world.run(
        "insert into access.scope (subject, via, holder, relation, opened_on) values ('%s', '%s', '%s', 'ASSIGNED', current_date)"
            .formatted(of, of, worker.who()));
    return worker;
  }

  private static void untold(PersonId id, String municipality) {
    for (Actor actor :
        List.of(
            world.tirana,
            TestActor.of("NVNR_SW", "V53"),
            TestActor.of("BASHKI_SOC_DIR", "D53"),
            world.region,
            world.directorate)) {
      PersonView view = world.persons.view(actor, id);
      assertTrue(view.addressProtected(), actor.role());
      assertNull(view.address(), actor.role());
      assertNull(view.contact(), actor.role());
      assertEquals(
          municipality, Objects.requireNonNullElse(view.municipality(), "-"), actor.role());
      for (var entry : world.persons.history(world.tirana, id)) {
        assertFalse(entry.details().containsKey("address"), entry.type());
        assertFalse(entry.details().containsKey("contact"), entry.type());
      }
    }
  }

  private static void told(Actor actor, PersonId id, String address) {
    PersonView view = world.persons.view(actor, id);
    assertEquals(address, view.address());
    assertEquals(CONTACT, view.contact());
    assertEquals("53", view.municipality());
  }

  @Test
  void theApplicationProtectsEveryAdultWhoeverEntersIt() {
    for (Actor actor : List.of(world.tirana, world.head, TestActor.of("NVNR_SW", "V53"))) {
      PersonId first = living();
      PersonId second = living();
      told(world.tirana, first, ADDRESS);
      world.apply(actor, first, second);
      for (PersonId adult : List.of(first, second)) {
        untold(adult, "53");
        told(world.head, adult, ADDRESS);
        told(worker(adult), adult, ADDRESS);
        assertEquals(2, world.persons.view(world.head, adult).version());
        assertEquals(1, world.entries("persons.home-protected", adult));
      }
    }
  }

  @Test
  void noListTellsItToAnybodyAndTheMunicipalityIsFoundAsBefore() {
    PersonId id = adult();
    String number = requireNonNull(world.persons.view(world.tirana, id).personalNumber());
    for (Actor actor : List.of(world.tirana, world.region, world.directorate)) {
      var query = new PersonQuery(number, null, null, "53", 20, null);
      PersonView found = world.persons.search(actor, query).items().get(0);
      assertEquals(id, found.id());
      assertNull(found.address());
      assertNull(requireNonNull(world.persons.views(actor, List.of(id)).get(id)).address());
    }
  }

  @Test
  void whoAppliesAgainIsProtectedStill() {
    PersonId id = adult();
    world.apply(world.tirana, id);
    assertEquals(1, world.entries("persons.home-protected", id));
    assertEquals(2, world.persons.view(world.head, id).version());
    untold(id, "53");
  }

  @Test
  void itStandsUnderAKeyOfItsOwn() {
    PersonId id = adult();
    assertEquals(
        List.of("0"),
        world.texts(
            "select count(*) from persons.person where id = '%s' and (address is not null or contact is not null or municipality <> '53')"
                .formatted(id)));
    assertEquals(
        List.of("1"),
        world.texts(
            "select count(*) from persons.home a join store.subject_key k on k.id = a.id where a.person = '%s' and k.id <> '%s' and a.lifted_at is null"
                .formatted(id, id)));
  }

  /** So an older version beside this one cannot write it back. */
  @Test
  void theRowRefusesTheAddressOfWhomTheLawProtects() {
    PersonId id = adult();
    for (String field : List.of("address", "contact")) {
      var refused =
          assertThrows(
              IllegalStateException.class,
              () ->
                  world.run(
                      "update persons.person set %s = '\\x00' where id = '%s'"
                          .formatted(field, id)));
      assertTrue(String.valueOf(refused.getCause()).contains("person_home"), field);
    }
  }

  @Test
  void whoMayNotReadItNeitherCorrectsNorOverwritesIt() {
    PersonId id = adult();
    People known = known(id);
    var problem =
        world.refused(
            "address-is-protected",
            () -> world.persons.correct(world.tirana, id, known.correction(2, "zhvendosje")));
    assertEquals("identity.address", problem.field().orElseThrow());
    world.persons.correct(world.tirana, id, known.at(null, null).correction(2, "emri"));
    told(world.head, id, ADDRESS);
    world.persons.correct(
        world.head, id, known.at("Rruga e Re 9", CONTACT).correction(3, "u zhvendos"));
    told(world.head, id, "Rruga e Re 9");
    untold(id, "53");
    world.persons.correct(
        world.tirana, id, known.at(null, null).livingIn("10").correction(4, "tjetër bashki"));
    assertEquals("10", world.persons.view(world.directorate, id).municipality());
    assertEquals("Rruga e Re 9", world.persons.view(world.head, id).address());
  }

  private static People known(PersonId id) {
    PersonView view = world.persons.view(world.head, id);
    return People.aGirl()
        .withNumber(view.personalNumber())
        .because("i tij")
        .named(view.firstName(), view.fatherName(), view.lastName())
        .ofSex(view.sex())
        .bornOn(requireNonNull(view.birthDate()))
        .at(ADDRESS, CONTACT);
  }

  @Test
  void theLawOutlivesTheDecisionOfSomebody() {
    PersonId id = adult();
    world.protections.protect(world.tirana, id, new Reasoned(2, "kërcënim"));
    untold(id, "-");
    told(world.head, id, ADDRESS);
    world.persons.correct(
        world.head, id, known(id).at("Rruga e Re 9", CONTACT).correction(3, "u zhvendos"));
    told(world.head, id, "Rruga e Re 9");
    world.protections.lift(world.head, id, new Reasoned(4, "kaloi rreziku"));
    untold(id, "53");
    told(world.head, id, "Rruga e Re 9");
  }

  @Test
  void whoIsHiddenWhenHeAppliesIsProtectedByLawAfterwards() {
    PersonId id = living();
    world.protections.protect(world.tirana, id, new Reasoned(1, "kërcënim"));
    world.apply(world.tirana, id);
    untold(id, "-");
    told(world.head, id, ADDRESS);
    world.protections.lift(world.head, id, new Reasoned(3, "kaloi rreziku"));
    untold(id, "53");
    told(world.head, id, ADDRESS);
  }

  @Test
  void familiesSayWhenTheLawProtectsNoLonger() {
    PersonId id = adult();
    world.refused(
        "takes-part", () -> world.protections.lift(world.head, id, new Reasoned(2, "u kërkua")));
    world.refused(
        "forbidden", () -> world.protections.lift(world.tirana, id, new Reasoned(2, "u kërkua")));
    untold(id, "53");
    world.takingPart.adults().remove(id);
    untold(id, "53");
    world.protections.lift(world.head, id, new Reasoned(2, "nuk merr më pjesë"));
    told(world.tirana, id, ADDRESS);
    assertFalse(world.persons.view(world.tirana, id).addressProtected());
    world.refused(
        "address-not-protected",
        () -> world.protections.lift(world.head, id, new Reasoned(3, "kaloi")));
    world.apply(world.tirana, id);
    untold(id, "53");
    told(world.head, id, ADDRESS);
  }

  @Test
  void withoutFamiliesNothingIsLiftedAndWithoutPersonsNobodyApplies() {
    PersonId id = adult();
    PersonId other = living();
    world.takingPart.adults().remove(id);
    world.fixture.remove(world.takingPart);
    world.fixture.remove(world.applied);
    try {
      world.refused(
          "part-unavailable",
          () -> world.protections.lift(world.head, id, new Reasoned(2, "u kërkua")));
      world.refused("part-unavailable", () -> world.apply(world.tirana, other));
    } finally {
      world.fixture.add(world.takingPart);
      world.fixture.add(world.applied);
    }
    untold(id, "53");
    told(world.tirana, other, ADDRESS);
  }

  /** Where the law protects somebody, and where somebody had him hidden. */
  private static List<PersonId> withheld() {
    PersonId hidden = living();
    world.protections.protect(world.tirana, hidden, new Reasoned(1, "kërcënim"));
    return List.of(adult(), hidden);
  }

  private static void hold(PersonId person, Actor by, String relation) {
    world.run(
        "insert into access.scope (subject, via, holder, relation, opened_on, until) values ('%s', '%s', '%s', '%s', current_date, now() + interval '1 hour')"
            .formatted(person, UUID.randomUUID(), by.who(), relation));
  }

  /** What a statement shows of where somebody lives, behind whichever wall stands. */
  private static boolean shown(Actor behind, Scope scope, PersonId id) {
    return world
        .store()
        .read(
            behind,
            tx ->
                tx.mapper(PersonMapper.class).byId(List.of(id.value()), false, scope).stream()
                    .anyMatch(it -> it.home() != null || it.hidden() != null));
  }

  /** The first wall alone: the jobs role is behind no policy. */
  @Test
  void thePredicateShowsNoAddressToWhomBreaksTheGlass() {
    var jobs = world.access().system("persons.test");
    for (PersonId id : withheld()) {
      Actor worker = TestActor.of("PMF", "B10");
      var scope = world.access().scope(worker, new Permission("persons.view"));
      hold(id, worker, "BREAK_GLASS");
      assertFalse(shown(jobs, scope, id));
      hold(id, worker, "ASSIGNED");
      assertTrue(shown(jobs, scope, id));
    }
  }

  /** The second wall alone: this predicate is no wall. */
  @Test
  void thePolicyShowsNoAddressToWhomBreaksTheGlass() {
    var everything = new Scope(true, List.of());
    for (PersonId id : withheld()) {
      Actor worker = TestActor.of("PMF", "B10");
      hold(id, worker, "BREAK_GLASS");
      assertFalse(shown(worker, everything, id));
      hold(id, worker, "ASSIGNED");
      assertTrue(shown(worker, everything, id));
    }
  }

  @Test
  void whoeverBreaksTheGlassReadsThePersonAndNotTheAddress() {
    for (PersonId id : withheld()) {
      Actor worker = TestActor.of("PMF", "B10");
      hold(id, worker, "BREAK_GLASS");
      PersonView view = world.persons.view(worker, id);
      assertNotNull(view.lastName());
      assertNull(view.address());
      assertNull(view.contact());
      hold(id, worker, "ASSIGNED");
      told(worker, id, ADDRESS);
    }
  }

  @Test
  void thePolicyHidesItWhereThePredicateIsWrong() {
    var everything = new Scope(true, List.of());
    PersonId id = adult();
    for (Actor actor : List.of(world.tirana, world.region, world.directorate, world.durres)) {
      assertFalse(shown(actor, everything, id), actor.role());
    }
    assertTrue(shown(world.head, everything, id));
  }

  @Test
  void thePolicyHidesWhereSomebodySealedLives() {
    for (PersonId id : withheld()) {
      assertEquals(1, places(world.head, id));
      world.run("insert into access.standing values ('%s', 'SEALED', now())".formatted(id));
      assertEquals(0, places(world.head, id));
      assertEquals(1, places(world.access().system("persons.test"), id));
    }
  }

  /** Rows of both tables behind the second wall: the predicate lets everything through. */
  private static int places(Actor behind, PersonId id) {
    var standings = List.of("OPEN", "CLOSED", "SEALED");
    var field = new Scope(true, List.of(), List.of(), standings, List.of(), Map.of());
    var all =
        new Scope(
            true, List.of(), List.of(), standings, List.of(), Map.of("PROTECTED_ADDRESS", field));
    var rows = new AtomicInteger();
    var undone =
        assertThrows(
            IllegalStateException.class,
            () ->
                world
                    .store()
                    .write(
                        behind,
                        tx -> {
                          var mapper = tx.mapper(PersonMapper.class);
                          rows.set(mapper.hidden(id.value(), all) == null ? 0 : 1);
                          rows.addAndGet(mapper.home(id.value(), all) == null ? 0 : 1);
                          throw new IllegalStateException("only looked");
                        }));
    assertEquals("only looked", undone.getMessage());
    return rows.get();
  }

  /** A family that had applied before the law was kept by the register. */
  @EventType(name = "families.applied", ground = "VKM-2026 n.3/2/a")
  record OldApplication(
      FamilyId family,
      long version,
      PersonId adult,
      @Nullable PersonId partner,
      String unit,
      String municipality,
      String kind,
      boolean kinship,
      int places,
      FamilyState state,
      LocalDate on)
      implements Event {

    @Override
    public Ref record() {
      return family.ref();
    }

    @Override
    public List<UUID> subjects() {
      return List.of(adult.value());
    }
  }

  @Test
  void theAdultsOfFamiliesThatAreThereAlreadyAreProtectedAfterwards() {
    PersonId first = living();
    PersonId second = living();
    PersonId hidden = living();
    world.protections.protect(world.tirana, hidden, new Reasoned(1, "kërcënim"));
    world.fixture.remove(world.applied);
    apply(first, second);
    apply(hidden, null);
    told(world.tirana, first, ADDRESS);
    world.fixture.sequence();
    world.fixture.add(world.applied);
    await(() -> world.entries("persons.home-protected", hidden) == 1);
    for (PersonId adult : List.of(first, second)) {
      untold(adult, "53");
      told(world.head, adult, ADDRESS);
      assertEquals(1, world.entries("persons.home-protected", adult));
    }
    untold(hidden, "-");
    told(world.head, hidden, ADDRESS);
  }

  private static void apply(PersonId adult, @Nullable PersonId partner) {
    world
        .store()
        .write(
            world.tirana,
            tx ->
                tx.record(
                    new OldApplication(
                        new FamilyId(tx.newId()),
                        1,
                        adult,
                        partner,
                        "B53",
                        "53",
                        "VOLUNTARY",
                        false,
                        1,
                        FamilyState.APPLIED,
                        LocalDate.of(2026, 5, 4)),
                    List.of()));
  }

  private static void await(BooleanSupplier state) {
    long end = System.nanoTime() + 60_000_000_000L;
    while (!state.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, "did not come about in a minute");
      LockSupport.parkNanos(20_000_000);
    }
  }
}
