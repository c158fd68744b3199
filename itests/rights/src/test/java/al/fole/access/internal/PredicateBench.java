// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.access.Permission;
import al.fole.access.Scope;
import al.fole.spi.Actor;
import al.fole.store.Store;
import al.fole.testing.world.World;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/**
 * What the predicate of the matrix costs on a million cases, against SQL somebody wrote by hand who
 * knows where the units stand. Both run as the system, so that row-level security weighs on
 * neither; then again with it, against the same SQL without. All in one run, in turn.
 */
class PredicateBench {
  private static final LocalDate FIRST = LocalDate.of(2020, 1, 2);
  private static final int DAYS = 2048;

  @Test
  void onAMillionCases() {
    try (var in = new RightsWorld(PredicateMapper.class)) {
      World world = in.world;
      Store store = in.store;
      MillionCases.write(world);
      System.out.printf(
          "%,d cases, %,d rows of scope, %,d words%n",
          world.fixture.number("select count(*) from cases.care_case"),
          world.fixture.number("select count(*) from access.scope"),
          world.fixture.number("select count(*) from persons.token"));
      compare(world, store, world.tirana, "a municipality", "municipality = '53'");
      compare(world, store, world.region, "a qark", "qark = 'AL-11' and municipality is not null");
    }
  }

  private static void compare(World world, Store store, Actor actor, String whose, String where) {
    var units = world.texts("select code from access.unit where " + where);
    var towns = world.texts("select distinct municipality from access.unit where " + where);
    var own = ids(world, "= any ('{" + String.join(",", units) + "}')");
    var others = ids(world, "<> all ('{" + String.join(",", units) + "}')");
    Scope cases = world.roles.scope(actor, new Permission("cases.view"));
    Scope people = world.roles.scope(actor, new Permission("persons.search"));
    Actor job = world.roles.system("test.predicate");
    for (Actor as : List.of(job, actor)) {
      String name = whose + (as == job ? ", predicate: " : ", both walls: ");
      // Two transactions side by side; the SQL by hand has no wall in either comparison.
      double dearest =
          store.read(
              job,
              hand ->
                  store.read(
                      as,
                      tx ->
                          questions(
                              name,
                              tx.mapper(PredicateMapper.class),
                              hand.mapper(PredicateMapper.class),
                              new Seen(own, others, units, towns, cases, people))));
      assertTrue(dearest > 0);
    }
  }

  private record Seen(
      List<UUID> own,
      List<UUID> others,
      List<String> units,
      List<String> towns,
      Scope cases,
      Scope people) {}

  private static double questions(
      String name, PredicateMapper ours, PredicateMapper hand, Seen in) {
    return DoubleStream.of(
            InTurn.compare(
                name + "one case",
                300,
                i -> ours.one(of(in.own, i), in.cases).size(),
                i -> hand.oneByHand(of(in.own, i), in.units).size()),
            InTurn.compare(
                name + "one out of scope",
                300,
                i -> ours.one(of(in.others, i), in.cases).size(),
                i -> hand.oneByHand(of(in.others, i), in.units).size()),
            InTurn.compare(
                name + "a page",
                10,
                i -> ours.page(day(i), in.cases).size(),
                i -> hand.pageByHand(day(i), in.units).size()),
            InTurn.compare(
                name + "a page with a field",
                10,
                i -> ours.field(day(i), in.cases).size(),
                i -> hand.fieldByHand(day(i), in.units).size()),
            InTurn.compare(
                name + "a count",
                10,
                i -> ours.count(day(i), in.cases),
                i -> hand.countByHand(day(i), in.units)),
            InTurn.compare(
                name + "a search by name",
                50,
                i -> ours.word(i & 16383, in.people).size(),
                i -> hand.wordByHand(i & 16383, in.units).size()),
            InTurn.compare(
                name + "a page, by hand on the column",
                10,
                i -> ours.page(day(i), in.cases).size(),
                i -> hand.pageByColumn(day(i), in.towns).size()))
        .limit(6)
        .max()
        .orElseThrow();
  }

  private static UUID of(List<UUID> ids, int number) {
    return ids.get(Math.floorMod(number * 7919, ids.size()));
  }

  private static LocalDate day(int number) {
    return FIRST.plusDays(DAYS / 2 + Math.floorMod(number * 31, DAYS / 2));
  }

  private static List<UUID> ids(World world, String units) {
    return world
        .texts("select id from cases.care_case where unit " + units + " order by id limit 10000")
        .stream()
        .map(UUID::fromString)
        .toList();
  }
}
