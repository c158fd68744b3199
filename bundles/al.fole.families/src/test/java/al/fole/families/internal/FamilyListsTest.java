// SPDX-License-Identifier: EUPL-1.2
package al.fole.families.internal;

import static al.fole.families.internal.AFamily.aFamily;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.families.FamilyId;
import al.fole.families.FamilyQuery;
import al.fole.families.FamilyState;
import al.fole.families.FamilyView;
import al.fole.families.PlacementId;
import al.fole.families.PlacementQuery;
import al.fole.families.PlacementView;
import al.fole.families.internal.APlacement.ACase;
import al.fole.itests.clauses.Clause;
import al.fole.persons.PersonId;
import al.fole.spi.Actor;
import al.fole.store.Page;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Lists of families and of placed children: scoped, in three orders, without loss or double. */
class FamilyListsTest {
  /** In the order of the Albanian alphabet; not that of Latin or of Unicode. */
  private static final List<String> NAMES =
      List.of("Cani", "Çami", "Dani", "Dhima", "Eli", "Ësht", "Gani", "Gjoni", "Zani", "Zhuli");

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);
  private static FamiliesWorld world;
  private static final List<FamilyId> families = new ArrayList<>();
  private static final List<PlacementId> placements = new ArrayList<>();

  @BeforeAll
  static void open() {
    world = new FamiliesWorld();
    var shuffled = List.of(7, 2, 9, 0, 4, 1, 8, 3, 6, 5);
    for (int n : shuffled) {
      PersonId adult = world.person("Besa", NAMES.get(n), FamiliesWorld.GROWN);
      AFamily family = aFamily().of(adult).appliedOn(AFamily.APPLIED.minusDays(n % 3));
      FamilyId id = world.applied(family);
      families.add(id);
      if (n % 2 == 0) {
        world.families.assess(world.tirana, id, AFamily.assessment(1, "POSITIVE"));
        world.families.decide(world.head, id, family.approval(2));
        ACase of = world.aCase(world.person("Zana", NAMES.get(n), FamiliesWorld.BORN));
        placements.add(world.place(id, APlacement.of(of).from(APlacement.PLACED.plusDays(n / 4))));
      }
    }
  }

  @AfterAll
  static void close() {
    world.close();
  }

  static FamilyQuery families(String order, @Nullable String cursor) {
    return new FamilyQuery(null, null, false, order, 3, cursor);
  }

  private static PlacementQuery children(String order, @Nullable String cursor) {
    return new PlacementQuery(null, null, null, order, 2, cursor);
  }

  private static List<FamilyView> all(Actor actor, String order) {
    return all(cursor -> world.families.list(actor, families(order, cursor)), 3);
  }

  private static <T> List<T> all(Function<@Nullable String, Page<T>> pages, int limit) {
    var all = new ArrayList<T>();
    String cursor = null;
    do {
      Page<T> page = pages.apply(cursor);
      assertTrue(page.items().size() <= limit);
      all.addAll(page.items());
      cursor = page.next();
    } while (cursor != null);
    return all;
  }

  @Test
  @Clause("R-78")
  void familiesByDateNumberAndNameWithoutLossOrDouble() {
    for (String order : List.of("DATE", "FILE_NUMBER", "NAME")) {
      var listed = all(world.region, order).stream().map(FamilyView::id).toList();
      assertEquals(families.size(), listed.size(), order);
      assertEquals(Set.copyOf(families), Set.copyOf(listed), order);
    }
    var byDate = all(world.tirana, "DATE");
    assertEquals(
        byDate.stream()
            .sorted(
                Comparator.comparing(FamilyView::appliedOn)
                    .thenComparing(it -> it.id().value())
                    .reversed())
            .map(FamilyView::id)
            .toList(),
        byDate.stream().map(FamilyView::id).toList());
    var numbers = all(world.tirana, "FILE_NUMBER").stream().map(FamilyView::fileNumber).toList();
    assertEquals(numbers.stream().sorted().toList(), numbers);
    assertEquals(
        NAMES,
        all(world.tirana, "NAME").stream()
            .map(it -> requireNonNull(it.people()).get(0).lastName())
            .toList());
  }

  @Test
  void aListShowsPeopleAndNoTexts() {
    FamilyView family =
        all(world.region, "DATE").stream()
            .filter(it -> it.state() == FamilyState.APPROVED)
            .findFirst()
            .orElseThrow();
    assertEquals("Besa", requireNonNull(family.people()).get(0).firstName());
    assertEquals(List.of(), family.assessments());
    assertEquals(List.of(), family.placements());
    assertNull(Objects.requireNonNull(family.approval()).number());
    assertEquals(0, family.freePlaces());
    assertTrue(family.active());
  }

  @Test
  void aListIsNarrowedByWhatIsAsked() {
    var approved = new FamilyQuery(FamilyState.APPROVED, "53", false, "DATE", 100, null);
    assertEquals(5, world.families.list(world.tirana, approved).items().size());
    var free = new FamilyQuery(null, null, true, "DATE", 100, null);
    assertEquals(0, world.families.list(world.tirana, free).items().size());
    var elsewhere = new FamilyQuery(null, "10", false, "NAME", 100, null);
    assertEquals(List.of(), world.families.list(world.tirana, elsewhere).items());
    var kinship = new PlacementQuery(null, "53", "KINSHIP", "DATE", 100, null);
    assertEquals(List.of(), world.families.placements(world.tirana, kinship).items());
    FamilyView any = all(world.tirana, "DATE").get(0);
    assertNotNull(any.fileNumber());
  }

  @Test
  @Clause("R-49")
  void placedChildrenByDateNumberAndNameWithoutLossOrDouble() {
    for (String order : List.of("DATE", "FILE_NUMBER", "NAME")) {
      var listed =
          all(cursor -> world.families.placements(world.region, children(order, cursor)), 2);
      assertEquals(
          Set.copyOf(placements),
          listed.stream().map(PlacementView::id).collect(java.util.stream.Collectors.toSet()));
      assertEquals(placements.size(), listed.size(), order);
      listed.forEach(it -> assertEquals("Zana", Objects.requireNonNull(it.person()).firstName()));
    }
    assertEquals(
        List.of("Cani", "Dani", "Eli", "Gani", "Zani"),
        all(cursor -> world.families.placements(world.tirana, children("NAME", cursor)), 2).stream()
            .map(it -> Objects.requireNonNull(it.person()).lastName())
            .toList());
  }

  @Test
  void aFileNumberOfSixDigitsComesAfterThoseOfFive() {
    try (var crowd = new FamiliesWorld()) {
      FamilyId family = crowd.approved(aFamily().withPlaces(2));
      PlacementId last = crowd.place(family, crowd.aCase());
      PlacementId before = crowd.place(family, crowd.aCase());
      crowd.run(
          "update families.placement set file_number = 'RKAF-53-2026-100000' where id = '%s'"
              .formatted(last));
      crowd.run(
          "update families.placement set file_number = 'RKAF-53-2026-99999' where id = '%s'"
              .formatted(before));
      var listed =
          all(
              cursor ->
                  crowd.families.placements(
                      crowd.tirana, new PlacementQuery(null, null, null, "FILE_NUMBER", 1, cursor)),
              1);
      assertEquals(List.of(before, last), listed.stream().map(PlacementView::id).toList());
    }
  }

  @Test
  @Clause("R-50")
  void onAPastDayEachChildIsWhereHeLivedThen() {
    FamilyId first = world.approved(aFamily().appliedOn(AFamily.APPLIED.minusDays(9)));
    FamilyId second = world.approved(aFamily().appliedOn(AFamily.APPLIED.minusDays(9)));
    ACase of = world.aCase();
    PlacementId early = world.place(first, of);
    world.families.end(world.tirana, early, APlacement.end(1));
    PlacementId late = world.place(second, APlacement.of(of).from(APlacement.ENDED));
    assertEquals(List.of(early), where(of, APlacement.ENDED.minusDays(1)));
    assertEquals(List.of(late), where(of, APlacement.ENDED));
    assertEquals(List.of(late), where(of, TODAY));
    assertEquals(List.of(), where(of, APlacement.PLACED.minusDays(1)));
    world.families.end(world.tirana, late, APlacement.end(1, APlacement.ENDED.plusDays(1)));
    assertEquals(List.of(), where(of, TODAY));
    for (FamilyId gone : List.of(first, second)) {
      families.add(gone);
    }
    families.removeAll(List.of(first, second));
    world.run(
        "update access.scope set closed_on = opened_on where subject in ('"
            + first
            + "', '"
            + second
            + "')");
  }

  private static List<PlacementId> where(ACase of, LocalDate day) {
    var query = new PlacementQuery(day, null, null, "DATE", 100, null);
    return world.families.placements(world.tirana, query).items().stream()
        .filter(it -> it.child().equals(of.child()))
        .map(PlacementView::id)
        .toList();
  }

  @Test
  void anotherUnitSeesNothingAndNobodyUsesAnothersCursor() {
    for (String order : List.of("DATE", "FILE_NUMBER", "NAME")) {
      assertEquals(List.of(), all(world.durres, order));
      assertEquals(
          List.of(), world.families.placements(world.durres, children(order, null)).items());
      String cursor = world.families.list(world.tirana, families(order, null)).next();
      world.refused(
          "cursor-unknown", () -> world.families.list(world.head, families(order, cursor)));
    }
    String cursor = world.families.list(world.tirana, families("DATE", null)).next();
    world.refused(
        "cursor-unknown", () -> world.families.list(world.tirana, families("FILE_NUMBER", cursor)));
    String byName = world.families.list(world.tirana, families("NAME", null)).next();
    world.refused(
        "cursor-unknown", () -> world.families.placements(world.tirana, children("NAME", byName)));
    world.refused(
        "cursor-unknown",
        () ->
            world.families.list(
                world.tirana, new FamilyQuery(null, "53", false, "NAME", 3, byName)));
    world.refused("order-code", () -> world.families.list(world.tirana, families("SIZE", null)));
    world.refused(
        "limit-range",
        () ->
            world.families.list(
                world.tirana, new FamilyQuery(null, null, false, "DATE", 101, null)));
  }
}
