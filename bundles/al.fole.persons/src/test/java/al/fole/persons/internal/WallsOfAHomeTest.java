// SPDX-License-Identifier: EUPL-1.2
package al.fole.persons.internal;

import static al.fole.persons.internal.HomeWorld.ADDRESS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.access.Permission;
import al.fole.access.Scope;
import al.fole.persons.PersonId;
import al.fole.persons.PersonView;
import al.fole.persons.Protections.Reasoned;
import al.fole.spi.Actor;
import al.fole.testing.fakes.TestActor;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Two walls stand before where somebody lives, each by itself; breaking the glass opens neither.
 */
class WallsOfAHomeTest {
  private static HomeWorld world;

  @BeforeAll
  static void open() {
    world = new HomeWorld();
  }

  @AfterAll
  static void close() {
    world.close();
  }

  /** Where the law protects somebody, and where somebody had him hidden. */
  private static List<PersonId> withheld() {
    PersonId hidden = world.living();
    world.protections.protect(world.tirana, hidden, new Reasoned(1, "kërcënim"));
    return List.of(world.adult(), hidden);
  }

  private static void hold(PersonId person, Actor by, String relation) {
    world.run(
        "insert into access.scope (subject, via, holder, relation, opened_on, until) values ('%s', '%s', '%s', '%s', current_date, now() + interval '1 hour')"
            .formatted(person, UUID.randomUUID(), by.who(), relation));
  }

  /** What a statement shows of where somebody lives, behind whichever wall stands. */
  private static boolean shown(Actor behind, Scope scope, PersonId id) {
    return world
        .store()
        .read(
            behind,
            tx ->
                tx.mapper(PersonMapper.class).byId(List.of(id.value()), false, scope).stream()
                    .anyMatch(it -> it.home() != null || it.hidden() != null));
  }

  /** The first wall alone: the jobs role is behind no policy. */
  @Test
  void thePredicateShowsNoAddressToWhomBreaksTheGlass() {
    var jobs = world.access().system("persons.test");
    for (PersonId id : withheld()) {
      Actor worker = TestActor.of("PMF", "B10");
      var scope = world.access().scope(worker, new Permission("persons.view"));
      hold(id, worker, "BREAK_GLASS");
      assertFalse(shown(jobs, scope, id));
      hold(id, worker, "ASSIGNED");
      assertTrue(shown(jobs, scope, id));
    }
  }

  /** The second wall alone: this predicate is no wall. */
  @Test
  void thePolicyShowsNoAddressToWhomBreaksTheGlass() {
    var everything = new Scope(true, List.of());
    for (PersonId id : withheld()) {
      Actor worker = TestActor.of("PMF", "B10");
      hold(id, worker, "BREAK_GLASS");
      assertFalse(shown(worker, everything, id));
      hold(id, worker, "ASSIGNED");
      assertTrue(shown(worker, everything, id));
    }
  }

  @Test
  void whoeverBreaksTheGlassReadsThePersonAndNotTheAddress() {
    for (PersonId id : withheld()) {
      Actor worker = TestActor.of("PMF", "B10");
      hold(id, worker, "BREAK_GLASS");
      PersonView view = world.persons.view(worker, id);
      assertNotNull(view.lastName());
      assertNull(view.address());
      assertNull(view.contact());
      hold(id, worker, "ASSIGNED");
      world.told(worker, id, ADDRESS);
    }
  }

  @Test
  void thePolicyHidesItWhereThePredicateIsWrong() {
    var everything = new Scope(true, List.of());
    PersonId id = world.adult();
    for (Actor actor : List.of(world.tirana, world.region, world.directorate, world.durres)) {
      assertFalse(shown(actor, everything, id), actor.role());
    }
    assertTrue(shown(world.head, everything, id));
  }

  @Test
  void thePolicyHidesWhereSomebodySealedLives() {
    for (PersonId id : withheld()) {
      assertEquals(1, places(world.head, id));
      world.run("insert into access.standing values ('%s', 'SEALED', now())".formatted(id));
      assertEquals(0, places(world.head, id));
      assertEquals(1, places(world.access().system("persons.test"), id));
    }
  }

  /** Rows of both tables behind the second wall: the predicate lets everything through. */
  private static int places(Actor behind, PersonId id) {
    var standings = List.of("OPEN", "CLOSED", "SEALED");
    var field = new Scope(true, List.of(), List.of(), standings, List.of(), Map.of());
    var all =
        new Scope(
            true, List.of(), List.of(), standings, List.of(), Map.of("PROTECTED_ADDRESS", field));
    var rows = new AtomicInteger();
    var undone =
        assertThrows(
            IllegalStateException.class,
            () ->
                world
                    .store()
                    .write(
                        behind,
                        tx -> {
                          var mapper = tx.mapper(PersonMapper.class);
                          rows.set(mapper.hidden(id.value(), all) == null ? 0 : 1);
                          rows.addAndGet(mapper.home(id.value(), all) == null ? 0 : 1);
                          throw new IllegalStateException("only looked");
                        }));
    assertEquals("only looked", undone.getMessage());
    return rows.get();
  }
}
