// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.access.FieldGroup;
import al.fole.access.Scope;
import al.fole.access.internal.ScopeMapper.ChargeRow;
import al.fole.itests.clauses.Clause;
import al.fole.spi.Purpose;
import al.fole.spi.Unit;
import al.fole.testing.fakes.TestActor;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the matrix permits somebody, as his statements are given it. */
class ReachingTest {
  private static final UUID WORKER = UUID.randomUUID();
  private static final UUID CONTROL = UUID.randomUUID();
  private static final Territory TERRITORY =
      new Territory(
          List.of(
              new Unit("V53", "NVNR", "53", "AL-11", "V53"),
              new Unit("B53", "NJMF", "53", "AL-11", "B53"),
              new Unit("B52", "NJMF", "52", "AL-11", "B52"),
              new Unit("B10", "NJMF", "10", "AL-02", "B10"),
              new Unit("I-53", "INSTITUTION", "53", "AL-11", "I-53"),
              new Unit("Q-AL-11", "SHSSH_REG", null, "AL-11", "Q-AL-11"),
              new Unit("N", "SHSSH_HQ", null, null, "N")),
          Set.of("NJMF", "NVNR", "SHSSH_REG", "SHSSH_HQ"));

  private final TestActor worker = TestActor.of("PMF", "B53");
  private int askedForCharges;

  private static Unit unit(String code) {
    return TERRITORY.unit(code).orElseThrow();
  }

  private static Matrix.Role role(String code, Reach reach, String kind) {
    var purpose = new Purpose("CASE_WORK", "VKM-2026 n.3/1/b", "Puna me rastin", "Case work");
    return new Matrix.Role(
        code, reach, List.of(kind), true, code, code, "VKM-2026 n.8/2", List.of(purpose));
  }

  private static Policy row(String role, String relations, String states, String groups) {
    return new Policy(
        UUID.randomUUID(),
        role,
        "READ",
        "CASE",
        List.of(relations.split(" ")),
        List.of(states.split(" ")),
        List.of(groups.split(" ")),
        List.of("ANY"),
        "PERMIT",
        "VKM-2026 n.8/2",
        "1",
        LocalDate.of(2026, 1, 1),
        null);
  }

  private Scope scope(TestActor actor, String permission, Policy... rows) {
    var matrix =
        Matrix.of(
            List.of(
                role("PMF", Reach.MUNICIPALITY, "NJMF"),
                role("SHSSH_REG", Reach.QARK, "SHSSH_REG"),
                role("SHSSH_HQ", Reach.NATIONAL, "SHSSH_HQ"),
                role("PROVIDER_HEAD", Reach.INSTITUTION, "INSTITUTION")),
            TERRITORY,
            List.of(new Asked("cases.view", "READ", "CASE", false)),
            List.of(rows));
    return new Reaching(
            matrix,
            actor,
            () -> {
              askedForCharges++;
              return List.of(new ChargeRow(WORKER, "MONITORED"), new ChargeRow(CONTROL, "MANDATE"));
            })
        .scope(permission);
  }

  private Scope of(String relations) {
    return scope(worker, "cases.view", row("PMF", relations, "OPEN", "RECORD"));
  }

  @Test
  void theOwnUnitIsThatUnit() {
    var scope = of("OWN_UNIT");
    assertEquals(List.of("B53"), scope.units());
    assertEquals(List.of(), scope.holders());
    assertEquals(List.of("OPEN"), scope.states());
    assertEquals(List.of(), scope.former());
    assertFalse(scope.national());
    assertEquals(0, askedForCharges, "nobody was asked what he need not know");
  }

  @Test
  @Clause("R-71")
  void theMunicipalityIsItsTerritorialUnits() {
    assertEquals(List.of("B53", "V53"), of("MUNICIPALITY").units());
    assertEquals(List.of("B53", "V53"), of("OWN_UNIT MUNICIPALITY").units());
  }

  @Test
  void theCountyIsForUnitsOfTheCounty() {
    var scope =
        scope(
            TestActor.of("SHSSH_REG", "Q-AL-11").declaring("CASE_WORK"),
            "cases.view",
            row("SHSSH_REG", "QARK", "OPEN CLOSED", "RECORD"));
    assertEquals(List.of("B52", "B53", "Q-AL-11", "V53"), scope.units());
    assertEquals(List.of("OPEN", "CLOSED"), scope.states());
    assertEquals(List.of(), of("QARK").units(), "a municipality's worker has no county");
  }

  @Test
  void theCountryIsAFlag() {
    var scope =
        scope(
            TestActor.of("SHSSH_HQ", "N").declaring("CASE_WORK"),
            "cases.view",
            row("SHSSH_HQ", "NATIONAL", "OPEN", "RECORD"));
    assertTrue(scope.national());
    assertEquals(List.of(), scope.units());
    assertEquals(List.of(), of("MUNICIPALITY NONE").holders());
  }

  @Test
  void anInstitutionIsItselfAndNothingOfItsMunicipality() {
    var head = TestActor.of("PROVIDER_HEAD", "I-53").declaring("CASE_WORK");
    assertEquals(
        List.of("I-53"),
        scope(head, "cases.view", row("PROVIDER_HEAD", "INSTITUTION", "OPEN", "RECORD")).units());
  }

  @Test
  void holdersAreOneselfAndWhomOneAnswersFor() {
    assertEquals(List.of(worker.who()), of("OWN_CASE").holders());
    assertEquals(0, askedForCharges);
    assertEquals(List.of(worker.who()), of("OWN_CASE").self());
    assertEquals(List.of(WORKER), of("MONITORED").holders());
    assertEquals(List.of(), of("MONITORED MANDATE").self(), "nobody stands in for another");
    assertEquals(List.of(CONTROL), of("MANDATE").holders());
    assertEquals(
        List.of(worker.who(), WORKER, CONTROL), of("OWN_CASE MONITORED MANDATE").holders());
    assertEquals(List.of(), of("OWN_CASE MONITORED MANDATE").units());
  }

  @Test
  void aFormerUnitIsSaidApart() {
    var scope = of("FORMER_UNIT");
    assertEquals(List.of("B53"), scope.former());
    assertEquals(List.of(), scope.units(), "it shows nothing that is there now");
  }

  @Test
  @Clause("R-93")
  void eachFieldGroupHasItsOwnReach() {
    var scope =
        scope(
            worker,
            "cases.view",
            row("PMF", "OWN_CASE MUNICIPALITY", "OPEN CLOSED", "RECORD HEALTH"),
            row("PMF", "OWN_CASE", "OPEN CLOSED", "PROTECTED_ADDRESS"));
    assertEquals(
        Set.copyOf(Arrays.stream(FieldGroup.values()).map(FieldGroup::name).toList()),
        scope.fields().keySet());
    assertEquals(List.of("B53", "V53"), scope.field(FieldGroup.RECORD).units());
    assertEquals(List.of("B53", "V53"), scope.field(FieldGroup.HEALTH).units());
    assertEquals(List.of("OPEN", "CLOSED"), scope.field(FieldGroup.HEALTH).states());
    assertEquals(List.of(), scope.field(FieldGroup.PROTECTED_ADDRESS).units());
    assertEquals(List.of(worker.who()), scope.field(FieldGroup.PROTECTED_ADDRESS).holders());
    var notes = scope.field(FieldGroup.NOTES);
    assertFalse(notes.national());
    assertEquals(List.of(), notes.units());
    assertEquals(List.of(), notes.holders());
    assertEquals(List.of(), notes.states());
  }

  @Test
  @Clause("R-94")
  void whoeverMayNotReachesNothing() {
    var row = row("PMF", "NATIONAL OWN_CASE", "OPEN", "RECORD");
    assertTrue(scope(worker, "cases.view", row).national());
    for (var nothing :
        List.of(
            scope(worker, "cases.list", row),
            scope(worker.declaring("SUPERVISION"), "cases.view", row),
            scope(TestActor.of("PMF", "I-53"), "cases.view", row),
            scope(TestActor.of("PMF", "B99"), "cases.view", row),
            scope(TestActor.of("NOBODY", "B53"), "cases.view", row),
            scope(worker, "cases.view"))) {
      assertEquals(Scope.NOTHING, nothing);
    }
  }

  @Test
  void aRoleIsHeldInUnitsOfItsKindAndReach() {
    assertTrue(Reach.MUNICIPALITY.fits(unit("B53")));
    assertFalse(Reach.MUNICIPALITY.fits(unit("Q-AL-11")));
    assertTrue(Reach.QARK.fits(unit("Q-AL-11")));
    assertFalse(Reach.QARK.fits(unit("B53")));
    assertFalse(Reach.QARK.fits(unit("N")));
    for (var reach : List.of(Reach.NATIONAL, Reach.NONE)) {
      assertTrue(reach.fits(unit("N")));
      assertFalse(reach.fits(unit("B53")));
    }
    for (var reach : List.of(Reach.INSTITUTION, Reach.OWN)) {
      assertTrue(reach.fits(unit("I-53")));
    }
    assertEquals(List.of(), TERRITORY.municipality(unit("N")));
    assertEquals(List.of(), TERRITORY.qark(unit("N")));
  }
}
