// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import static al.fole.access.internal.AccessWorld.refusedWith;
import static al.fole.access.internal.MatrixAtWork.REASON;
import static al.fole.access.internal.MatrixAtWork.act;
import static al.fole.access.internal.MatrixAtWork.change;
import static al.fole.access.internal.MatrixAtWork.manual;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.access.Permission;
import al.fole.itests.clauses.Clause;
import al.fole.spi.Actor;
import al.fole.spi.Problem;
import al.fole.store.Version;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The matrix changes while the register runs: proposed, decided once, in force for everybody. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MatrixChangesTest {
  private static final Permission RELEASES = new Permission("releases.view");

  private final MatrixAtWork matrix = new MatrixAtWork();
  private final AccessWorld world = matrix.world;
  private final MatrixChanges changes = matrix.changes;
  private final Actor administrator = matrix.administrator;
  private final Actor ministry = matrix.ministry;

  @AfterAll
  void close() {
    matrix.close();
  }

  @Test
  @Clause("R-25")
  @Clause("R-94")
  void anApprovedRowHoldsForTheNextRequestOnEveryHost() {
    var time = new MovedTime();
    var current = new CurrentMatrix(world.store, time);
    var sessions = new Sessions(world.store, current, world.refusals, world.keys, world.demands);
    var other = new RoleTable(world.store, current, world.refusals, world.parentSessions, sessions);
    var token = world.somebody("SHSSH_HQ", "N").token();
    assertFalse(world.access.allows(world.resume(token), RELEASES));
    assertFalse(other.allows(sessions.resume(token, "r1"), RELEASES));

    var proposed = matrix.propose(AskedRow.permit("SHSSH_HQ", "READ", "RELEASE", "NONE"));
    assertFalse(other.allows(sessions.resume(token, "r2"), RELEASES), "one person is not enough");
    matrix.approve(proposed);
    assertTrue(world.access.allows(world.resume(token), RELEASES));
    assertTrue(other.allows(sessions.resume(token, "r3"), RELEASES));

    matrix.approve(matrix.end(matrix.rowOf(proposed)));
    assertFalse(other.allows(sessions.resume(token, "r4"), RELEASES));
    assertFalse(world.access.allows(world.resume(token), RELEASES));
    refusedWith("row-not-in-force", () -> matrix.end(matrix.rowOf(proposed)));
    refusedWith(
        "row-already-there",
        () -> matrix.propose(AskedRow.permit("SHSSH_HQ", "READ", "RELEASE", "NONE")));
  }

  @Test
  void aChangeIsDecidedOnce() {
    var proposed = matrix.propose(AskedRow.permit("DPO", "LIST", "TASK", "NONE"));
    refusedWith("version-stale", () -> changes.approve(ministry, proposed.id(), new Version(2)));
    changes.reject(administrator, proposed.id(), new Version(1), new Reason(REASON));
    refusedWith("change-decided", () -> changes.approve(ministry, proposed.id(), new Version(2)));
    refusedWith(
        "change-decided",
        () -> changes.reject(ministry, proposed.id(), new Version(2), new Reason(REASON)));
    assertEquals(0, matrix.rows(proposed));
    assertEquals(1, world.entries("access.matrix-change-rejected"));
    refusedWith("not-found", () -> changes.approve(ministry, UUID.randomUUID(), new Version(1)));
  }

  @Test
  void whatMeanwhileBecameWrongIsNotApproved() {
    var one = matrix.propose(AskedRow.permit("INSPECTOR", "LIST", "TASK", "NATIONAL"));
    var same = matrix.propose(AskedRow.permit("INSPECTOR", "LIST", "TASK", "NATIONAL"));
    matrix.approve(one);
    refusedWith("row-already-there", () -> matrix.approve(same));
    var first = matrix.end(matrix.rowOf(one));
    var second = matrix.end(matrix.rowOf(one));
    matrix.approve(first);
    refusedWith("row-not-in-force", () -> matrix.approve(second));
  }

  @Test
  @Clause("R-90")
  void eachStepIsAnEntryOfIdsAndCodes() {
    long proposals = world.entries("access.matrix-change-proposed");
    long approvals = world.entries("access.matrix-changed");
    var proposed = matrix.propose(AskedRow.permit("QARK_SW", "LIST", "TASK", "QARK"));
    matrix.approve(proposed);
    assertEquals(proposals + 1, world.entries("access.matrix-change-proposed"));
    assertEquals(approvals + 1, world.entries("access.matrix-changed"));
    assertEquals(
        0,
        world.fixture.number(
            "select count(*) from journal.event where facts::text like ?", "%" + REASON + "%"));
    assertEquals(
        1,
        world.fixture.number(
            "select count(*) from journal.event where type = 'access.matrix-change-proposed'"
                + " and record = ? and facts ->> 'relations' = 'QARK' and facts ->> 'role' = 'QARK_SW'",
            proposed.id()));
    assertEquals(
        List.of("APPROVED"),
        changes.list(ministry).stream()
            .filter(it -> it.id().equals(proposed.id()))
            .map(MatrixChange::state)
            .toList());
  }

  @Test
  void everyWordIsOneThereIs() {
    var good = AskedRow.permit("PMF", "READ", "TASK", "OWN_UNIT");
    for (AskedRow wrong :
        List.of(
            AskedRow.permit("FRIEND", "READ", "TASK", "OWN_UNIT"),
            AskedRow.permit("PMF", "DELETE", "TASK", "OWN_UNIT"),
            AskedRow.permit("PMF", "READ", "GOSSIP", "OWN_UNIT"),
            AskedRow.permit("PMF", "READ", "TASK", "ANYWHERE"),
            good.states("LOST"),
            good.groups("EVERYTHING"),
            good.purposes("CURIOSITY"),
            good.effect("MAYBE"))) {
      refusedWith("code-unknown", () -> matrix.propose(wrong));
    }
    refusedWith("field-missing", () -> matrix.propose(good.groups(new String[0])));
    refusedWith("field-missing", () -> changes.propose(administrator, change("ADD", null, null)));
    refusedWith("field-missing", () -> changes.propose(administrator, change("END", null, REASON)));
    refusedWith(
        "field-missing",
        () -> changes.propose(administrator, change("END", matrix.keeper(), null)));
    refusedWith("change-kind", () -> changes.propose(administrator, change("BOTH", null, REASON)));
    refusedWith(
        "row-not-in-force",
        () -> changes.propose(administrator, change("END", UUID.randomUUID(), REASON)));
    var today = world.store.read(administrator, tx -> tx.today());
    refusedWith(
        "valid-from-past", () -> changes.propose(administrator, on(today.minusDays(1), null)));
    refusedWith(
        "valid-to-before-from",
        () -> changes.propose(administrator, on(today.plusDays(2), today.plusDays(1))));
  }

  @Test
  void itIsMadeWithinAManualTheMinistryApproved() {
    var row = AskedRow.permit("DPO", "REPORT", "TASK", "NONE");
    refusedWith("manual-unknown", () -> changes.propose(administrator, row.within("7")));
    var today = world.store.read(administrator, tx -> tx.today());
    var recorded = changes.recordManual(administrator, manual("2.1", today));
    refusedWith("manual-not-approved", () -> changes.propose(administrator, row.within("2.1")));
    refusedWith(
        "manual-by-another",
        () -> changes.approveManual(administrator, "2.1", new Version(1), act()));
    var colleague = world.somebody("SHSSH_ADMIN", "N").actor();
    changes.approveManual(colleague, "2.1", new Version(1), act());
    refusedWith("manual-not-approved", () -> changes.propose(administrator, row.within("2.1")));
    refusedWith(
        "manual-approved-already",
        () ->
            changes.approveManual(
                world.somebody("SHSSH_ADMIN", "N").actor(), "2.1", new Version(2), act()));
    refusedWith(
        "version-stale", () -> changes.approveManual(ministry, "2.1", new Version(1), act()));
    changes.approveManual(ministry, "2.1", new Version(2), act());
    changes.propose(administrator, row.within("2.1"));
    var kept =
        changes.manuals(administrator).stream()
            .filter(it -> it.id().equals(recorded.id()))
            .toList();
    assertEquals(colleague.who(), kept.get(0).administratorBy());
    assertEquals(ministry.who(), kept.get(0).ministryBy());
    refusedWith(
        "manual-number-taken", () -> changes.recordManual(administrator, manual("2.1", today)));
    refusedWith("manual-number", () -> changes.recordManual(administrator, manual("two", today)));
    refusedWith(
        "digest-sha256",
        () -> changes.recordManual(administrator, new RecordManual("3", "abc", today)));
    changes.recordManual(administrator, manual("4", today.plusDays(3)));
    changes.approveManual(ministry, "4", new Version(1), act());
    refusedWith("manual-not-approved", () -> changes.propose(administrator, row.within("4")));
  }

  @Test
  void aRefusalSaysItInBothLanguages() {
    var problem =
        assertThrows(
            Problem.class,
            () -> matrix.propose(AskedRow.permit("PMF", "READ", "TASK", "NATIONAL")));
    assertEquals("Ky rol nuk arrin kaq larg.", problem.sq());
    assertEquals("This role does not reach so far.", problem.en());
  }

  private static ProposeChange on(LocalDate from, @Nullable LocalDate to) {
    return new ProposeChange(
        "ADD",
        "1",
        null,
        "DPO",
        "REPORT",
        "VISIT",
        List.of("NONE"),
        List.of("OPEN", "CLOSED"),
        List.of("RECORD"),
        List.of("ANY"),
        "PERMIT",
        "VKM-2026 n.9/3",
        from,
        to,
        REASON);
  }
}
