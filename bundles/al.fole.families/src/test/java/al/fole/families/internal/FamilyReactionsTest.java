// SPDX-License-Identifier: EUPL-1.2
package al.fole.families.internal;

import static al.fole.families.internal.AFamily.aFamily;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import al.fole.families.internal.APlacement.ACase;
import al.fole.persons.PersonId;
import al.fole.spi.Problem;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FamilyReactionsTest {
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
  void aCorrectedBirthDateIsCorrectedInEveryPlacement() {
    ACase of = world.aCase();
    var first = world.place(world.approved(aFamily()), of);
    world.families.end(world.tirana, first, APlacement.end(1));
    world.place(world.approved(aFamily()), APlacement.of(of).from(APlacement.ENDED));
    LocalDate born = LocalDate.of(2019, 9, 9);
    world.correct(of.child(), 1, born);
    assertEquals(List.of(born.toString(), born.toString()), births(of.child()));
  }

  @Test
  void aBirthAfterAPlacementIsRefusedAndNothingIsCorrected() {
    ACase of = world.aCase();
    var first = world.place(world.approved(aFamily()), of);
    world.families.end(world.tirana, first, APlacement.end(1));
    LocalDate late = APlacement.PLACED.plusDays(1);
    var problem = assertThrows(Problem.class, () -> world.correct(of.child(), 1, late));
    assertEquals("birth-after-placement", problem.rule());
    assertEquals(Problem.Kind.CONFLICT, problem.kind());
    assertEquals(1, world.persons.view(world.tirana, of.child()).version());
    assertEquals(List.of(FamiliesWorld.BORN.toString()), births(of.child()));
    world.correct(of.child(), 1, APlacement.PLACED);
  }

  @Test
  void alsoByAUnitThatHasTheChildButNotTheCase() {
    ACase of = world.aCase();
    world.place(world.approved(aFamily()), of);
    world.run("update access.scope set closed_on = current_date where subject = '" + of.id() + "'");
    LocalDate born = LocalDate.of(2019, 9, 9);
    world.correct(of.child(), 1, born);
    assertEquals(List.of(born.toString()), births(of.child()));
  }

  private static List<String> births(PersonId child) {
    return world.texts(
        "select child_birth_date from families.placement where child = '"
            + (child + "' order by started_on"));
  }
}
