// SPDX-License-Identifier: EUPL-1.2
package al.fole.persons.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import al.fole.persons.PersonEvent.PersonCorrected;
import al.fole.persons.PersonEvent.PersonErased;
import al.fole.persons.PersonId;
import al.fole.persons.Protections.Reasoned;
import al.fole.testing.world.Meanwhile;
import al.fole.testing.world.Meanwhile.Work;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Whoever waits for a person who is being erased finds nobody, and an erasure that waits for
 * whoever changes him takes that change along.
 */
class AfterTheWaitTest {
  private static ErasureWorld world;

  @BeforeAll
  static void open() {
    world = new ErasureWorld();
  }

  @AfterAll
  static void close() {
    world.close();
  }

  private static Work erasing(UUID erasure) {
    return () -> world.erasures.decide(world.officer, erasure, "APPROVED");
  }

  private static String whileHeIsErased(PersonId id, Work other) throws Exception {
    String answer =
        Meanwhile.answer(
            world.fixture, PersonErased.class, erasing(world.proposed(id)), other, () -> {});
    assertEquals(1, world.entries("persons.erased", id));
    gone(id);
    return answer;
  }

  /** Nothing that tells of him is left, in his row or in the trail. */
  private static void gone(PersonId id) {
    assertEquals(
        0,
        world.count(
            """
            select num_nonnulls(personal_number, first_name, last_name, address, contact)
            from persons.person where id = ?""",
            id));
    assertEquals(
        1,
        world.count("select count(*) from store.subject_key where id = ? and wrapped is null", id));
    assertEquals(0, world.count("select count(*) from persons.token where person = ?", id));
    assertEquals(0, world.count("select count(*) from journal.detail where subject = ?", id));
    assertEquals(
        List.of(),
        world.texts(
            """
            select v.type from journal.event v
            where v.record = '%s' and v.facts ->> 'birthDate' not like '%%-01-01'"""
                .formatted(id)));
    assertEquals(
        List.of(),
        world.texts(
            """
            select v.type from journal.event v
            where v.record = '%s' and v.type in ('persons.registered', 'persons.corrected')
              and v.salt <> decode(repeat('00', 32), 'hex')"""
                .formatted(id)));
  }

  @Test
  void nobodyIsCorrectedWhoWasErasedMeanwhile() throws Exception {
    People someone = world.somebody().bornOn(LocalDate.of(2014, 8, 9)).withoutNumber();
    PersonId id = world.register(world.tirana, someone);
    assertEquals(
        "not-found",
        whileHeIsErased(
            id, () -> world.persons.correct(world.tirana, id, someone.correction(1, "gabim"))));
    assertEquals(0, world.entries("persons.corrected", id));
  }

  @Test
  void nobodyIsProtectedWhoWasErasedMeanwhile() throws Exception {
    PersonId id = world.register(world.tirana, world.somebody().at("Rruga 7", null));
    assertEquals(
        "not-found",
        whileHeIsErased(
            id, () -> world.protections.protect(world.tirana, id, new Reasoned(1, "kërcënim"))));
    assertEquals(
        0, world.count("select count(*) from persons.protected_address where person = ?", id));
  }

  /** As a family that applies, or a case that is opened, takes what it copies. */
  @Test
  void nothingIsCopiedOfWhoeverWasErasedMeanwhile() throws Exception {
    PersonId one = world.register(world.tirana, world.somebody());
    assertEquals(
        "not-found",
        whileHeIsErased(
            one,
            () ->
                world
                    .store()
                    .write(
                        world.tirana,
                        tx -> {
                          world.persons.facts(tx, one);
                          throw new IllegalStateException("told");
                        })));
    PersonId two = world.register(world.tirana, world.somebody());
    assertEquals(
        "not-found",
        whileHeIsErased(
            two,
            () ->
                world
                    .store()
                    .write(
                        world.tirana,
                        tx -> {
                          world.persons.factsToChange(tx, two);
                          throw new IllegalStateException("told");
                        })));
  }

  @Test
  void anErasureTakesAlongWhatWasCorrectedWhileItWaited() throws Exception {
    People someone = world.somebody().bornOn(LocalDate.of(2014, 8, 9)).withoutNumber();
    PersonId id = world.register(world.tirana, someone);
    UUID erasure = world.proposed(id);
    assertEquals(
        "done",
        Meanwhile.answer(
            world.fixture,
            PersonCorrected.class,
            () -> world.persons.correct(world.tirana, id, someone.correction(1, "gabim")),
            erasing(erasure),
            () -> {}));
    assertEquals(1, world.entries("persons.corrected", id));
    gone(id);
  }
}
