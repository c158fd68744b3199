// SPDX-License-Identifier: EUPL-1.2
package al.fole.families.internal;

import static al.fole.families.internal.AFamily.aFamily;
import static org.junit.jupiter.api.Assertions.assertEquals;

import al.fole.families.FamilyId;
import al.fole.families.PlacementId;
import al.fole.families.internal.APlacement.ACase;
import al.fole.spi.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Many want what one can have. 20 rounds, 200 in the campaign. */
class LastPlaceTest {
  private static final int REPEATS =
      Integer.getInteger("fole.repeats", Boolean.getBoolean("fole.campaign") ? 200 : 20);
  private static final int PAIRS = Math.max(5, REPEATS / 4);
  private static final int ATTEMPTS = 64;
  private static FamiliesWorld world;
  private static ExecutorService threads;

  @BeforeAll
  static void open() {
    world = new FamiliesWorld();
    threads = Executors.newFixedThreadPool(ATTEMPTS);
  }

  @AfterAll
  static void close() {
    threads.shutdownNow();
    world.close();
  }

  @Test
  void theLastFreePlaceHasOneChild() throws Exception {
    FamilyId family = world.approved(aFamily());
    List<ACase> children = Stream.generate(world::aCase).limit(ATTEMPTS).toList();
    long placed = 0;
    long refused = 0;
    for (int round = 0; round < REPEATS; round++) {
      var outcomes =
          together(children.stream().map(it -> attempt(family, APlacement.of(it))).toList());
      assertEquals(Map.of("placed", 1L, "no-free-place", ATTEMPTS - 1L), outcomes);
      placed += outcomes.getOrDefault("placed", 0L);
      refused += outcomes.getOrDefault("no-free-place", 0L);
      assertEquals(1, active());
      world.families.end(world.tirana, last(), APlacement.end(1, APlacement.PLACED));
    }
    System.out.println(
        REPEATS
            + " x "
            + ATTEMPTS
            + " at the last place: "
            + placed
            + " placed, "
            + refused
            + " refused by no-free-place");
  }

  @Test
  void aChildWhomTwoFamiliesWantComesToOne() throws Exception {
    FamilyId one = world.approved(aFamily().withPlaces(12));
    FamilyId other = world.approved(aFamily().withPlaces(12));
    for (int round = 0; round < PAIRS; round++) {
      ACase child = world.aCase();
      var attempts =
          IntStream.range(0, 8)
              .mapToObj(i -> attempt(i % 2 == 0 ? one : other, APlacement.of(child)))
              .toList();
      assertEquals(Map.of("placed", 1L, "child-already-placed", 7L), together(attempts));
      world.families.end(world.tirana, last(), APlacement.end(1, APlacement.PLACED));
    }
  }

  @Test
  void aRestAndTheEndOfThePlacementDoNotPass() throws Exception {
    FamilyId home = world.approved(aFamily());
    FamilyId elsewhere = world.approved(aFamily());
    for (int round = 0; round < PAIRS; round++) {
      ACase child = world.aCase();
      PlacementId placement = world.place(home, child);
      Callable<String> end =
          outcome(
              () ->
                  world.families.end(
                      world.tirana, placement, APlacement.end(1, APlacement.PLACED)));
      var outcomes =
          together(List.of(end, attempt(elsewhere, APlacement.of(child).restingFrom(placement))));
      boolean ended = outcomes.containsKey("respite-without-placement");
      assertEquals(
          ended
              ? Map.of("placed", 1L, "respite-without-placement", 1L)
              : Map.of("placed", 1L, "respite-not-ended", 1L),
          outcomes);
      if (!ended) {
        world.families.end(world.tirana, last(), APlacement.end(1, APlacement.PLACED));
        world.families.end(world.tirana, placement, APlacement.end(1, APlacement.PLACED));
      }
    }
  }

  private static Callable<String> attempt(FamilyId family, APlacement placement) {
    return outcome(() -> world.place(family, placement));
  }

  private static Callable<String> outcome(Callable<?> work) {
    return () -> {
      try {
        work.call();
        return "placed";
      } catch (Problem refusal) {
        return refusal.rule();
      }
    };
  }

  /** How often each outcome came. */
  private static Map<String, Long> together(List<Callable<String>> attempts) throws Exception {
    var outcomes = new ArrayList<String>();
    for (var done : threads.invokeAll(attempts, 120, TimeUnit.SECONDS)) {
      outcomes.add(done.get());
    }
    var counted = new TreeMap<String, Long>();
    outcomes.forEach(it -> counted.merge(it, 1L, Long::sum));
    return counted;
  }

  private static long active() {
    return world.fixture.number("select count(*) from families.placement where ended_on is null");
  }

  private static PlacementId last() {
    return new PlacementId(
        UUID.fromString(
            world.texts("select id from families.placement order by id desc limit 1").get(0)));
  }
}
