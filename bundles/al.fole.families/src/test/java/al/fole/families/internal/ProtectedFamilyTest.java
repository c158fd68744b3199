// SPDX-License-Identifier: EUPL-1.2
package al.fole.families.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.cases.CaseEvent.CaseAssigned;
import al.fole.cases.CaseEvent.CaseTransferred;
import al.fole.cases.CaseState;
import al.fole.families.ChangeFamilyState;
import al.fole.families.EndPlacement;
import al.fole.families.FamilyId;
import al.fole.families.FamilyQuery;
import al.fole.families.FamilyState;
import al.fole.families.FamilyView;
import al.fole.families.PlacementId;
import al.fole.families.internal.APlacement.ACase;
import al.fole.persons.PersonId;
import al.fole.persons.Protections.Reasoned;
import al.fole.spi.Actor;
import al.fole.testing.fakes.TestActor;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Where a family lives is withheld while the address of one of its adults is protected. */
class ProtectedFamilyTest {
  private static FamiliesWorld world;
  private static FamilyId open;
  private static int version = 7;

  @BeforeAll
  static void open() {
    world = new FamiliesWorld();
    world.run(
        "select access.declare_policy('MIN_POLICY', 'LIST', 'FAMILY', '{NATIONAL}', '{RECORD}', 'of this test')");
    open = world.approved(AFamily.aFamily());
  }

  @AfterAll
  static void close() {
    world.close();
  }

  private static PersonId adultOf(FamilyId id) {
    return Objects.requireNonNull(world.families.view(world.head, id).adults()).get(0);
  }

  private static FamilyId guarded() {
    FamilyId id = world.approved(AFamily.aFamily());
    world.protections.protect(world.tirana, adultOf(id), new Reasoned(2, "kërcënim"));
    return id;
  }

  private static boolean tells(FamilyView view) {
    return Stream.of(view.fileNumber(), view.unit(), view.municipality())
        .anyMatch(Objects::nonNull);
  }

  private static List<FamilyView> listed(Actor actor, @Nullable String municipality, String order) {
    return world
        .families
        .list(actor, new FamilyQuery(null, municipality, false, order, 100, null))
        .items();
  }

  private static boolean isIn(List<FamilyView> page, FamilyId id) {
    return page.stream().anyMatch(it -> it.id().equals(id));
  }

  @Test
  void municipalityUnitAndFileNumberAreForTheHeadOnly() {
    FamilyId id = guarded();
    for (Actor actor : List.of(world.tirana, world.region, world.directorate)) {
      assertFalse(tells(world.families.view(actor, id)), actor.role());
      assertTrue(tells(world.families.view(actor, open)), actor.role());
    }
    FamilyView head = world.families.view(world.head, id);
    assertEquals("53", head.municipality());
    assertEquals("B53", head.unit());
    assertNotNull(head.fileNumber());
  }

  @Test
  void itIsFoundByNoMunicipalityAndStandsNowhereAmongTheNumbers() {
    FamilyId id = guarded();
    for (Actor actor : List.of(world.tirana, world.region, world.directorate)) {
      assertTrue(isIn(listed(actor, null, "DATE"), id), actor.role());
      assertTrue(isIn(listed(actor, null, "NAME"), id), actor.role());
      assertFalse(isIn(listed(actor, "53", "DATE"), id), actor.role());
      assertFalse(isIn(listed(actor, "53", "NAME"), id), actor.role());
      assertFalse(isIn(listed(actor, null, "FILE_NUMBER"), id), actor.role());
      assertTrue(isIn(listed(actor, "53", "FILE_NUMBER"), open), actor.role());
      assertTrue(
          listed(actor, null, "DATE").stream()
              .filter(it -> it.id().equals(id))
              .noneMatch(ProtectedFamilyTest::tells));
    }
    assertTrue(isIn(listed(world.head, "53", "FILE_NUMBER"), id));
  }

  @Test
  void theHistoryTellsNoPlace() {
    FamilyId id = guarded();
    for (var entry : world.families.history(world.tirana, id)) {
      assertFalse(entry.facts().containsKey("municipality"), entry.type());
      assertFalse(entry.facts().containsKey("unit"), entry.type());
      assertEquals("", entry.unit());
    }
    assertEquals("53", world.families.history(world.head, id).get(0).facts().get("municipality"));
  }

  @Test
  void whoAppliesUnderProtectionIsWithheldFromTheFirstDay() {
    PersonId adult = world.adult();
    world.protections.protect(world.tirana, adult, new Reasoned(1, "kërcënim"));
    FamilyId id = world.applied(AFamily.aFamily().of(adult));
    assertFalse(tells(world.families.view(world.tirana, id)));
    assertTrue(tells(world.families.view(world.head, id)));
  }

  @Test
  void liftedItIsShownAgain() {
    FamilyId id = guarded();
    world.protections.lift(world.head, adultOf(id), new Reasoned(3, "kaloi"));
    assertTrue(tells(world.families.view(world.directorate, id)));
  }

  private static boolean isKept(PersonId adult) {
    return world.persons.view(world.directorate, adult).addressProtected();
  }

  @Test
  void theLawProtectsBothAdultsFromTheApplicationOnAndNoMunicipality() {
    PersonId first = world.adult();
    PersonId second = world.adult();
    assertFalse(isKept(first) || isKept(second));
    FamilyId id = world.applied(AFamily.aFamily().of(first, second));
    assertTrue(isKept(first) && isKept(second));
    assertTrue(tells(world.families.view(world.directorate, id)));
    assertTrue(isIn(listed(world.region, "53", "DATE"), id));
    assertTrue(isIn(listed(world.region, "53", "FILE_NUMBER"), id));
    assertEquals("53", world.persons.view(world.directorate, first).municipality());
  }

  @Test
  void nobodyLiftsWhatTheLawProtectsWhileTheFamilyTakesPart() {
    PersonId adult = world.adult();
    FamilyId id = world.applied(AFamily.aFamily().of(adult));
    for (int state = 1; state <= 2; state++) {
      world.refused(
          "adult-of-a-foster-family",
          () -> world.protections.lift(world.head, adult, new Reasoned(2, "u kërkua")));
      assertTrue(isKept(adult));
      if (state == 1) {
        world.families.assess(world.tirana, id, AFamily.assessment(1, "POSITIVE"));
        world.families.decide(world.head, id, AFamily.aFamily().of(adult).approval(2));
      }
    }
    world.families.change(
        world.head,
        id,
        new ChangeFamilyState(3, FamilyState.WITHDRAWN, "u largua", LocalDate.now()));
    assertTrue(isKept(adult), "it does not end with the family");
    world.protections.lift(world.head, adult, new Reasoned(2, "nuk merr më pjesë"));
    assertFalse(isKept(adult));
    world.applied(AFamily.aFamily().of(adult));
    assertTrue(isKept(adult), "who applies anew is protected anew");
  }

  @Test
  void theWorkerOfAChildWhoLivesThereReachesItForAsLongAsHeDoes() {
    FamilyId id = guarded();
    Actor worker = TestActor.of("PMF", "B53");
    world.cases.worker = worker.who();
    ACase of = world.aCase();
    world.cases.worker = null;
    PlacementId placement = world.place(id, of);
    assertEquals("53", world.families.view(worker, id).municipality());
    assertNotNull(world.persons.view(worker, adultOf(id)).municipality());
    assertFalse(tells(world.families.view(world.tirana, id)));
    world.families.end(
        world.tirana,
        placement,
        new EndPlacement(1, LocalDate.now(), "MOVED_FAMILY", true, null, AFamily.SAID));
    assertFalse(tells(world.families.view(worker, id)));
  }

  @Test
  void whoeverBreaksTheGlassIsNotToldThePlace() {
    FamilyId id = guarded();
    Actor worker = TestActor.of("PMF", "B10");
    hold(id, worker, "BREAK_GLASS");
    assertFalse(tells(world.families.view(worker, id)));
    for (var entry : world.families.history(worker, id)) {
      assertFalse(entry.facts().containsKey("municipality"), entry.type());
    }
    hold(id, worker, "ASSIGNED");
    assertTrue(tells(world.families.view(worker, id)));
  }

  private static void hold(FamilyId id, Actor by, String relation) {
    world.run(
        "insert into access.scope (subject, via, holder, relation, opened_on, until) values ('%s', '%s', '%s', '%s', current_date, now() + interval '1 hour')"
            .formatted(id, UUID.randomUUID(), by.who(), relation));
  }

  @Test
  void anotherWorkerReachesItInsteadAndNobodyAfterATransfer() {
    FamilyId id = guarded();
    ACase of = world.aCase();
    PlacementId placement = world.place(id, of);
    Actor first = TestActor.of("PMF", "B53");
    Actor second = TestActor.of("PMF", "B53");
    assigned(of, first.who());
    assertTrue(tells(world.families.view(first, id)));
    assigned(of, second.who());
    assertFalse(tells(world.families.view(first, id)));
    assertTrue(tells(world.families.view(second, id)));
    // Cases have moved the scope of the case by then, and the receiving head acts.
    world.run(
        "update access.scope set unit = 'B10' where unit = 'B53' and subject = '%s'"
            .formatted(of.id()));
    world
        .store()
        .write(
            TestActor.of("NJMF_HEAD", "B10"),
            tx ->
                tx.record(
                    new CaseTransferred(
                        of.id(),
                        ++version,
                        of.child(),
                        "B53",
                        "B10",
                        "10",
                        CaseState.IN_CARE,
                        tx.today()),
                    List.of()));
    assertFalse(tells(world.families.view(second, id)));
    assertEquals("10", world.families.placement(world.directorate, placement).municipality());
  }

  private static void assigned(ACase of, UUID worker) {
    world
        .store()
        .write(
            world.head,
            tx ->
                tx.record(
                    new CaseAssigned(
                        of.id(),
                        ++version,
                        of.child(),
                        worker,
                        "53",
                        CaseState.IN_CARE,
                        tx.today()),
                    List.of()));
  }

  @Test
  void theMinistryReadsTheRecordAndNotWhoTheyAre() {
    FamilyView view = world.families.view(TestActor.of("MIN_POLICY", "MINISTRIA"), open);
    assertNull(view.adults());
    assertNull(view.people());
    assertTrue(view.assessments().isEmpty());
    assertNotNull(view.approval());
    assertEquals("53", view.municipality());
    assertNotNull(world.families.view(world.tirana, open).adults());
  }

  @Test
  void nobodySortsFamiliesByNamesHeMayNotRead() {
    var problem =
        world.refused(
            "field-not-readable",
            () -> listed(TestActor.of("MIN_POLICY", "MINISTRIA"), null, "NAME"));
    assertEquals("order", problem.field().orElseThrow());
  }
}
