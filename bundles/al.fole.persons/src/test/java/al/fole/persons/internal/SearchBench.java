// SPDX-License-Identifier: EUPL-1.2
package al.fole.persons.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.persons.PersonQuery;
import al.fole.population.Population;
import al.fole.population.Someone;
import al.fole.spi.Actor;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** What a search costs in a register of national size, with its walls, seals and trail. */
@EnabledIfSystemProperty(
    named = "fole.durable",
    matches = "true",
    disabledReason = "a benchmark: mvn -Pbench")
class SearchBench {
  private static final int PEOPLE = Integer.getInteger("fole.bench.people", 100_000);
  private static final int SEARCHES = 200;
  private static final long SEED = 7;

  @Test
  void searchesInAFullRegister() throws Exception {
    try (var world = new PersonsWorld()) {
      long began = System.nanoTime();
      new BulkPeople(world.vault).load(world.fixture.postgres().superuser(), SEED, PEOPLE);
      System.out.printf(
          Locale.ROOT, "%d people in %.1f s%n", PEOPLE, (System.nanoTime() - began) / 1e9);
      assertEquals(PEOPLE, world.people());
      List<Someone> known =
          Population.of(SEED, PEOPLE)
              .filter(one -> one.personalNumber() != null && one.lastName() != null)
              .filter(one -> one.firstName() != null && one.municipality().equals("53"))
              .limit(SEARCHES)
              .toList();
      for (Actor actor : List.of(world.tirana, world.directorate)) {
        measure(world, actor, "number", known, one -> query(one.personalNumber(), null));
        measure(
            world,
            actor,
            "first and last name",
            known,
            one -> query(null, one.firstName() + " " + one.lastName()));
        measure(world, actor, "last name", known, one -> query(null, one.lastName()));
        measure(
            world,
            actor,
            "three letters",
            known,
            one -> query(null, String.valueOf(one.lastName()).substring(0, 3)));
      }
    }
  }

  private static PersonQuery query(@Nullable String number, @Nullable String name) {
    return new PersonQuery(number, name, null, null, 20, null);
  }

  private static void measure(
      PersonsWorld world,
      Actor actor,
      String what,
      List<Someone> sought,
      Function<Someone, PersonQuery> query) {
    double[] millis = new double[sought.size()];
    for (int i = 0; i < millis.length; i++) {
      var asked = query.apply(sought.get(i));
      long began = System.nanoTime();
      var page = world.persons.search(actor, asked);
      millis[i] = (System.nanoTime() - began) / 1e6;
      assertTrue(page.items().size() > 0, what);
    }
    Arrays.sort(millis);
    System.out.printf(
        Locale.ROOT,
        "search by %-20s as %-8s median %.1f ms, 95 of 100 within %.1f ms%n",
        what,
        actor.role(),
        millis[millis.length / 2],
        millis[millis.length * 95 / 100]);
  }
}
