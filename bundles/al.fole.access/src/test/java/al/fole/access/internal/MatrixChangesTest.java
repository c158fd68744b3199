// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import static al.fole.access.internal.AccessWorld.refusedWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.access.Permission;
import al.fole.database.LoginRole;
import al.fole.itests.clauses.Clause;
import al.fole.spi.Actor;
import al.fole.spi.Problem;
import al.fole.store.Receipt;
import al.fole.store.Version;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The matrix changes while the register runs: by two persons, within the approved manual. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MatrixChangesTest {
  private static final String REASON = "Kërkesë me shkrim nr. 12";
  private static final List<String> STATES = List.of("OPEN", "CLOSED");
  private static final Permission RELEASES = new Permission("releases.view");

  private final AccessWorld world = AccessWorld.alone();
  private final MatrixChanges changes =
      new MatrixChanges(world.store, world.access, world.matrix, world.refusals);
  private Actor administrator = world.administrator;
  private Actor ministry = world.administrator;

  /** A row somebody asks for. */
  private record Row(
      String role,
      String act,
      String object,
      List<String> relations,
      List<String> states,
      List<String> groups,
      List<String> purposes,
      String effect) {

    static Row permit(String role, String act, String object, String relation) {
      return new Row(
          role,
          act,
          object,
          List.of(relation),
          STATES,
          List.of("RECORD"),
          List.of("ANY"),
          "PERMIT");
    }

    Row effect(String other) {
      return new Row(role, act, object, relations, states, groups, purposes, other);
    }

    Row groups(String... other) {
      return new Row(role, act, object, relations, states, List.of(other), purposes, effect);
    }

    Row states(String... other) {
      return new Row(role, act, object, relations, List.of(other), groups, purposes, effect);
    }

    Row purposes(String... other) {
      return new Row(role, act, object, relations, states, groups, List.of(other), effect);
    }

    ProposeChange within(String manual) {
      return new ProposeChange(
          "ADD",
          manual,
          null,
          role,
          act,
          object,
          relations,
          states,
          groups,
          purposes,
          effect,
          "VKM-2026 n.9/3",
          null,
          null,
          REASON);
    }

    ProposeChange said() {
      return within("1");
    }
  }

  @BeforeAll
  void theMinistryApprovesTheManual() {
    administrator = world.somebody("SHSSH_ADMIN", "N").actor();
    ministry = world.somebody("MIN_POLICY", "MINISTRIA").actor();
    changes.approveManual(ministry, "1", new Version(1), act());
  }

  @AfterAll
  void close() {
    world.close();
  }

  @Test
  @Clause("R-25")
  @Clause("R-94")
  void anApprovedRowHoldsForTheNextRequestOnEveryHost() {
    var time = new MovedTime();
    var matrix = new CurrentMatrix(world.store, time);
    var sessions = new Sessions(world.store, matrix, world.refusals, world.keys, world.demands);
    var other = new RoleTable(world.store, matrix, world.refusals, world.parentSessions, sessions);
    var token = world.somebody("SHSSH_HQ", "N").token();
    assertFalse(world.access.allows(world.resume(token), RELEASES));
    assertFalse(other.allows(sessions.resume(token, "r1"), RELEASES));

    var proposed = propose(Row.permit("SHSSH_HQ", "READ", "RELEASE", "NONE"));
    assertFalse(other.allows(sessions.resume(token, "r2"), RELEASES), "one person is not enough");
    approve(proposed);
    assertTrue(world.access.allows(world.resume(token), RELEASES));
    assertTrue(other.allows(sessions.resume(token, "r3"), RELEASES));

    approve(end(rowOf(proposed)));
    assertFalse(other.allows(sessions.resume(token, "r4"), RELEASES));
    assertFalse(world.access.allows(world.resume(token), RELEASES));
    refusedWith("row-not-in-force", () -> end(rowOf(proposed)));
    refusedWith(
        "row-already-there", () -> propose(Row.permit("SHSSH_HQ", "READ", "RELEASE", "NONE")));
  }

  @Test
  void whoProposedDoesNotApprove() {
    var proposed = propose(Row.permit("DPO", "READ", "RELEASE", "NONE"));
    long before = world.entries("access.matrix-change-refused");
    refusedWith(
        "proposer-approves", () -> changes.approve(administrator, proposed.id(), new Version(1)));
    assertEquals(
        before + 1, world.entries("access.matrix-change-refused"), "and it is written down");
    assertEquals(0, rows(proposed));
  }

  @Test
  void norDoesHeInTheDatabase() throws SQLException {
    var proposed = propose(Row.permit("DPO", "READ", "RELEASE", "NONE"));
    String approving =
        "update access.matrix_change set version = 2, state = 'APPROVED', decided_by = '%s',"
            + " decided_on = current_date where id = '"
            + proposed.id()
            + "'";
    assertEquals(
        "42501", refusedByDatabase(administrator, approving.formatted(administrator.who())));
    assertEquals("42501", refusedByDatabase(administrator, approving.formatted(ministry.who())));
    assertEquals(
        "42501",
        refusedByDatabase(
            administrator,
            "insert into access.matrix_change select gen_random_uuid(), 1, kind, manual,"
                + " gen_random_uuid(), role, act, object, relations, states, groups, purposes,"
                + " effect, ground, valid_from, valid_to, state, '"
                + ministry.who()
                + "', proposed_role, proposed_on from access.matrix_change where id = '"
                + proposed.id()
                + "'"));
    assertEquals(
        "42501", refusedByDatabase(administrator, "delete from access.policy where role = 'DPO'"));
    assertEquals(
        "42501", refusedByDatabase(administrator, "update access.policy set effect = 'PERMIT'"));
    assertEquals(0, rows(proposed));
  }

  @Test
  void nobodyGivesHisOwnRoleMore() {
    refusedWith(
        "own-role-widened", () -> propose(Row.permit("SHSSH_ADMIN", "READ", "TASK", "NONE")));
    var ofTheMinistry = propose(Row.permit("MIN_POLICY", "READ", "RELEASE", "NONE"));
    refusedWith("own-role-widened", () -> approve(ofTheMinistry));
    assertEquals(0, rows(ofTheMinistry));
    var another = world.somebody("SHSSH_ADMIN", "N").actor();
    changes.approve(another, ofTheMinistry.id(), new Version(1));
    assertEquals(1, rows(ofTheMinistry), "somebody of another role may");
    var forbidden = propose(forbid("MIN_POLICY", "READ", "RELEASE"));
    approve(forbidden);
    assertEquals(1, rows(forbidden), "less is no more");
    var lifted = end(rowOf(forbidden));
    refusedWith("own-role-widened", () -> approve(lifted));
  }

  @Test
  void norARoleHeHoldsBesides() {
    var someone = world.somebody("SHSSH_ADMIN", "N");
    world.roles.grant(world.administrator, someone.id(), new GrantRole("DPO", "N", null, null));
    refusedWith(
        "own-role-widened",
        () ->
            changes.propose(
                someone.actor(), Row.permit("DPO", "LIST", "BREACH_FILE", "NONE").said()));
  }

  @Test
  @Clause("R-27")
  @Clause("R-28")
  void separationOfDutiesIsNotChangedAway() {
    for (String role : List.of("AKSHI_OPS", "STAT_EXT")) {
      var row = Row.permit(role, "READ", "REPORT", "NONE");
      refusedWith("role-without-data", () -> propose(row.groups("RECORD", "IDENTITY")));
      refusedWith(
          "relation-beyond-role", () -> propose(Row.permit(role, "READ", "TASK", "NATIONAL")));
      refusedWith(
          "role-does-not-write", () -> propose(Row.permit(role, "CREATE", "REPORT", "NONE")));
    }
    refusedWith(
        "role-does-not-write",
        () -> propose(Row.permit("SHSSH_CONTROL", "MODIFY", "TASK", "MANDATE")));
    refusedWith(
        "role-does-not-write", () -> propose(Row.permit("DPO", "CREATE", "REPORT", "NONE")));
    refusedWith(
        "relation-beyond-role", () -> propose(Row.permit("PMF", "READ", "TASK", "NATIONAL")));
    refusedWith(
        "sealed-not-permitted",
        () -> propose(Row.permit("PMF", "READ", "TASK", "OWN_UNIT").states("OPEN", "SEALED")));
    refusedWith(
        "states-differ",
        () -> propose(Row.permit("PMF", "READ", "TASK", "OWN_UNIT").states("OPEN")));
    refusedWith(
        "forbid-all-or-all",
        () -> propose(Row.permit("PMF", "READ", "TASK", "OWN_UNIT").effect("FORBID")));
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
    assertEquals("FO010", refusedByDatabase(administrator, proposing), "it has no entry");
    world.superuser(
        "select set_config('fole.actor', '" + administrator.who() + "', false); " + proposing);
    assertEquals(
        "42501",
        refusedByDatabase(
            ministry,
            "update access.matrix_change set version = 2, state = 'APPROVED', decided_by = '%s',"
                    .formatted(ministry.who())
                + " decided_on = current_date where id = '"
                + id
                + "'"));
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
    refusedWith("matrix-keeps-its-keepers", () -> end(keeper()));
    refusedWith(
        "matrix-keeps-its-keepers", () -> propose(forbid("SHSSH_ADMIN", "ADMINISTER", "MATRIX")));
  }

  @Test
  void everyWordIsOneThereIs() {
    var good = Row.permit("PMF", "READ", "TASK", "OWN_UNIT");
    for (Row wrong :
        List.of(
            Row.permit("FRIEND", "READ", "TASK", "OWN_UNIT"),
            Row.permit("PMF", "DELETE", "TASK", "OWN_UNIT"),
            Row.permit("PMF", "READ", "GOSSIP", "OWN_UNIT"),
            Row.permit("PMF", "READ", "TASK", "ANYWHERE"),
            good.states("LOST"),
            good.groups("EVERYTHING"),
            good.purposes("CURIOSITY"),
            good.effect("MAYBE"))) {
      refusedWith("code-unknown", () -> propose(wrong));
    }
    refusedWith("field-missing", () -> propose(good.groups(new String[0])));
    refusedWith("field-missing", () -> changes.propose(administrator, change("ADD", null, null)));
    refusedWith("field-missing", () -> changes.propose(administrator, change("END", null, REASON)));
    refusedWith(
        "field-missing", () -> changes.propose(administrator, change("END", keeper(), null)));
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
    var row = Row.permit("DPO", "REPORT", "TASK", "NONE");
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
  void aChangeIsDecidedOnce() {
    var proposed = propose(Row.permit("DPO", "LIST", "TASK", "NONE"));
    refusedWith("version-stale", () -> changes.approve(ministry, proposed.id(), new Version(2)));
    changes.reject(administrator, proposed.id(), new Version(1), new Reason(REASON));
    refusedWith("change-decided", () -> changes.approve(ministry, proposed.id(), new Version(2)));
    refusedWith(
        "change-decided",
        () -> changes.reject(ministry, proposed.id(), new Version(2), new Reason(REASON)));
    assertEquals(0, rows(proposed));
    assertEquals(1, world.entries("access.matrix-change-rejected"));
    refusedWith("not-found", () -> changes.approve(ministry, UUID.randomUUID(), new Version(1)));
  }

  @Test
  void whatMeanwhileBecameWrongIsNotApproved() {
    var one = propose(Row.permit("INSPECTOR", "LIST", "TASK", "NATIONAL"));
    var same = propose(Row.permit("INSPECTOR", "LIST", "TASK", "NATIONAL"));
    approve(one);
    refusedWith("row-already-there", () -> approve(same));
    var first = end(rowOf(one));
    var second = end(rowOf(one));
    approve(first);
    refusedWith("row-not-in-force", () -> approve(second));
  }

  @Test
  @Clause("R-90")
  void eachStepIsAnEntryOfIdsAndCodes() {
    long proposals = world.entries("access.matrix-change-proposed");
    long approvals = world.entries("access.matrix-changed");
    var proposed = propose(Row.permit("QARK_SW", "LIST", "TASK", "QARK"));
    approve(proposed);
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
  void onlyTheKeepersOfTheMatrixChangeIt() {
    var worker = world.somebody("PMF", "B53").actor();
    var row = Row.permit("DPO", "ANALYSE", "TASK", "NONE");
    var proposed = propose(row);
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

  @Test
  void whoChangesItHasJustProvedWhoHeIs() {
    var someone = world.somebody("SHSSH_ADMIN", "N").actor();
    var other = world.somebody("MIN_POLICY", "MINISTRIA").actor();
    var row = Row.permit("DPO", "MONITOR", "DISCLOSURES", "NONE");
    world.fixture.forward(Duration.ofMinutes(6));
    var stale = "reauthentication-required";
    refusedWith(stale, () -> changes.propose(someone, row.said()));
    refusedWith(stale, () -> changes.approve(other, UUID.randomUUID(), new Version(1)));
    refusedWith(stale, () -> changes.approveManual(other, "1", new Version(2), act()));
    administrator = world.somebody("SHSSH_ADMIN", "N").actor();
    ministry = world.somebody("MIN_POLICY", "MINISTRIA").actor();
  }

  private Row forbid(String role, String act, String object) {
    var all = Row.permit(role, act, object, "NONE").effect("FORBID");
    return all.states("OPEN", "CLOSED", "SEALED");
  }

  private Receipt propose(Row row) {
    return changes.propose(administrator, row.said());
  }

  private Receipt end(UUID row) {
    return changes.propose(administrator, change("END", row, REASON));
  }

  private void approve(Receipt proposed) {
    changes.approve(ministry, proposed.id(), new Version(1));
  }

  private static ProposeChange change(String kind, @Nullable UUID row, @Nullable String reason) {
    return new ProposeChange(
        kind,
        "1",
        row,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        "VKM-2026 n.9/3",
        null,
        null,
        reason);
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
        STATES,
        List.of("RECORD"),
        List.of("ANY"),
        "PERMIT",
        "VKM-2026 n.9/3",
        from,
        to,
        REASON);
  }

  private static RecordManual manual(String number, LocalDate from) {
    return new RecordManual(number, "ab".repeat(32), from);
  }

  private static RecordManual.Approval act() {
    return new RecordManual.Approval("Urdhër nr. 5, datë 1.12.2026");
  }

  private UUID rowOf(Receipt proposed) {
    return changes.list(administrator).stream()
        .filter(it -> it.id().equals(proposed.id()))
        .findFirst()
        .orElseThrow()
        .policy();
  }

  private long rows(Receipt proposed) {
    return world.fixture.number(
        "select count(*) from access.policy where id = ? and ended_at is null", rowOf(proposed));
  }

  private UUID keeper() {
    var found = new UUID[1];
    world.store.read(
        administrator,
        tx -> {
          tx.mapper(MatrixMapper.class).policies(tx.today()).stream()
              .filter(it -> it.object().equals("MATRIX") && it.act().equals("ADMINISTER"))
              .filter(it -> it.role().equals("SHSSH_ADMIN"))
              .forEach(it -> found[0] = it.id());
          return 0;
        });
    return found[0];
  }

  /** SQL state as the app role with an actor's context; "0" when the database takes it. */
  private String refusedByDatabase(Actor actor, String sql) throws SQLException {
    try (var connection = world.fixture.postgres().source(LoginRole.APP).getConnection();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("select set_config('fole.actor', '" + actor.who() + "', true)");
      try {
        statement.execute(sql);
        connection.commit();
        return "0";
      } catch (SQLException e) {
        connection.rollback();
        return String.valueOf(e.getSQLState());
      }
    }
  }

  @Test
  void aRefusalSaysItInBothLanguages() {
    var problem =
        assertThrows(Problem.class, () -> propose(Row.permit("PMF", "READ", "TASK", "NATIONAL")));
    assertEquals("Ky rol nuk arrin kaq larg.", problem.sq());
    assertEquals("This role does not reach so far.", problem.en());
  }
}
