// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import al.fole.cases.Assignments.AssignWorker;
import al.fole.cases.Assignments.EntrustProvider;
import al.fole.cases.CaseId;
import al.fole.cases.CaseView;
import al.fole.persons.PersonId;
import al.fole.spi.Actor;
import al.fole.testing.fakes.TestActor;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A case is in the hands of one worker and one provider, who reach it for as long as it is. */
class AssignmentTest {
  private static CasesWorld world;

  @BeforeAll
  static void open() {
    world = new CasesWorld();
    for (String unit : new String[] {"INST-1", "INST-2"}) {
      world.run(
          "insert into access.unit (code, kind, municipality, qark, name) values ('%s', 'INSTITUTION', '53', 'AL-11', 'Shtëpia %s')"
              .formatted(unit, unit));
    }
  }

  @AfterAll
  static void close() {
    world.close();
  }

  /** Somebody with an account in the unit. */
  private static void employ(Actor worker) {
    world.run(
        "insert into access.account (id, version, name, role, unit, state, created_at, created_by) values ('%s', 1, 'w%s', '%s', '%s', 'ACTIVE', now(), gen_random_uuid()) on conflict do nothing"
            .formatted(
                worker.who(),
                worker.who().toString().substring(0, 8),
                worker.role(),
                worker.unit()));
  }

  private static void assign(CaseId id, @Nullable UUID worker) {
    long version = world.view(id).version();
    world.assignments.assign(world.head, id, new AssignWorker(version, worker));
  }

  private static void entrust(CaseId id, @Nullable String unit) {
    long version = world.view(id).version();
    world.assignments.entrust(world.head, id, new EntrustProvider(version, unit));
  }

  private static long rows(CaseId id, Actor worker) {
    return world.fixture.number(
        "select count(*) from access.scope where via = ? and holder = ? and closed_on is null",
        id.value(),
        worker.who());
  }

  @Test
  void theAssignedWorkerHoldsTheCaseAndTheChildUntilAnotherIs() {
    PersonId child = world.child();
    CaseId id = world.opened(child, "HIGH");
    employ(world.tirana);
    employ(world.colleague);
    assign(id, world.tirana.who());
    assertEquals(2, rows(id, world.tirana));
    assertEquals(world.tirana.who(), world.view(id).worker());
    assign(id, world.colleague.who());
    assertEquals(0, rows(id, world.tirana));
    assertEquals(2, rows(id, world.colleague));
    assign(id, null);
    assertEquals(0, rows(id, world.colleague));
    assertNull(world.view(id).worker());
    assertEquals(3, world.entries("cases.assigned", child));
  }

  @Test
  void onlySomebodyOfTheResponsibleUnitIsAssigned() {
    CaseId id = world.opened(world.child(), "HIGH");
    employ(world.durres);
    for (UUID stranger : new UUID[] {world.durres.who(), UUID.randomUUID()}) {
      world.invalid("worker", "worker-unknown", () -> assign(id, stranger));
    }
    world.forbidden(
        "cases.assign",
        () -> world.assignments.assign(world.tirana, id, new AssignWorker(1, world.tirana.who())));
    world.absent(
        () ->
            world.assignments.assign(
                world.headOfDurres, id, new AssignWorker(1, world.durres.who())));
  }

  @Test
  void aProviderReachesTheCasesOfItsInstitutionAndNoOther() {
    PersonId child = world.child();
    CaseId id = world.opened(child, "HIGH");
    Actor first = TestActor.of("PROVIDER_HEAD", "INST-1");
    Actor second = TestActor.of("PROVIDER_HEAD", "INST-2");
    world.absent(() -> world.cases.view(first, id));
    entrust(id, "INST-1");
    CaseView view = world.cases.view(first, id);
    assertEquals("INST-1", view.provider());
    assertEquals(child, java.util.Objects.requireNonNull(view.person()).id());
    world.absent(() -> world.cases.view(second, id));
    entrust(id, "INST-2");
    world.absent(() -> world.cases.view(first, id));
    world.cases.view(second, id);
    entrust(id, null);
    world.absent(() -> world.cases.view(second, id));
    world.view(id);
    world.invalid("unit", "provider-unknown", () -> entrust(id, "B10"));
    assertEquals(3, world.entries("cases.entrusted", child));
  }

  @Test
  void anOldVersionIsRefusedAndAClosedCaseStays() {
    CaseId id = world.opened(world.child(), "HIGH");
    world.refused(
        al.fole.spi.Problem.Kind.STALE,
        "version-stale",
        () -> world.assignments.assign(world.head, id, new AssignWorker(9, null)));
  }
}
