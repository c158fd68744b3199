// SPDX-License-Identifier: EUPL-1.2
package al.fole.families.internal;

import static al.fole.families.internal.AFamily.aFamily;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.families.AssessFamily;
import al.fole.families.ChangeFamilyState;
import al.fole.families.DecideOnFamily;
import al.fole.families.EndPlacement;
import al.fole.families.FamilyId;
import al.fole.families.FamilyState;
import al.fole.families.PlacementId;
import al.fole.persons.PersonId;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** After all that can happen to a family, no table holds a word of what was said of it. */
class NothingPlainTest {
  private static final List<String> CANARIES =
      List.of("Kanarinë", "Kafazi", "Motivi", "Përshkrimi", "Vendimnumri", "Arsyetimi", "Rrëfimi");

  @Test
  void inAnyColumnOfAnyTable() {
    try (var world = new FamiliesWorld()) {
      live(world);
      assertEquals(List.of(), world.tablesShowing(CANARIES));
      assertTrue(world.tablesShowing(List.of("FOSTER_SHORT")).contains("families.placement"));
    }
  }

  private static void live(FamiliesWorld world) {
    PersonId bird = world.person("Kanarinë", "Kafazi", FamiliesWorld.GROWN);
    AFamily family = aFamily().of(bird);
    FamilyId id = world.applied(family.because("Motivi"));
    LocalDate day = AFamily.ASSESSED;
    world.families.assess(
        world.tirana,
        id,
        new AssessFamily(1, day, day, 1, day, 9, "POSITIVE", "Përshkrimi", AFamily.SAID));
    world.families.decide(
        world.head,
        id,
        new DecideOnFamily(
            2,
            "APPROVED",
            "Vendimnumri",
            "COURT",
            AFamily.APPROVED,
            AFamily.DIGEST,
            family.terms(),
            "Arsyetimi",
            AFamily.SAID));
    PlacementId placement = world.place(id, world.aCase());
    world.families.end(
        world.tirana,
        placement,
        new EndPlacement(1, APlacement.ENDED, "OTHER", false, "Rrëfimi", AFamily.SAID));
    world.families.change(
        world.head,
        id,
        new ChangeFamilyState(3, FamilyState.SUSPENDED, "Arsyetimi", APlacement.ENDED));
    world.families.view(world.tirana, id);
    world.families.history(world.tirana, id);
    world.families.list(world.tirana, FamilyListsTest.families("NAME", null));
  }
}
