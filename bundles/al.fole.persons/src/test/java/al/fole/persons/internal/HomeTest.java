// SPDX-License-Identifier: EUPL-1.2
package al.fole.persons.internal;

import static al.fole.persons.internal.HomeWorld.ADDRESS;
import static al.fole.persons.internal.HomeWorld.CONTACT;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import java.util.UUID;
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
  private static HomeWorld world;

  @BeforeAll
  static void open() {
    world = new HomeWorld();
  }

  @AfterAll
  static void close() {
    world.close();
  }

  @Test
  void theApplicationProtectsEveryAdultWhoeverEntersIt() {
    for (Actor actor : List.of(world.tirana, world.head, TestActor.of("NVNR_SW", "V53"))) {
      PersonId first = world.living();
      PersonId second = world.living();
      world.told(world.tirana, first, ADDRESS);
      world.apply(actor, first, second);
      for (PersonId adult : List.of(first, second)) {
        world.untold(adult, "53");
        world.told(world.head, adult, ADDRESS);
        world.told(world.worker(adult), adult, ADDRESS);
        assertEquals(2, world.persons.view(world.head, adult).version());
        assertEquals(1, world.entries("persons.home-protected", adult));
      }
    }
  }

  @Test
  void noListTellsItToAnybodyAndTheMunicipalityIsFoundAsBefore() {
    PersonId id = world.adult();
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
    PersonId id = world.adult();
    world.apply(world.tirana, id);
    assertEquals(1, world.entries("persons.home-protected", id));
    assertEquals(2, world.persons.view(world.head, id).version());
    world.untold(id, "53");
  }

  @Test
  void itStandsUnderAKeyOfItsOwn() {
    PersonId id = world.adult();
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
    PersonId id = world.adult();
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
    PersonId id = world.adult();
    People known = known(id);
    var problem =
        world.refused(
            "address-is-protected",
            () -> world.persons.correct(world.tirana, id, known.correction(2, "zhvendosje")));
    assertEquals("identity.address", problem.field().orElseThrow());
    world.persons.correct(world.tirana, id, known.at(null, null).correction(2, "emri"));
    world.told(world.head, id, ADDRESS);
    world.persons.correct(
        world.head, id, known.at("Rruga e Re 9", CONTACT).correction(3, "u zhvendos"));
    world.told(world.head, id, "Rruga e Re 9");
    world.untold(id, "53");
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
    PersonId id = world.adult();
    world.protections.protect(world.tirana, id, new Reasoned(2, "kërcënim"));
    world.untold(id, "-");
    world.told(world.head, id, ADDRESS);
    world.persons.correct(
        world.head, id, known(id).at("Rruga e Re 9", CONTACT).correction(3, "u zhvendos"));
    world.told(world.head, id, "Rruga e Re 9");
    world.protections.lift(world.head, id, new Reasoned(4, "kaloi rreziku"));
    world.untold(id, "53");
    world.told(world.head, id, "Rruga e Re 9");
  }

  @Test
  void whoIsHiddenWhenHeAppliesIsProtectedByLawAfterwards() {
    PersonId id = world.living();
    world.protections.protect(world.tirana, id, new Reasoned(1, "kërcënim"));
    world.apply(world.tirana, id);
    world.untold(id, "-");
    world.told(world.head, id, ADDRESS);
    world.protections.lift(world.head, id, new Reasoned(3, "kaloi rreziku"));
    world.untold(id, "53");
    world.told(world.head, id, ADDRESS);
  }

  @Test
  void familiesSayWhenTheLawProtectsNoLonger() {
    PersonId id = world.adult();
    world.refused(
        "takes-part", () -> world.protections.lift(world.head, id, new Reasoned(2, "u kërkua")));
    world.refused(
        "forbidden", () -> world.protections.lift(world.tirana, id, new Reasoned(2, "u kërkua")));
    world.untold(id, "53");
    world.takingPart.adults().remove(id);
    world.untold(id, "53");
    world.protections.lift(world.head, id, new Reasoned(2, "nuk merr më pjesë"));
    world.told(world.tirana, id, ADDRESS);
    assertFalse(world.persons.view(world.tirana, id).addressProtected());
    world.refused(
        "address-not-protected",
        () -> world.protections.lift(world.head, id, new Reasoned(3, "kaloi")));
    world.apply(world.tirana, id);
    world.untold(id, "53");
    world.told(world.head, id, ADDRESS);
  }

  @Test
  void withoutFamiliesNothingIsLiftedAndWithoutPersonsNobodyApplies() {
    PersonId id = world.adult();
    PersonId other = world.living();
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
    world.untold(id, "53");
    world.told(world.tirana, other, ADDRESS);
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
    PersonId first = world.living();
    PersonId second = world.living();
    PersonId hidden = world.living();
    world.protections.protect(world.tirana, hidden, new Reasoned(1, "kërcënim"));
    world.fixture.remove(world.applied);
    apply(first, second);
    apply(hidden, null);
    world.told(world.tirana, first, ADDRESS);
    world.fixture.sequence();
    world.fixture.add(world.applied);
    await(() -> world.entries("persons.home-protected", hidden) == 1);
    for (PersonId adult : List.of(first, second)) {
      world.untold(adult, "53");
      world.told(world.head, adult, ADDRESS);
      assertEquals(1, world.entries("persons.home-protected", adult));
    }
    world.untold(hidden, "-");
    world.told(world.head, hidden, ADDRESS);
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
