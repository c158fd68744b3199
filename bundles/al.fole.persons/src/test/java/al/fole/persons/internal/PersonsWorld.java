// SPDX-License-Identifier: EUPL-1.2
package al.fole.persons.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import al.fole.access.Access;
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
import java.util.Iterator;
import org.junit.jupiter.api.function.Executable;

/** This bundle at work on real store, access and keys, without a framework. */
final class PersonsWorld extends World {
  final PersonRegistry persons;
  final ProtectionRegistry protections;
  final ErasureRegistry erasures;
  final Corrected corrected = new Corrected("families.person-corrected");
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

  PersonsWorld() {
    persons = new PersonRegistry(fixture.database(), roles, journal, vault, tokens);
    protections = new ProtectionRegistry(fixture.database(), roles, vault);
    erasures = new ErasureRegistry(fixture.database(), roles);
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

  long entries(String type, PersonId person) {
    return entries(type, person.value());
  }

  long people() {
    return fixture.number("select count(*) from persons.person");
  }

  /** Refused under a rule, and nothing written. */
  Problem refused(String rule, Executable work) {
    long before = people();
    var problem = assertThrows(Problem.class, work);
    assertEquals(rule, problem.rule(), problem::getMessage);
    assertEquals(before, people());
    return problem;
  }
}
