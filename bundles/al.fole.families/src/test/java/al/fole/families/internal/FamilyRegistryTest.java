// SPDX-License-Identifier: EUPL-1.2
package al.fole.families.internal;

import static al.fole.families.internal.AFamily.aFamily;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.families.ApplyAsFamily;
import al.fole.families.FamilyId;
import al.fole.families.FamilyState;
import al.fole.families.FamilyView;
import al.fole.families.PlacementId;
import al.fole.families.PlacementView;
import al.fole.families.internal.APlacement.ACase;
import al.fole.itests.clauses.Clause;
import al.fole.journal.Entry;
import al.fole.persons.PersonId;
import al.fole.spi.Actor;
import al.fole.spi.Problem;
import al.fole.testing.fakes.TestActor;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** The story of a family, each step by the hand that may. */
class FamilyRegistryTest {
  private static FamiliesWorld world;

  @BeforeAll
  static void open() {
    world = new FamiliesWorld();
  }

  @AfterAll
  static void close() {
    world.close();
  }

  @Test
  @Clause("R-48")
  @Clause("R-49")
  @Clause("R-50")
  @Clause("R-78")
  void aFamilyAppliesIsAssessedAndApprovedAndTakesAChild() {
    PersonId her = world.person("Besa", "Hoxha", FamiliesWorld.GROWN);
    PersonId him = world.person("Agim", "Hoxha", FamiliesWorld.GROWN);
    AFamily family = aFamily().professional().of(her, him).withPlaces(2).forAges(3, 12);
    FamilyId id = world.applied(family.because("Duam të ndihmojmë"));
    FamilyView applied = world.families.view(world.tirana, id);
    assertEquals(FamilyState.APPLIED, applied.state());
    assertTrue(
        requireNonNull(applied.fileNumber()).matches("RKAF-F-53-2026-[0-9]{5}"),
        applied.fileNumber());
    assertEquals(List.of(her, him), applied.adults());
    assertEquals("Besa", requireNonNull(applied.people()).get(0).firstName());
    assertNull(applied.approval());

    world.families.assess(world.tirana, id, AFamily.assessment(1, "POSITIVE"));
    assertEquals(2, world.families.decide(world.head, id, family.approval(2)).version() - 1);
    FamilyView approved = world.families.view(world.tirana, id);
    assertEquals(FamilyState.APPROVED, approved.state());
    assertEquals(AFamily.APPROVED, approved.stateSince());
    assertEquals(2, approved.freePlaces());
    assertEquals(family.terms().places(), given(approved.approval()).terms().places());
    assertEquals("Vendim nr. 17", given(approved.approval()).number());
    assertEquals(world.head.who(), given(approved.approval()).approver());
    assertEquals("Përmbledhja", approved.assessments().get(0).summary());
    assertFalse(approved.active());

    ACase of = world.aCase();
    PlacementId placement =
        world.place(id, APlacement.of(of).as("FOSTER_LONG").until(LocalDate.of(2027, 6, 1)));
    PlacementView placed = world.families.placement(world.tirana, placement);
    assertEquals("FOSTER_LONG", placed.careType());
    assertEquals("PROFESSIONAL", placed.careForm());
    assertEquals(of.child(), placed.child());
    assertEquals("Zana", given(placed.person()).firstName());
    assertNull(placed.endedOn());
    FamilyView active = world.families.view(world.tirana, id);
    assertTrue(active.active());
    assertEquals(1, active.freePlaces());
    assertEquals(List.of(placement), active.placements().stream().map(PlacementView::id).toList());

    world.families.end(world.tirana, placement, APlacement.end(1));
    PlacementView ended = world.families.placement(world.tirana, placement);
    assertEquals("REUNIFIED", ended.endReason());
    assertEquals(ChronoUnit.DAYS.between(APlacement.PLACED, APlacement.ENDED) + 1, ended.days());
    assertEquals(2, world.families.view(world.tirana, id).freePlaces());

    List<Entry> history = world.families.history(world.tirana, id);
    assertEquals(
        List.of("families.applied", "families.assessed", "families.approved"),
        history.stream().map(Entry::type).toList());
    assertEquals(Map.of("motivation", "Duam të ndihmojmë"), history.get(0).details());
    assertEquals(Map.of("number", "Vendim nr. 17"), history.get(2).details());
  }

  private static <T> T given(@Nullable T value) {
    return Objects.requireNonNull(value);
  }

  @Test
  void fileNumbersOfAMunicipalityAndYearHaveNoGap() {
    var first = world.families.view(world.tirana, world.applied(aFamily().of(world.adult())));
    world.refused(
        "code-unknown", () -> world.applied(aFamily().of(world.adult()).offering("FOSTER_LUNAR")));
    world.refused("adults-differ", () -> twins());
    var second = world.families.view(world.tirana, world.applied(aFamily().of(world.adult())));
    assertEquals(number(first) + 1, number(second));
  }

  private static void twins() {
    PersonId adult = world.adult();
    world.applied(aFamily().of(adult, adult));
  }

  private static int number(FamilyView family) {
    return Integer.parseInt(
        requireNonNull(family.fileNumber())
            .substring(requireNonNull(family.fileNumber()).length() - 5));
  }

  @Test
  void adultsAreInScopeOfAgeAndInOneFamily() {
    PersonId adult = world.adult();
    world.refused(
        "not-found", () -> world.families.apply(world.durres, aFamily().of(adult).application()));
    world.refused("adult-under-age", () -> world.applied(aFamily().of(world.child())));
    PersonId ofALeapDay = world.person("Besa", "Hoxha", LocalDate.of(2008, 2, 29));
    AFamily theirs = aFamily().of(ofALeapDay);
    world.refused(
        "adult-under-age", () -> world.applied(theirs.appliedOn(LocalDate.of(2026, 2, 28))));
    world.applied(theirs.appliedOn(LocalDate.of(2026, 3, 1)));
    FamilyId id = world.applied(aFamily().of(adult));
    world.refused("adult-in-another-family", () -> world.applied(aFamily().of(adult)));
    world.families.change(world.head, id, AFamily.step(1, FamilyState.WITHDRAWN));
    world.applied(aFamily().of(adult));
  }

  @Test
  @Clause("R-71")
  void aUnitEntersTheFamiliesOfItsOwnMunicipalityOnly() {
    var said = aFamily().of(world.adult()).application();
    var elsewhere =
        new ApplyAsFamily(
            said.adults(),
            said.kind(),
            said.kinship(),
            said.careTypes(),
            said.places(),
            said.ageFrom(),
            said.ageTo(),
            "10",
            said.motivation(),
            said.appliedOn(),
            said.provenance());
    for (Actor local : List.of(world.tirana, world.head, TestActor.of("NVNR_SW", "V53"))) {
      var refused =
          world.refused(
              "municipality-of-another-unit", () -> world.families.apply(local, elsewhere));
      assertEquals("municipality", refused.field().orElseThrow());
    }
    world.families.apply(world.tirana, said);
  }

  @Test
  void aFamilyLeavesOnceItsChildrenHaveLeft() {
    FamilyId id = world.approved(aFamily());
    PlacementId placement = world.place(id, world.aCase());
    var leaves = AFamily.step(3, FamilyState.WITHDRAWN);
    Problem problem =
        world.refused("family-has-children", () -> world.families.change(world.head, id, leaves));
    assertEquals(Problem.Kind.CONFLICT, problem.kind());
    world.families.end(world.tirana, placement, APlacement.end(1));
    world.families.change(world.head, id, leaves);
    assertEquals(FamilyState.WITHDRAWN, world.families.view(world.tirana, id).state());
  }

  @Test
  void theFileNumberHasTheYearOfTheDayItIsGiven() {
    PersonId old = world.person("Besa", "Hoxha", LocalDate.of(1950, 1, 1));
    FamilyId id = world.applied(aFamily().of(old).appliedOn(LocalDate.of(1999, 5, 4)));
    assertTrue(
        requireNonNull(world.families.view(world.tirana, id).fileNumber())
            .startsWith("RKAF-F-53-2026-"));
  }

  @Test
  void everyStepHasItsHand() {
    FamilyId id = world.assessed(aFamily().of(world.adult()));
    var approval = aFamily().approval(2);
    forbidden("families.decide", () -> world.families.decide(world.tirana, id, approval));
    forbidden(
        "families.decide",
        () -> world.families.change(world.tirana, id, AFamily.step(2, FamilyState.WITHDRAWN)));
    for (var reader : List.of(world.region, world.directorate, world.administrator)) {
      forbidden("families.apply", () -> world.families.apply(reader, aFamily().application()));
      forbidden(
          "families.assess",
          () -> world.families.assess(reader, id, AFamily.assessment(2, "POSITIVE")));
      forbidden("families.decide", () -> world.families.decide(reader, id, approval));
      forbidden(
          "families.place",
          () -> world.families.place(reader, id, APlacement.of(world.aCase()).command()));
      forbidden(
          "families.end",
          () -> world.families.end(reader, new PlacementId(UUID.randomUUID()), APlacement.end(1)));
      forbidden("families.history", () -> world.families.history(reader, id));
    }
    assertEquals(id, world.families.view(world.region, id).id());
    assertEquals(id, world.families.view(world.directorate, id).id());
    forbidden("families.view", () -> world.families.view(world.administrator, id));
    forbidden(
        "families.list",
        () -> world.families.list(world.administrator, FamilyListsTest.families("DATE", null)));
  }

  @Test
  void nobodyApprovesWhatHeAssessed() {
    AFamily family = aFamily().of(world.adult());
    FamilyId id = world.applied(family);
    world.families.assess(world.head, id, AFamily.assessment(1, "POSITIVE"));
    Problem problem =
        world.refused(
            "approver-is-assessor",
            () -> world.families.decide(world.head, id, family.approval(2)));
    assertEquals(Problem.Kind.CONFLICT, problem.kind());
  }

  @Test
  void outOfScopeAndNotThereAreTheSame() {
    FamilyId id = world.approved(aFamily());
    PlacementId placement = world.place(id, world.aCase());
    var nobody = new FamilyId(UUID.randomUUID());
    var there = world.refused("not-found", () -> world.families.view(world.durres, id));
    var notThere = world.refused("not-found", () -> world.families.view(world.durres, nobody));
    assertEquals(notThere.getMessage(), there.getMessage());
    world.refused("not-found", () -> world.families.history(world.durres, id));
    world.refused("not-found", () -> world.families.placement(world.durres, placement));
    world.refused(
        "not-found", () -> world.families.end(world.durres, placement, APlacement.end(1)));
    world.refused(
        "not-found",
        () -> world.families.assess(world.durres, id, AFamily.assessment(3, "POSITIVE")));
    assertTrue(world.entries("access.absent-asked") >= 5);
  }

  @Test
  void withoutPersonsOrCasesNothingIsWrittenAndTheMissingPartIsNamed() {
    FamilyId id = world.approved(aFamily());
    ACase of = world.aCase();
    world.families.cases = null;
    missing("cases", () -> world.place(id, of));
    world.families.cases = world.cases;
    world.fixture.remove(world.placed);
    missing("cases", () -> world.place(id, of));
    world.fixture.add(world.placed);
    world.families.persons = null;
    missing("persons", () -> world.place(id, of));
    missing("persons", () -> world.families.view(world.tirana, id));
    missing(
        "persons", () -> world.families.list(world.tirana, FamilyListsTest.families("DATE", null)));
    world.families.persons = world.persons;
    PlacementId placement = world.place(id, of);
    world.fixture.remove(world.ended);
    missing("cases", () -> world.families.end(world.tirana, placement, APlacement.end(1)));
    world.fixture.add(world.ended);
    world.families.end(world.tirana, placement, APlacement.end(1));
  }

  @Test
  void whenTheCaseDoesNotMoveTheChildDoesNot() {
    FamilyId id = world.approved(aFamily());
    ACase of = world.aCase();
    world.placed.then =
        event -> {
          throw Problem.of(Problem.Kind.CONFLICT, "case-not-ready", "Jo ende.", "Not yet.");
        };
    world.refused("case-not-ready", () -> world.place(id, of));
    world.placed.then = event -> {};
    assertEquals(1, world.families.view(world.tirana, id).freePlaces());
    world.place(id, of);
  }

  private static void missing(String part, Executable work) {
    Problem problem = world.refused("part-unavailable", work);
    assertEquals(Map.of("part", part), problem.more());
  }

  private static void forbidden(String permission, Executable work) {
    Problem problem = world.refused("forbidden", work);
    assertTrue(problem.more().containsValue(permission), problem::toString);
  }
}
