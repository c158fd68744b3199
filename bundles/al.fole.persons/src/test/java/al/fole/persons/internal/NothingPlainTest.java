// SPDX-License-Identifier: EUPL-1.2
package al.fole.persons.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.persons.PersonId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** After all that can happen to a person, no table holds a word that names him. */
class NothingPlainTest {
  private static final String NUMBER = "L55721001W";
  private static final List<String> CANARIES =
      List.of(
          NUMBER,
          "L55721002A",
          "Kanarinë",
          "Zogë",
          "Kafazi",
          "Rruga e Kanarinës",
          "kanarine@example.al",
          "arsyeja e kanarinës");

  @Test
  void inAnyColumnOfAnyTable() {
    try (var world = new PersonsWorld()) {
      live(world);
      assertEquals(List.of(), world.tablesShowing(CANARIES));
      assertTrue(world.tablesShowing(List.of("SOCIAL_WORKER")).contains("persons.person"));
    }
  }

  private static void live(PersonsWorld world) {
    People bird =
        People.aGirl()
            .named("Kanarinë", "Zogë", "Kafazi")
            .at("Rruga e Kanarinës", "kanarine@example.al");
    PersonId id = world.register(world.tirana, bird);
    world.refused(
        "possible-match", () -> world.persons.register(world.durres, bird.registration()));
    world.persons.correct(
        world.tirana,
        id,
        bird.withNumber("L55721002A")
            .because("arsyeja e kanarinës")
            .correction(1, "arsyeja e kanarinës"));
    world.persons.view(world.tirana, id);
    world.persons.history(world.tirana, id);
    world.persons.search(world.tirana, People.byName("Kanarinë Kafazi"));
    world.persons.search(world.tirana, People.byNumber(NUMBER));
    world.refused("name-characters", () -> register(world, "Kanarinë 7"));
  }

  private static void register(PersonsWorld world, String name) {
    world.register(world.tirana, world.somebody().named(name, null, null));
  }
}
