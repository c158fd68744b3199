// SPDX-License-Identifier: EUPL-1.2
package al.fole.persons.internal;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.access.Scope;
import al.fole.persons.PersonId;
import al.fole.persons.PersonQuery;
import al.fole.persons.PersonView;
import al.fole.persons.Protections.Reasoned;
import al.fole.spi.Actor;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Where somebody protected lives is told to his worker and the head of the unit, and nowhere else.
 */
class ProtectedAddressTest {
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

  private static PersonId living(String municipality) {
    return world.register(
        world.tirana, world.somebody().livingIn(municipality).at(ADDRESS, CONTACT));
  }

  private static PersonId guarded() {
    PersonId id = living("53");
    world.protections.protect(world.tirana, id, new Reasoned(1, "kërcënim nga i afërmi"));
    return id;
  }

  /** As the assignment of a case would do. */
  private static void entrust(PersonId id, Actor worker) {
    world.run(
        "insert into access.scope (subject, via, holder, relation, opened_on) values ('%s', '%s', '%s', 'ASSIGNED', current_date)"
            .formatted(id, id, worker.who()));
  }

  private static boolean tells(PersonView view) {
    return Stream.of(view.address(), view.contact(), view.municipality())
        .anyMatch(Objects::nonNull);
  }

  @Test
  void onlyTheAssignedWorkerAndTheHeadOfTheUnitReadIt() {
    PersonId id = guarded();
    for (Actor actor : List.of(world.tirana, world.region, world.directorate)) {
      PersonView view = world.persons.view(actor, id);
      assertTrue(view.addressProtected());
      assertFalse(tells(view), actor.role());
      assertFalse(
          tells(requireNonNull(world.persons.views(actor, List.of(id)).get(id))), actor.role());
    }
    PersonView head = world.persons.view(world.head, id);
    assertEquals(ADDRESS, head.address());
    assertEquals(CONTACT, head.contact());
    assertEquals("53", head.municipality());
    entrust(id, world.tirana);
    assertEquals(ADDRESS, world.persons.view(world.tirana, id).address());
  }

  @Test
  void nobodyIsFoundByAMunicipalityThatIsWithheld() {
    PersonId id = guarded();
    String number = Objects.requireNonNull(world.persons.view(world.tirana, id).personalNumber());
    assertEquals(List.of(id), found(world.tirana, number, null));
    for (Actor actor : List.of(world.tirana, world.head, world.directorate)) {
      assertEquals(List.of(), found(actor, number, "53"));
      assertEquals(List.of(), found(actor, number, "00"));
    }
  }

  private static List<PersonId> found(Actor actor, String number, @Nullable String municipality) {
    var query = new PersonQuery(number, null, null, municipality, 20, null);
    return world.persons.search(actor, query).items().stream().map(PersonView::id).toList();
  }

  @Test
  void theHistoryTellsNoPlace() {
    PersonId id = guarded();
    for (var entry : world.persons.history(world.tirana, id)) {
      assertFalse(entry.facts().containsKey("municipality"), entry.type());
      assertFalse(entry.details().containsKey("address"), entry.type());
      assertFalse(entry.details().containsKey("contact"), entry.type());
      assertEquals("", entry.unit());
    }
    var head = world.persons.history(world.head, id);
    assertEquals("53", head.get(0).facts().get("municipality"));
    assertEquals(ADDRESS, head.get(0).details().get("address"));
  }

  @Test
  void anotherUnitWithHisNumberIsNotToldWhereToAsk() {
    PersonId id = guarded();
    String number = world.persons.view(world.tirana, id).personalNumber();
    var problem =
        world.refused(
            "possible-match",
            () ->
                world.persons.register(
                    world.durres,
                    world.somebody().withNumber(number).because("i tij").registration()));
    assertEquals(java.util.Map.of(), problem.more());
  }

  @Test
  void whoMayNotReadItNeitherCorrectsNorOverwritesIt() {
    PersonId id = guarded();
    People known = known(id);
    var problem =
        world.refused(
            "address-is-protected",
            () -> world.persons.correct(world.tirana, id, known.correction(2, "zhvendosje")));
    assertEquals("identity.address", problem.field().orElseThrow());
    world.persons.correct(
        world.tirana, id, known.at(null, null).livingIn("00").correction(2, "emri"));
    assertEquals(ADDRESS, world.persons.view(world.head, id).address());
    world.persons.correct(
        world.head, id, known.at("Rruga e Re 9", CONTACT).livingIn("10").correction(3, "u largua"));
    PersonView after = world.persons.view(world.head, id);
    assertEquals("Rruga e Re 9", after.address());
    assertEquals("10", after.municipality());
    assertFalse(tells(world.persons.view(world.tirana, id)));
    world.refused(
        "code-unknown",
        () ->
            world.persons.correct(
                world.head, id, known.at(null, null).livingIn("99").correction(4, "gabim")));
  }

  @Test
  void onlySomebodyProtectedHasAMunicipalityWithheld() {
    PersonId id = living("53");
    world.refused(
        "code-unknown",
        () ->
            world.persons.correct(
                world.head, id, known(id).at(null, null).livingIn("00").correction(1, "gabim")));
    world.refused(
        "code-unknown",
        () -> world.register(world.tirana, world.somebody().livingIn("00").at(null, null)));
  }

  private static People known(PersonId id) {
    PersonView view = world.persons.view(world.head, id);
    return People.aGirl()
        .withNumber(view.personalNumber())
        .because("i tij")
        .named(view.firstName(), view.fatherName(), view.lastName())
        .ofSex(view.sex())
        .bornOn(Objects.requireNonNull(view.birthDate()))
        .at(ADDRESS, CONTACT);
  }

  @Test
  void theHeadOfTheUnitLiftsItAndEverybodyInScopeReadsItAgain() {
    PersonId id = guarded();
    refusedForbidden(() -> world.protections.lift(world.tirana, id, new Reasoned(2, "kaloi")));
    world.protections.lift(world.head, id, new Reasoned(2, "kaloi rreziku"));
    PersonView view = world.persons.view(world.tirana, id);
    assertFalse(view.addressProtected());
    assertEquals(ADDRESS, view.address());
    assertEquals("53", view.municipality());
    assertEquals(1, world.entries("persons.address-protected", id));
    assertEquals(1, world.entries("persons.protection-lifted", id));
    world.refused(
        "address-not-protected",
        () -> world.protections.lift(world.head, id, new Reasoned(3, "kaloi")));
  }

  @Test
  void aReasonAndTheLastVersionAreNeeded() {
    PersonId id = living("53");
    world.refused(
        "text-blank", () -> world.protections.protect(world.tirana, id, new Reasoned(1, " ")));
    world.refused(
        "version-stale", () -> world.protections.protect(world.tirana, id, new Reasoned(2, "po")));
    world.refused(
        "not-found", () -> world.protections.protect(world.durres, id, new Reasoned(1, "po")));
    refusedForbidden(() -> world.protections.protect(world.directorate, id, new Reasoned(1, "po")));
  }

  @Test
  void theSecondWallHidesItWhereThePredicateIsWrong() {
    PersonId id = guarded();
    var everything = new Scope(true, List.of());
    for (Actor actor : List.of(world.tirana, world.region, world.directorate, world.durres)) {
      assertNull(
          world
              .store()
              .read(
                  actor,
                  tx ->
                      tx
                          .mapper(PersonMapper.class)
                          .byId(List.of(id.value()), false, everything)
                          .stream()
                          .map(ShownPerson::hidden)
                          .filter(Objects::nonNull)
                          .findFirst()
                          .orElse(null)),
          actor.role());
    }
  }

  /** The person's own key does not open it: the place has one of its own. */
  @Test
  void itStandsUnderAKeyOfItsOwn() {
    PersonId id = guarded();
    assertEquals(
        List.of("0", "1"),
        List.of(
            world
                .texts(
                    "select count(*) from persons.person where id = '%s' and (address is not null or contact is not null or municipality <> '00')"
                        .formatted(id))
                .get(0),
            world
                .texts(
                    "select count(*) from persons.protected_address a join store.subject_key k on k.id = a.id where a.person = '%s' and k.id <> '%s'"
                        .formatted(id, id))
                .get(0)));
    byte[] sealed =
        HexFormat.of()
            .parseHex(
                world
                    .texts(
                        "select encode(address, 'hex') from persons.protected_address where person = '%s'"
                            .formatted(id))
                    .get(0));
    var system = world.access().system("persons.test");
    boolean opens =
        world
            .store()
            .read(
                system,
                tx -> {
                  try {
                    requireNonNull(tx.keys(List.of(id.value())).get(id.value()))
                        .decrypt("persons.protected.address", sealed);
                    return true;
                  } catch (IllegalArgumentException refused) {
                    return false;
                  }
                });
    assertFalse(opens);
  }

  private static void refusedForbidden(org.junit.jupiter.api.function.Executable work) {
    world.refused("forbidden", work);
  }
}
