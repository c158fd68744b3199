// SPDX-License-Identifier: EUPL-1.2
package al.fole.persons.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import al.fole.access.Scope;
import al.fole.persons.PersonId;
import al.fole.spi.Actor;
import al.fole.spi.Problem;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Somebody sealed is not there: not for his unit, not for the country, and behind both walls. */
class SealedPersonTest {
  private static PersonsWorld world;

  @BeforeAll
  static void open() {
    world = new PersonsWorld();
  }

  @AfterAll
  static void close() {
    world.close();
  }

  private static PersonId sealed(People who) {
    PersonId id = world.register(world.tirana, who);
    world.run(
        "insert into access.standing (subject, state, since) values ('%s', 'SEALED', now())"
            .formatted(id));
    return id;
  }

  @Test
  void theAnswerIsTheOneToWhatNeverWas() {
    PersonId id = sealed(world.somebody());
    var nobody = new PersonId(UUID.randomUUID());
    for (Actor actor : List.of(world.tirana, world.head, world.region, world.directorate)) {
      Problem hidden = world.refused("not-found", () -> world.persons.view(actor, id));
      Problem never = world.refused("not-found", () -> world.persons.view(actor, nobody));
      assertEquals(never.getMessage(), hidden.getMessage());
      assertEquals(never.more(), hidden.more());
      assertEquals(never.sq(), hidden.sq());
      assertEquals(Map.of(), world.persons.views(actor, List.of(id)), actor.role());
    }
    world.refused("not-found", () -> world.persons.history(world.head, id));
    assertEquals(0, world.entries("persons.viewed", id));
  }

  @Test
  void nobodyFindsHimAndHisNumberLeadsNowhere() {
    People who = world.somebody();
    String number = String.valueOf(who.identity().personalNumber());
    sealed(who);
    assertEquals(List.of(), world.persons.search(world.head, People.byNumber(number)).items());
    for (Actor actor : List.of(world.tirana, world.durres)) {
      var problem =
          world.refused("possible-match", () -> world.persons.register(actor, who.registration()));
      assertEquals(Map.of(), problem.more());
    }
  }

  @Test
  void theSecondWallStandsWhereThePredicateForgetsTheSeal() {
    PersonId id = sealed(world.somebody());
    var forgetful =
        new Scope(
            true, List.of(), List.of(), List.of("OPEN", "CLOSED", "SEALED"), List.of(), Map.of());
    for (Actor actor : List.of(world.tirana, world.head, world.directorate)) {
      int seen =
          world
              .store()
              .read(
                  actor,
                  tx ->
                      tx.mapper(PersonMapper.class)
                          .byId(List.of(id.value()), false, forgetful)
                          .size());
      assertEquals(0, seen, actor.role());
    }
  }

  @Test
  void whomItIsUnsealedToReadsItUntilTheTimeIsOver() {
    PersonId id = sealed(world.somebody());
    world.run(
        "insert into access.scope (subject, via, holder, relation, opened_on, until) values ('%s', gen_random_uuid(), '%s', 'UNSEALED', current_date, now() + interval '1 hour')"
            .formatted(id, world.tirana.who()));
    assertEquals(id, world.persons.view(world.tirana, id).id());
    world.refused("not-found", () -> world.persons.view(world.head, id));
    world.run(
        "update access.scope set until = now() - interval '1 second' where relation = 'UNSEALED' and subject = '%s'"
            .formatted(id));
    world.refused("not-found", () -> world.persons.view(world.tirana, id));
  }
}
