// SPDX-License-Identifier: EUPL-1.2
package al.fole.persons.internal;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.persons.PersonId;
import al.fole.persons.PersonQuery;
import al.fole.persons.PersonView;
import al.fole.spi.Actor;
import al.fole.testing.fakes.TestActor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The matrix shows the ministry people under a pseudonym; one is opened by name with a reason, for
 * the rest of the session.
 */
class PseudonymTest {
  private static PersonsWorld world;
  private static PersonId girl;
  private final Actor ministry = TestActor.of("MIN_POLICY", "MINISTRIA");

  @BeforeAll
  static void open() {
    world = new PersonsWorld();
    girl = world.register(world.tirana, world.somebody());
    world.run(
        "select access.declare_policy('MIN_POLICY', 'LIST', 'PERSON', '{NATIONAL}', '{RECORD}', 'of this test')");
  }

  @AfterAll
  static void close() {
    world.close();
  }

  private static void nameless(PersonView view) {
    assertNull(view.personalNumber());
    assertNull(view.temporaryIdentifier());
    assertNull(view.firstName());
    assertNull(view.fatherName());
    assertNull(view.lastName());
    assertNull(view.birthDate());
    assertNull(view.address());
    assertNull(view.contact());
  }

  @Test
  void whoeverMayNotKnowSeesAPseudonym() {
    PersonView view = world.persons.view(ministry, girl);
    nameless(view);
    assertTrue(String.valueOf(view.pseudonym()).matches("P-[0-9A-Z]{10}"));
    assertEquals("F".equals(view.sex()) || "M".equals(view.sex()), true);
    assertEquals(
        view.pseudonym(),
        requireNonNull(world.persons.views(ministry, List.of(girl)).get(girl)).pseudonym());
    assertNull(world.persons.view(world.tirana, girl).pseudonym());
  }

  @Test
  void itIsAnotherInAnotherSession() {
    assertNotEquals(
        world.persons.view(ministry, girl).pseudonym(),
        world.persons.view(TestActor.of("MIN_POLICY", "MINISTRIA"), girl).pseudonym());
  }

  @Test
  void nobodySearchesOrSortsByWhatHeMayNotRead() {
    String number = String.valueOf(world.persons.view(world.tirana, girl).personalNumber());
    for (var query :
        Map.of(
                "personalNumber", new PersonQuery(number, null, null, null, 20, null),
                "name", new PersonQuery(null, "zana", null, null, 20, null),
                "birthDate", new PersonQuery(null, null, People.TODAY, null, 20, null))
            .entrySet()) {
      var problem =
          world.refused(
              "field-not-readable", () -> world.persons.search(ministry, query.getValue()));
      assertEquals(query.getKey(), problem.field().orElseThrow());
    }
    world
        .persons
        .alphabetical(ministry, List.of(girl), 20, null)
        .items()
        .forEach(PseudonymTest::nameless);
  }

  @Test
  void anOpeningWithAReasonShowsOnePersonForTheRestOfTheSession() {
    PersonId other = world.register(world.tirana, world.somebody());
    world.refused("text-blank", () -> world.protections.open(ministry, girl, " "));
    nameless(world.persons.view(ministry, girl));
    world.protections.open(ministry, girl, "ankesë e prindit");
    PersonView view = world.persons.view(ministry, girl);
    assertNotNull(view.firstName());
    assertNotNull(view.birthDate());
    assertNull(view.pseudonym());
    nameless(world.persons.view(ministry, other));
    nameless(world.persons.view(TestActor.of("MIN_POLICY", "MINISTRIA"), girl));
    assertEquals(1, world.entries("persons.identity-opened", girl));
    world.protections.open(ministry, girl, "edhe një herë");
    assertEquals(2, world.entries("persons.identity-opened", girl));
    world.refused(
        "not-found",
        () -> world.protections.open(ministry, new PersonId(java.util.UUID.randomUUID()), "po"));
  }

  @Test
  void noOtherRoleOpensAnybody() {
    for (Actor actor : List.of(world.tirana, world.head, world.directorate, world.administrator)) {
      world.refused("forbidden", () -> world.protections.open(actor, girl, "kureshtje"));
    }
    assertFalse(world.persons.view(world.tirana, girl).firstName() == null);
  }
}
