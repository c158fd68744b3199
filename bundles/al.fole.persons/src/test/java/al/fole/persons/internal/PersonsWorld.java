// SPDX-License-Identifier: EUPL-1.2
package al.fole.persons.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import al.fole.access.Access;
import al.fole.families.FamilyEvent.FamilyApplied;
import al.fole.families.FamilyId;
import al.fole.families.FamilyState;
import al.fole.persons.PersonEvent.HomeProtectionLifted;
import al.fole.persons.PersonEvent.PersonCorrected;
import al.fole.persons.PersonId;
import al.fole.persons.RegisterPerson;
import al.fole.population.Population;
import al.fole.population.Someone;
import al.fole.spi.Actor;
import al.fole.spi.Problem;
import al.fole.store.Reaction;
import al.fole.store.Store;
import al.fole.store.Tx;
import al.fole.testing.world.World;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.function.Executable;

/** This bundle at work on real store, access and keys, without a framework. */
class PersonsWorld extends World {
  final PersonRegistry persons;
  final ProtectionRegistry protections;
  final ErasureRegistry erasures;
  final Corrected corrected = new Corrected("families.person-corrected");
  final FamilyAppliedReactions applied;
  final TakingPart takingPart = new TakingPart(new HashSet<>());
  private final Iterator<Someone> strangers =
      Population.of(53, Integer.MAX_VALUE)
          .filter(one -> one.personalNumber() != null && one.lastName() != null)
          .filter(one -> one.birthDate().isAfter(java.time.LocalDate.of(1930, 1, 1)))
          .iterator();

  /** What families and cases would do when somebody is corrected. */
  record Corrected(String name) implements Reaction<PersonCorrected> {
    @Override
    public Class<PersonCorrected> event() {
      return PersonCorrected.class;
    }

    @Override
    public void on(Tx tx, PersonCorrected event) {}
  }

  /** What families say of those whom the law protects: who takes part stays protected. */
  record TakingPart(Set<PersonId> adults) implements Reaction<HomeProtectionLifted> {
    @Override
    public String name() {
      return "families.home-protection-lifted";
    }

    @Override
    public Class<HomeProtectionLifted> event() {
      return HomeProtectionLifted.class;
    }

    @Override
    public void on(Tx tx, HomeProtectionLifted event) {
      if (adults.contains(event.person())) {
        throw Problem.of(Problem.Kind.CONFLICT, "takes-part", "Merr pjesë.", "Takes part.");
      }
    }
  }

  PersonsWorld() {
    persons = new PersonRegistry(fixture.database(), roles, journal, vault, tokens);
    protections = new ProtectionRegistry(fixture.database(), roles, vault);
    erasures = new ErasureRegistry(fixture.database(), roles);
    applied = new FamilyAppliedReactions(fixture.database(), roles, vault);
    fixture.add(applied);
    fixture.add(takingPart);
    fixture.add(corrected);
    fixture.add(new Corrected("cases.person-corrected"));
  }

  Access access() {
    return roles;
  }

  Store store() {
    return fixture.open(PersonRows.SCHEMA);
  }

  /** Somebody nobody has registered. */
  People somebody() {
    return People.like(strangers.next());
  }

  PersonId register(Actor actor, People who) {
    return register(actor, who.registration());
  }

  PersonId register(Actor actor, RegisterPerson command) {
    return new PersonId(persons.register(actor, command).id());
  }

  /** As families would record it when these people apply. */
  void apply(Actor actor, PersonId... adults) {
    store().write(actor, tx -> tx.record(application(new FamilyId(tx.newId()), adults), List.of()));
    takingPart.adults().addAll(List.of(adults));
  }

  private static FamilyApplied application(FamilyId id, PersonId... adults) {
    return new FamilyApplied(
        id,
        1,
        adults[0],
        adults.length > 1 ? adults[1] : null,
        "B53",
        "53",
        "VOLUNTARY",
        false,
        1,
        FamilyState.APPLIED,
        LocalDate.of(2026, 5, 4));
  }

  long entries(String type, PersonId person) {
    return entries(type, person.value());
  }

  long people() {
    return fixture.number("select count(*) from persons.person");
  }

  /** Refused under a rule, with both sentences, and nobody written. */
  Problem refused(String rule, Executable work) {
    long before = people();
    var problem = assertThrows(Problem.class, work);
    assertEquals(rule, problem.rule(), problem::getMessage);
    assertFalse(problem.sq().isBlank() || problem.en().isBlank());
    assertEquals(before, people());
    return problem;
  }
}
