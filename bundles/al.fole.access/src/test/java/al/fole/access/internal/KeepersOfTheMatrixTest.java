// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import static al.fole.access.internal.AccessWorld.refusedWith;
import static al.fole.access.internal.MatrixAtWork.REASON;
import static al.fole.access.internal.MatrixAtWork.act;
import static al.fole.access.internal.MatrixAtWork.manual;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.itests.clauses.Clause;
import al.fole.spi.Actor;
import al.fole.store.Version;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Whoever changes the matrix: two persons, neither for himself, and no change takes that away. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeepersOfTheMatrixTest {
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
  void onlyTheKeepersOfTheMatrixChangeIt() {
    var worker = world.somebody("PMF", "B53").actor();
    var row = AskedRow.permit("DPO", "ANALYSE", "TASK", "NONE");
    var proposed = matrix.propose(row);
    refusedWith("forbidden", () -> changes.propose(worker, row.said()));
    refusedWith("forbidden", () -> changes.approve(worker, proposed.id(), new Version(1)));
    refusedWith(
        "forbidden",
        () -> changes.reject(worker, proposed.id(), new Version(1), new Reason(REASON)));
    refusedWith("forbidden", () -> changes.list(worker));
    refusedWith("forbidden", () -> changes.recordManual(worker, manual("5", LocalDate.now())));
    refusedWith("forbidden", () -> changes.approveManual(worker, "1", new Version(1), act()));
    refusedWith("forbidden", () -> changes.propose(ministry, row.said()));
    assertTrue(changes.manuals(worker).size() > 0, "the manual is everybody's to read");
  }

  /** Of its own matrix, since for the others no time passes. */
  @Test
  void whoChangesItHasJustProvedWhoHeIs() {
    try (var later = new MatrixAtWork()) {
      var row = AskedRow.permit("DPO", "MONITOR", "DISCLOSURES", "NONE");
      later.world.fixture.forward(Duration.ofMinutes(6));
      var stale = "reauthentication-required";
      refusedWith(stale, () -> later.propose(row));
      refusedWith(
          stale, () -> later.changes.approve(later.ministry, UUID.randomUUID(), new Version(1)));
      refusedWith(
          stale, () -> later.changes.approveManual(later.ministry, "1", new Version(2), act()));
    }
  }

  @Test
  void whoProposedDoesNotApprove() {
    var proposed = matrix.propose(AskedRow.permit("DPO", "READ", "RELEASE", "NONE"));
    long before = world.entries("access.matrix-change-refused");
    refusedWith(
        "proposer-approves", () -> changes.approve(administrator, proposed.id(), new Version(1)));
    assertEquals(
        before + 1, world.entries("access.matrix-change-refused"), "and it is written down");
    assertEquals(0, matrix.rows(proposed));
  }

  @Test
  void norDoesHeInTheDatabase() throws SQLException {
    var proposed = matrix.propose(AskedRow.permit("DPO", "READ", "RELEASE", "NONE"));
    String approving =
        "update access.matrix_change set version = 2, state = 'APPROVED', decided_by = '%s',"
            + " decided_on = current_date where id = '"
            + proposed.id()
            + "'";
    assertEquals(
        "42501", matrix.refusedByDatabase(administrator, approving.formatted(administrator.who())));
    assertEquals(
        "42501", matrix.refusedByDatabase(administrator, approving.formatted(ministry.who())));
    assertEquals(
        "42501",
        matrix.refusedByDatabase(ministry, approving.formatted(UUID.randomUUID())),
        "decided in the name of a third");
    assertEquals(
        "42501",
        matrix.refusedByDatabase(
            administrator,
            "insert into access.matrix_change select gen_random_uuid(), 1, kind, manual,"
                + " gen_random_uuid(), role, act, object, relations, states, groups, purposes,"
                + " effect, ground, valid_from, valid_to, state, '"
                + ministry.who()
                + "', proposed_role, proposed_on from access.matrix_change where id = '"
                + proposed.id()
                + "'"));
    assertEquals(
        "42501",
        matrix.refusedByDatabase(administrator, "delete from access.policy where role = 'DPO'"));
    assertEquals(
        "42501",
        matrix.refusedByDatabase(administrator, "update access.policy set effect = 'PERMIT'"));
    assertEquals(0, matrix.rows(proposed));
  }

  @Test
  void nobodyGivesHisOwnRoleMore() {
    refusedWith(
        "own-role-widened",
        () -> matrix.propose(AskedRow.permit("SHSSH_ADMIN", "READ", "TASK", "NONE")));
    var ofTheMinistry = matrix.propose(AskedRow.permit("MIN_POLICY", "READ", "RELEASE", "NONE"));
    refusedWith("own-role-widened", () -> matrix.approve(ofTheMinistry));
    assertEquals(0, matrix.rows(ofTheMinistry));
    var another = world.somebody("SHSSH_ADMIN", "N").actor();
    changes.approve(another, ofTheMinistry.id(), new Version(1));
    assertEquals(1, matrix.rows(ofTheMinistry), "somebody of another role may");
    var forbidden = matrix.propose(forbid("MIN_POLICY", "READ", "RELEASE"));
    matrix.approve(forbidden);
    assertEquals(1, matrix.rows(forbidden), "less is no more");
    var lifted = matrix.end(matrix.rowOf(forbidden));
    refusedWith("own-role-widened", () -> matrix.approve(lifted));
  }

  @Test
  void norARoleHeHoldsBesides() {
    var someone = world.somebody("SHSSH_ADMIN", "N");
    world.roles.grant(world.administrator, someone.id(), new GrantRole("DPO", "N", null, null));
    refusedWith(
        "own-role-widened",
        () ->
            changes.propose(
                someone.actor(), AskedRow.permit("DPO", "LIST", "BREACH_FILE", "NONE").said()));
  }

  @Test
  void theMatrixKeepsThoseWhoChangeIt() {
    for (String role : List.of("SHSSH_ADMIN", "MIN_POLICY")) {
      var row =
          world.fixture.number(
              "select count(*) from access.policy where object = 'MATRIX' and role = ?"
                  + " and act in ('ADMINISTER', 'APPROVE')",
              role);
      assertTrue(row > 0);
    }
    refusedWith("matrix-keeps-its-keepers", () -> matrix.end(matrix.keeper()));
    refusedWith(
        "matrix-keeps-its-keepers",
        () -> matrix.propose(forbid("SHSSH_ADMIN", "ADMINISTER", "MATRIX")));
  }

  @Test
  @Clause("R-27")
  @Clause("R-28")
  void separationOfDutiesIsNotChangedAway() {
    for (String role : List.of("AKSHI_OPS", "STAT_EXT")) {
      var row = AskedRow.permit(role, "READ", "REPORT", "NONE");
      refusedWith("role-without-data", () -> matrix.propose(row.groups("RECORD", "IDENTITY")));
      refusedWith(
          "relation-beyond-role",
          () -> matrix.propose(AskedRow.permit(role, "READ", "TASK", "NATIONAL")));
      refusedWith(
          "role-does-not-write",
          () -> matrix.propose(AskedRow.permit(role, "CREATE", "REPORT", "NONE")));
    }
    refusedWith(
        "role-does-not-write",
        () -> matrix.propose(AskedRow.permit("SHSSH_CONTROL", "MODIFY", "TASK", "MANDATE")));
    refusedWith(
        "role-does-not-write",
        () -> matrix.propose(AskedRow.permit("DPO", "CREATE", "REPORT", "NONE")));
    refusedWith(
        "relation-beyond-role",
        () -> matrix.propose(AskedRow.permit("PMF", "READ", "TASK", "NATIONAL")));
    refusedWith(
        "sealed-not-permitted",
        () ->
            matrix.propose(
                AskedRow.permit("PMF", "READ", "TASK", "OWN_UNIT").states("OPEN", "SEALED")));
    refusedWith(
        "states-differ",
        () -> matrix.propose(AskedRow.permit("PMF", "READ", "TASK", "OWN_UNIT").states("OPEN")));
    refusedWith(
        "forbid-all-or-all",
        () -> matrix.propose(AskedRow.permit("PMF", "READ", "TASK", "OWN_UNIT").effect("FORBID")));
  }

  /** The limit is a wall of the database too. */
  @Test
  void beyondItsLimitNoRoleGetsInTheDatabaseEither() throws SQLException {
    var id = UUID.randomUUID();
    String proposing =
        """
        insert into access.matrix_change values ('%s', 1, 'ADD', '1', gen_random_uuid(),
          'STAT_EXT', 'READ', 'REPORT', '{NONE}', '{CLOSED,OPEN}', '{IDENTITY,RECORD}', '{ANY}',
          'PERMIT', 'VKM-2026 n.9/3', current_date, null, 'PROPOSED', '%s', 'SHSSH_ADMIN',
          current_date)"""
            .formatted(id, administrator.who());
    assertEquals("FO010", matrix.refusedByDatabase(administrator, proposing), "it has no entry");
    world.superuser(
        "select set_config('fole.actor', '" + administrator.who() + "', false); " + proposing);
    assertEquals(
        "42501",
        matrix.refusedByDatabase(
            ministry,
            "update access.matrix_change set version = 2, state = 'APPROVED', decided_by = '%s',"
                    .formatted(ministry.who())
                + " decided_on = current_date where id = '"
                + id
                + "'"));
  }

  private static AskedRow forbid(String role, String act, String object) {
    var all = AskedRow.permit(role, act, object, "NONE").effect("FORBID");
    return all.states("OPEN", "CLOSED", "SEALED");
  }
}
