// SPDX-License-Identifier: EUPL-1.2
package al.fole.families.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import al.fole.cases.CaseId;
import al.fole.cases.DecisionId;
import al.fole.families.FamilyId;
import al.fole.families.PlacementEvent.ChildPlaced;
import al.fole.families.PlacementEvent.PlacementEnded;
import al.fole.families.PlacementId;
import al.fole.families.internal.APlacement.ACase;
import al.fole.persons.CorrectPerson;
import al.fole.persons.Identity;
import al.fole.persons.PersonEvent.PersonCorrected;
import al.fole.persons.PersonId;
import al.fole.persons.RegisterPerson;
import al.fole.persons.internal.FamilyAppliedReactions;
import al.fole.persons.internal.PersonRegistry;
import al.fole.persons.internal.ProtectionRegistry;
import al.fole.spi.Problem;
import al.fole.store.Reaction;
import al.fole.store.Store;
import al.fole.store.Tx;
import al.fole.testing.world.World;
import java.time.LocalDate;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.function.Executable;

/** This bundle at work on real store, access, keys and persons; cases are a fake. */
final class FamiliesWorld extends World {
  static final LocalDate GROWN = LocalDate.of(1985, 5, 5);
  static final LocalDate BORN = LocalDate.of(2018, 2, 3);
  static final LocalDate DECIDED = LocalDate.of(2026, 5, 20);

  final PersonRegistry persons;
  final FakeCases cases = new FakeCases();
  final FamilyRegistry families;
  final ProtectionRegistry protections;
  final PersonErasedReactions erased;
  final Told<ChildPlaced> placed = new Told<>("cases.child-placed", ChildPlaced.class);
  final Told<PlacementEnded> ended = new Told<>("cases.placement-ended", PlacementEnded.class);

  /** What cases would do; it may be told to veto. */
  static final class Told<E extends al.fole.event.Event> implements Reaction<E> {
    private final String name;
    private final Class<E> event;
    volatile Consumer<E> then = event -> {};

    Told(String name, Class<E> event) {
      this.name = name;
      this.event = event;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public Class<E> event() {
      return event;
    }

    @Override
    public void on(Tx tx, E told) {
      then.accept(told);
    }
  }

  FamiliesWorld() {
    persons = new PersonRegistry(fixture.database(), roles, journal, vault, tokens);
    families = new FamilyRegistry(fixture.database(), roles, journal, tokens);
    families.persons = persons;
    families.cases = cases;
    protections = new ProtectionRegistry(fixture.database(), roles, vault);
    fixture.add(new FamilyReactions(fixture.database(), roles));
    fixture.add(new AddressProtectedReactions(fixture.database(), roles));
    fixture.add(new ProtectionLiftedReactions(fixture.database(), roles));
    fixture.add(new HomeProtectionLiftedReactions(fixture.database(), roles));
    fixture.add(new FamilyAppliedReactions(fixture.database(), roles, vault));
    fixture.add(new CaseAssignedReactions(fixture.database(), roles));
    fixture.add(new CaseTransferredReactions(fixture.database(), roles));
    erased = new PersonErasedReactions(fixture.database(), roles);
    fixture.add(erased);
    fixture.add(placed);
    fixture.add(ended);
    fixture.add(new Told<>("cases.person-corrected", PersonCorrected.class));
  }

  Store store() {
    return fixture.open(FamilyRows.SCHEMA);
  }

  PersonId adult() {
    return person("Besa", "Hoxha", GROWN);
  }

  PersonId child() {
    return person("Zana", "Përmeti", BORN);
  }

  PersonId person(String first, String last, LocalDate born) {
    return new PersonId(
        persons
            .register(tirana, new RegisterPerson(identity(first, last, born), AFamily.SAID))
            .id());
  }

  void correct(PersonId id, long expected, LocalDate born) {
    persons.correct(
        tirana,
        id,
        new CorrectPerson(expected, identity("Zana", "Përmeti", born), AFamily.SAID, "gabim"));
  }

  private static Identity identity(String first, String last, LocalDate born) {
    return new Identity(null, null, first, "Gëzim", last, "F", born, false, "53", null, null);
  }

  FamilyId applied(AFamily family) {
    return new FamilyId(families.apply(tirana, family.application()).id());
  }

  FamilyId assessed(AFamily family) {
    FamilyId id = applied(family);
    families.assess(tirana, id, AFamily.assessment(1, "POSITIVE"));
    return id;
  }

  /** A family that can take children, with an adult of its own. */
  FamilyId approved(AFamily family) {
    AFamily ours = family.of(adult());
    FamilyId id = assessed(ours);
    families.decide(head, id, ours.approval(2));
    return id;
  }

  /** A child with a case and an administrative decision in force. */
  ACase aCase() {
    return aCase(child());
  }

  ACase aCase(PersonId child) {
    var id = new CaseId(UUID.randomUUID());
    run(
        "insert into access.scope (subject, via, unit, relation, opened_on) values ('"
            + (id + "', '" + id + "', 'B53', 'RESPONSIBLE', current_date)"));
    return new ACase(child, id, decided(id, child, "ADMINISTRATIVE", "PLACEMENT"));
  }

  DecisionId decided(CaseId id, PersonId child, String kind, String subject) {
    return cases.decided(id, child, kind, subject, DECIDED, null);
  }

  PlacementId place(FamilyId family, APlacement placement) {
    return new PlacementId(families.place(tirana, family, placement.command()).id());
  }

  PlacementId place(FamilyId family, ACase of) {
    return place(family, APlacement.of(of));
  }

  /** Refused under a rule, with words in both languages, and nothing written. */
  Problem refused(String rule, Executable work) {
    long before = changes();
    Problem problem = assertThrows(Problem.class, work);
    assertEquals(rule, problem.rule(), problem::getMessage);
    assertEquals(false, problem.sq().isBlank() || problem.en().isBlank());
    assertEquals(before, changes());
    return problem;
  }

  private long changes() {
    return fixture.number(
        "select count(*) from journal.event where type ~ '^families[.]' and record_version > 0");
  }
}
