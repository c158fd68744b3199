// SPDX-License-Identifier: EUPL-1.2
package al.fole.families.internal;

import static al.fole.families.internal.AFamily.aFamily;
import static org.junit.jupiter.api.Assertions.assertEquals;

import al.fole.families.ApplyAsFamily;
import al.fole.families.AssessFamily;
import al.fole.families.DecideOnFamily;
import al.fole.families.EndPlacement;
import al.fole.families.FamilyId;
import al.fole.families.PlaceChild;
import al.fole.itests.clauses.Clause;
import al.fole.persons.PersonId;
import al.fole.persons.Provenance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What is a code stands in its list today, whatever is asked. */
class CodesTest {
  private static final Provenance NEIGHBOUR = new Provenance("NEIGHBOUR", AFamily.APPLIED);

  private static FamiliesWorld world;

  @BeforeAll
  static void open() {
    world = new FamiliesWorld();
  }

  @AfterAll
  static void close() {
    world.close();
  }

  @Test
  void anApplicationNamesCareTypesAMunicipalityAndAProvider() {
    PersonId adult = world.adult();
    ApplyAsFamily said = aFamily().of(adult).application();
    unknown(
        "care-type", "careTypes", () -> world.applied(aFamily().of(adult).offering("FOSTER_MOON")));
    unknown(
        "municipality",
        "municipality",
        () -> world.families.apply(world.tirana, in(said, "62", said.provenance())));
    provider(() -> world.families.apply(world.tirana, in(said, "53", NEIGHBOUR)));
  }

  @Test
  @Clause("R-70")
  void anAssessmentNamesWhoGaveTheInformation() {
    FamilyId id = world.applied(aFamily().of(world.adult()));
    AssessFamily said = AFamily.assessment(1, "POSITIVE");
    provider(
        () ->
            world.families.assess(
                world.tirana,
                id,
                new AssessFamily(
                    1,
                    said.startedOn(),
                    said.finalisedOn(),
                    said.homeVisits(),
                    said.criminalRecordOn(),
                    said.trainingHours(),
                    said.recommendation(),
                    said.summary(),
                    NEIGHBOUR)));
  }

  @Test
  void aDecisionNamesAnAuthorityCareTypesAndAProvider() {
    AFamily family = aFamily().of(world.adult());
    FamilyId id = world.assessed(family);
    DecideOnFamily said = family.approval(2);
    unknown(
        "decision-authority",
        "authority",
        () -> world.families.decide(world.head, id, by(said, "MINISTRY", said.provenance())));
    unknown(
        "care-type",
        "terms.careTypes",
        () -> world.families.decide(world.head, id, aFamily().offering("FOSTER_MOON").approval(2)));
    provider(() -> world.families.decide(world.head, id, by(said, "MUNICIPALITY", NEIGHBOUR)));
  }

  @Test
  void aPlacementNamesACareTypeAndItsEndAReasonAndBothAProvider() {
    FamilyId id = world.approved(aFamily());
    var of = world.aCase();
    PlaceChild said = APlacement.of(of).command();
    unknown(
        "care-type",
        "careType",
        () ->
            world.families.place(world.tirana, id, APlacement.of(of).as("FOSTER_MOON").command()));
    provider(() -> world.families.place(world.tirana, id, by(said, NEIGHBOUR)));
    var placed = world.place(id, of);
    EndPlacement end = APlacement.end(1);
    unknown(
        "exit-reason",
        "reason",
        () -> world.families.end(world.tirana, placed, with(end, "BORED", end.provenance())));
    provider(() -> world.families.end(world.tirana, placed, with(end, "REUNIFIED", NEIGHBOUR)));
  }

  @Test
  void aCodeThatHasEndedIsNoCodeAnyMore() {
    world.run("update reference.code set valid_to = '2026-02-01' where code = 'FOSTER_LONG'");
    unknown(
        "care-type",
        "careTypes",
        () -> world.applied(aFamily().of(world.adult()).offering("FOSTER_LONG")));
  }

  private static void provider(Executable work) {
    unknown("information-provider", "provenance.provider", work);
  }

  private static void unknown(String list, String field, Executable work) {
    var problem = world.refused("code-unknown", work);
    assertEquals(list, problem.more().get("list"));
    assertEquals(field, problem.field().orElse(""));
  }

  private static ApplyAsFamily in(ApplyAsFamily said, String municipality, Provenance by) {
    return new ApplyAsFamily(
        said.adults(),
        said.kind(),
        said.kinship(),
        said.careTypes(),
        said.places(),
        said.ageFrom(),
        said.ageTo(),
        municipality,
        said.motivation(),
        said.appliedOn(),
        by);
  }

  private static DecideOnFamily by(DecideOnFamily said, String authority, Provenance by) {
    return new DecideOnFamily(
        said.expected(),
        said.outcome(),
        said.number(),
        authority,
        said.decidedOn(),
        said.digest(),
        said.terms(),
        said.reason(),
        by);
  }

  private static PlaceChild by(PlaceChild said, Provenance by) {
    return new PlaceChild(
        said.careCase(),
        said.child(),
        said.decision(),
        said.careType(),
        said.startedOn(),
        null,
        null,
        null,
        null,
        by);
  }

  private static EndPlacement with(EndPlacement said, String reason, Provenance by) {
    return new EndPlacement(
        said.expected(), said.endedOn(), reason, said.planned(), said.narrative(), by);
  }
}
