// SPDX-License-Identifier: EUPL-1.2
package al.fole.families.internal;

import static al.fole.families.internal.AFamily.aFamily;
import static org.junit.jupiter.api.Assertions.assertEquals;

import al.fole.families.FamilyEvent.FamilyStateChanged;
import al.fole.families.FamilyId;
import al.fole.families.FamilyState;
import al.fole.families.PlacementEvent.ChildPlaced;
import al.fole.families.internal.APlacement.ACase;
import al.fole.testing.world.Meanwhile;
import al.fole.testing.world.Meanwhile.Work;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whoever waits for a family finds it as it is after the wait. */
class AfterTheWaitTest {
  private static FamiliesWorld world;

  @BeforeAll
  static void open() {
    world = new FamiliesWorld();
  }

  @AfterAll
  static void close() {
    world.close();
  }

  private static Work leaving(FamilyId id, long version) {
    return () ->
        world.families.change(world.head, id, AFamily.step(version, FamilyState.WITHDRAWN));
  }

  private static long placements() {
    return world.fixture.number("select count(*) from families.placement");
  }

  private static String whileItLeaves(FamilyId id, Work other) throws Exception {
    return Meanwhile.answer(
        world.fixture, FamilyStateChanged.class, leaving(id, 3), other, () -> {});
  }

  @Test
  void noChildIsPlacedWithAFamilyThatLeftMeanwhile() throws Exception {
    FamilyId id = world.approved(aFamily());
    var placement = APlacement.of(world.aCase()).command();
    long before = placements();
    assertEquals(
        "family-has-left",
        whileItLeaves(id, () -> world.families.place(world.tirana, id, placement)));
    assertEquals(before, placements());
  }

  @Test
  void nobodyAssessesOrBringsBackAFamilyThatLeftMeanwhile() throws Exception {
    FamilyId one = world.approved(aFamily());
    assertEquals(
        "family-has-left",
        whileItLeaves(
            one,
            () -> world.families.assess(world.tirana, one, AFamily.assessment(4, "POSITIVE"))));
    FamilyId two = world.approved(aFamily());
    assertEquals(
        "family-has-left",
        whileItLeaves(
            two,
            () -> world.families.change(world.head, two, AFamily.step(4, FamilyState.SUSPENDED))));
  }

  @Test
  void noFamilyLeavesWithAChildThatWasPlacedMeanwhile() throws Exception {
    FamilyId id = world.approved(aFamily());
    ACase of = world.aCase();
    assertEquals(
        "family-has-children",
        Meanwhile.answer(
            world.fixture, ChildPlaced.class, () -> world.place(id, of), leaving(id, 3), () -> {}));
    assertEquals(FamilyState.APPROVED, world.families.view(world.head, id).state());
  }
}
