// SPDX-License-Identifier: EUPL-1.2
package al.fole.persons.internal;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import al.fole.persons.PersonId;
import al.fole.persons.PersonView;
import al.fole.spi.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One number is one person, in all municipalities. */
class PersonNumberTest {
  private static PersonsWorld world;

  @BeforeAll
  static void open() {
    world = new PersonsWorld();
  }

  @AfterAll
  static void close() {
    world.close();
  }

  @Test
  void theSameNumberIsTheSamePerson() {
    People known = world.somebody();
    PersonId id = world.register(world.tirana, known);
    People again = known.named("Tjetër", "Emër", "Fare");
    var here =
        world.refused(
            "person-exists", () -> world.persons.register(world.tirana, again.registration()));
    assertEquals(Problem.Kind.CONFLICT, here.kind());
    assertEquals(Map.of("person", id.toString()), here.more());
    assertEquals(1, world.entries("persons.matched", id));
  }

  @Test
  void alsoAcrossMunicipalitiesButOnlyTheUnitIsSaid() {
    People known = world.somebody();
    PersonId id = world.register(world.tirana, known);
    var elsewhere =
        world.refused(
            "possible-match", () -> world.persons.register(world.durres, known.registration()));
    assertEquals(Problem.Kind.CONFLICT, elsewhere.kind());
    assertEquals(Map.of("unit", "B53"), elsewhere.more());
    assertEquals(1, world.entries("persons.matched", id));
    world.refused("not-found", () -> world.persons.view(world.durres, id));
  }

  @Test
  void ofTwoRegistrationsAtOnceOneWins() throws Exception {
    for (int round = 0; round < 5; round++) {
      People child = world.somebody();
      var outcomes = new ArrayList<String>();
      var threads = Executors.newFixedThreadPool(4);
      try {
        Callable<String> here = () -> outcome(world.tirana, child);
        Callable<String> there = () -> outcome(world.durres, child);
        for (var done : threads.invokeAll(List.of(here, there, here, there), 60, SECONDS)) {
          outcomes.add(done.get());
        }
      } finally {
        threads.shutdownNow();
      }
      outcomes.sort(null);
      assertEquals(1, outcomes.stream().filter("created"::equals).count(), outcomes::toString);
      assertEquals(
          List.of("created", "person-exists", "possible-match", "possible-match"), outcomes);
    }
  }

  @Test
  void aNumberThatBecomesKnownIsLinked() {
    People child = world.somebody();
    String number = String.valueOf(child.identity().personalNumber());
    PersonId id = world.register(world.tirana, child.withoutNumber());
    String temporary = world.persons.view(world.tirana, id).temporaryIdentifier();
    assertNotNull(temporary);
    world.persons.correct(
        world.tirana, id, child.withNumber(number).correction(1, "civil register"));
    PersonView linked = world.persons.view(world.tirana, id);
    assertEquals(number, linked.personalNumber());
    assertEquals(temporary, linked.temporaryIdentifier());
    assertEquals(
        List.of(id), ids(world.persons.search(world.tirana, People.byNumber(number)).items()));
    world.refused(
        "person-exists", () -> world.persons.register(world.tirana, child.registration()));
  }

  @Test
  void aNumberOfAnotherIsNotLinked() {
    People known = world.somebody();
    PersonId owner = world.register(world.durres, known);
    People child = world.somebody();
    PersonId id = world.register(world.tirana, child.withoutNumber());
    var match =
        world.refused(
            "possible-match",
            () -> world.persons.correct(world.tirana, id, known.correction(1, "civil register")));
    assertEquals(Map.of("unit", "B10"), match.more());
    assertEquals(1, world.entries("persons.matched", owner));
    assertEquals(1, world.persons.view(world.tirana, id).version());
  }

  @Test
  void aNumberGivenUpIsFreeForItsOwner() {
    People wrong = world.somebody();
    String number = String.valueOf(wrong.identity().personalNumber());
    PersonId id = world.register(world.tirana, wrong);
    world.persons.correct(
        world.tirana, id, wrong.withoutNumber().correction(1, "another child's number"));
    assertNotNull(world.persons.view(world.tirana, id).temporaryIdentifier());
    assertNotEquals(id, world.register(world.durres, wrong.withNumber(number)));
  }

  private static List<PersonId> ids(List<PersonView> views) {
    return views.stream().map(PersonView::id).toList();
  }

  private static String outcome(al.fole.spi.Actor actor, People who) {
    try {
      world.persons.register(actor, who.registration());
      return "created";
    } catch (Problem refusal) {
      return refusal.rule();
    }
  }
}
