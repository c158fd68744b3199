// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.access.Permission;
import al.fole.access.Scope;
import al.fole.access.Standing;
import al.fole.database.LoginRole;
import al.fole.itests.clauses.Clause;
import al.fole.spi.Actor;
import al.fole.store.Schema;
import al.fole.testing.fakes.TestActor;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two walls around a record; each must hold when the other has fallen. */
class WallsTest {
  private static final AccessWorld WORLD = AccessWorld.alone();

  /** What every protected table of a feature looks like. */
  private static final String TABLE =
      """
      create schema sample;
      grant usage on schema sample to fole_app, fole_jobs;
      create table sample.thing (id uuid primary key);
      grant select, insert, update on sample.thing to fole_app, fole_jobs;
      alter table sample.thing enable row level security, force row level security;
      create policy thing_read on sample.thing for select to fole_app using (
        ((select access.national()) or exists (
          select 1 from access.scope s
           where s.subject = id and s.closed_on is null and (s.until is null or s.until > now())
             and (s.unit = any ((select access.units())::text[])
               or s.holder = any ((select access.holders())::uuid[])) offset 0))
        and not exists (select 1 from access.sealed t where t.subject = id offset 0));
      create policy thing_create on sample.thing for insert to fole_app with check (
        (select access.national()) or exists (
          select 1 from access.scope s
           where s.subject = id and s.closed_on is null and s.unit = any ((select access.units())::text[])));
      create policy thing_jobs on sample.thing to fole_jobs using (true) with check (true);
      select access.declare_object('THING', 'sample', 'Sendi', 'Thing');
      select access.declare_permission('sample.see', 'READ', 'THING');
      select access.declare_policy(r.role, 'READ', 'THING', r.relations::text[], '{RECORD}', 'VKM-2026 n.8/2')
      from (values ('PMF', '{OWN_CASE,OWN_UNIT,MUNICIPALITY}'), ('NJMF_HEAD', '{OWN_CASE,OWN_UNIT,MUNICIPALITY}'),
        ('SHSSH_REG', '{QARK}'), ('SHSSH_HQ', '{NATIONAL}'), ('PROVIDER_HEAD', '{INSTITUTION}'),
        ('PROVIDER_CM', '{OWN_CASE}'), ('SHSSH_CONTROL', '{MANDATE}'), ('ASHDMF_MON', '{MONITORED}')) as r (role, relations);
      insert into access.unit (code, kind, municipality, qark, name) values
        ('I-1', 'INSTITUTION', '53', 'AL-11', 'Shtëpia e fëmijës'), ('P-1', 'PROVIDER_NGO', null, null, 'Foleza');
      """;

  private static final Permission SEE = new Permission("sample.see");

  /** A record in each municipality's unit, by unit. */
  private static final Map<String, UUID> THINGS = new TreeMap<>();

  interface ThingMapper {
    @Select("select t.id from sample.thing t where {scope t.id}")
    List<UUID> scoped(@Param("scope") Scope scope);

    @Select("/* unscoped: the first wall has fallen */ select t.id from sample.thing t")
    List<UUID> unscoped();
  }

  @BeforeAll
  static void things() throws SQLException {
    try (Connection owner = WORLD.fixture.postgres().source(LoginRole.OWNER).getConnection();
        var statement = owner.createStatement()) {
      statement.execute(TABLE);
    }
    WORLD.fixture.open(Schema.of("access", AccessSchema.class, ThingMapper.class));
    for (String unit : units()) {
      if (unit.startsWith("B")) {
        THINGS.put(unit, UUID.randomUUID());
      }
    }
    write(tx -> THINGS.forEach((unit, id) -> WORLD.access.open(tx, id, id, unit, "REGISTERED")));
    try (Connection superuser = WORLD.fixture.postgres().superuser().getConnection();
        var statement = superuser.createStatement()) {
      statement.execute("insert into sample.thing select subject from access.scope");
    }
  }

  @AfterAll
  static void close() {
    WORLD.close();
  }

  private static void superuser(String sql) throws SQLException {
    try (Connection superuser = WORLD.fixture.postgres().superuser().getConnection();
        var statement = superuser.createStatement()) {
      statement.execute(sql);
    }
  }

  @BeforeEach
  void onlyThoseOfTheUnits() throws SQLException {
    var known = THINGS.values().stream().map(UUID::toString).collect(Collectors.joining(","));
    superuser("delete from sample.thing where id <> all ('{" + known + "}')");
  }

  /** A record that only the given rows of scope speak of. */
  private static UUID thing(java.util.function.BiConsumer<al.fole.store.Tx, UUID> scoped)
      throws SQLException {
    var thing = UUID.randomUUID();
    write(tx -> scoped.accept(tx, thing));
    superuser("insert into sample.thing values ('" + thing + "')");
    return thing;
  }

  private static List<String> units() {
    return WORLD.matrix.now().units().keySet().stream().sorted().toList();
  }

  private static Set<UUID> expected(String... units) {
    var expected = new HashSet<UUID>();
    for (String unit : units) {
      expected.add(java.util.Objects.requireNonNull(THINGS.get(unit)));
    }
    return expected;
  }

  private static Set<UUID> behindRowLevelSecurity(Actor actor) {
    return new HashSet<>(WORLD.store.read(actor, tx -> tx.mapper(ThingMapper.class).unscoped()));
  }

  private static Set<UUID> behindBoth(Actor actor) {
    var scope = WORLD.access.scope(actor, SEE);
    return new HashSet<>(WORLD.store.read(actor, tx -> tx.mapper(ThingMapper.class).scoped(scope)));
  }

  /** The predicate alone: the job role passes row-level security. */
  private static Set<UUID> behindThePredicate(Actor actor) {
    var scope = WORLD.access.scope(actor, SEE);
    return new HashSet<>(
        WORLD.store.read(
            WORLD.access.system("test.predicate"),
            tx -> tx.mapper(ThingMapper.class).scoped(scope)));
  }

  private static void sees(Actor actor, Set<UUID> expected) {
    assertEquals(expected, behindBoth(actor));
    assertEquals(expected, behindRowLevelSecurity(actor), "row-level security alone");
    assertEquals(expected, behindThePredicate(actor), "the predicate alone");
  }

  @Test
  @Clause("R-04")
  @Clause("R-41")
  @Clause("R-71")
  void aWorkerSeesHisMunicipality() {
    sees(TestActor.of("PMF", "B53"), expected("B53"));
    sees(TestActor.of("NJMF_HEAD", "B48"), expected("B48"));
  }

  @Test
  @Clause("R-40")
  void theRegionalServiceSeesItsCounty() {
    sees(TestActor.of("SHSSH_REG", "Q-AL-11"), expected("B50", "B51", "B52", "B53", "B54"));
  }

  @Test
  void theGeneralDirectorateSeesEverything() {
    sees(TestActor.of("SHSSH_HQ", "N"), new HashSet<>(THINGS.values()));
    assertEquals(61, THINGS.size());
  }

  @Test
  void theAdministratorSeesNoRecord() {
    sees(TestActor.of("SHSSH_ADMIN", "N"), Set.of());
  }

  @Test
  void aRoleInAUnitItIsNotHeldInSeesNothing() {
    sees(TestActor.of("SHSSH_HQ", "B53"), Set.of());
    sees(TestActor.of("SHSSH_REG", "B53"), Set.of());
    sees(TestActor.of("PMF", "Q-AL-11"), Set.of());
    sees(TestActor.of("PMF", "B99"), Set.of());
    sees(TestActor.of("NOBODY", "N"), Set.of());
  }

  /** The predicate's Java and the policies' SQL are written twice; the second is never narrower. */
  @Test
  @Clause("R-91")
  void theSecondWallReachesWhatTheFirstDoesForEveryRoleInEveryUnit() throws SQLException {
    var roles = new ArrayList<>(WORLD.matrix.now().roles().keySet());
    roles.add("NOBODY");
    int compared = 0;
    try (Connection app = WORLD.fixture.postgres().source(LoginRole.APP).getConnection()) {
      for (String role : roles) {
        for (String unit : units()) {
          set(app, role, unit);
          var scope = WORLD.access.scope(TestActor.of(role, unit), SEE);
          try (var statement = app.createStatement();
              ResultSet row = statement.executeQuery("select access.national(), access.units()")) {
            row.next();
            var of = role + " in " + unit;
            if (WORLD.matrix.now().fits(role, unit)) {
              var reached = Set.of((String[]) row.getArray(2).getArray());
              assertTrue(reached.containsAll(scope.units()), of);
              assertTrue(row.getBoolean(1) || !scope.national(), of);
            } else {
              assertEquals(Scope.NOTHING, scope, of);
              assertEquals(List.of(), List.of((String[]) row.getArray(2).getArray()), of);
              assertFalse(row.getBoolean(1), of);
            }
            compared++;
          }
        }
      }
    }
    assertEquals(19 * (3 * 61 + 2 * 12 + 1 + 5 + 2), compared);
  }

  @Test
  void anInstitutionReachesItselfAndNobodyReachesItForLyingInHisTerritory() throws SQLException {
    var there = thing((tx, id) -> WORLD.access.open(tx, id, id, "I-1", "INSTITUTION"));
    sees(TestActor.of("PROVIDER_HEAD", "I-1"), Set.of(there));
    sees(TestActor.of("PROVIDER_HEAD", "P-1"), Set.of());
    sees(TestActor.of("PMF", "B53"), expected("B53"));
    sees(TestActor.of("SHSSH_REG", "Q-AL-11"), expected("B50", "B51", "B52", "B53", "B54"));
  }

  @Test
  void aCaseIsItsHoldersUntilItIsTakenFromHim() throws SQLException {
    var manager = TestActor.of("PROVIDER_CM", "P-1");
    var colleague = TestActor.of("PROVIDER_CM", "P-1");
    var his = thing((tx, id) -> WORLD.access.entrust(tx, id, id, manager.who(), "ASSIGNED"));
    sees(manager, Set.of(his));
    sees(colleague, Set.of());
    write(tx -> WORLD.access.release(tx, his, his, manager.who()));
    sees(manager, Set.of());
  }

  @Test
  void whatIsEntrustedForATimeIsGoneWithIt() throws SQLException {
    var manager = TestActor.of("PROVIDER_CM", "P-1");
    var his =
        thing(
            (tx, id) ->
                WORLD.access.entrust(
                    tx, id, id, manager.who(), "BREAK_GLASS", Duration.ofMinutes(60)));
    sees(manager, Set.of(his));
    superuser(
        "update access.scope set until = now() - interval '1 second' where subject = '"
            + his
            + "'");
    sees(manager, Set.of());
  }

  @Test
  void whoeverMonitorsAWorkerOrHasAMandateReachesWhatTheyHold() throws SQLException {
    var worker = TestActor.of("PMF", "B01");
    var controller = TestActor.of("SHSSH_CONTROL", "KONTROLLI");
    var mandate = UUID.randomUUID();
    var controlled = thing((tx, id) -> WORLD.access.entrust(tx, id, id, mandate, "MANDATE"));
    sees(controller, Set.of());
    write(tx -> WORLD.access.charge(tx, controller.who(), mandate, "MANDATE"));
    sees(controller, Set.of(controlled));
    write(tx -> WORLD.access.discharge(tx, controller.who(), mandate));
    sees(controller, Set.of());

    var monitor = TestActor.of("ASHDMF_MON", "ASHDMF");
    var assigned = thing((tx, id) -> WORLD.access.entrust(tx, id, id, worker.who(), "ASSIGNED"));
    assertEquals(Set.of(), behindThePredicate(monitor));
    write(tx -> WORLD.access.charge(tx, monitor.who(), worker.who(), "MONITORED"));
    assertEquals(Set.of(assigned), behindThePredicate(monitor));
    assertEquals(Set.of(assigned), behindBoth(monitor));
  }

  @Test
  void whatIsSealedIsNobodysUntilItIsUnsealedForHim() throws SQLException {
    var worker = TestActor.of("PMF", "B01");
    var directorate = TestActor.of("SHSSH_HQ", "N");
    var sealed = thing((tx, id) -> WORLD.access.open(tx, id, id, "B01", "REGISTERED"));
    assertTrue(behindBoth(worker).contains(sealed));
    write(tx -> WORLD.access.settle(tx, sealed, Standing.CLOSED));
    assertTrue(behindBoth(worker).contains(sealed), "closed is not sealed");
    write(tx -> WORLD.access.settle(tx, sealed, Standing.SEALED));
    sees(worker, expected("B01"));
    sees(directorate, new HashSet<>(THINGS.values()));
    write(
        tx ->
            WORLD.access.entrust(
                tx, sealed, sealed, worker.who(), "UNSEALED", Duration.ofMinutes(60)));
    assertTrue(behindBoth(worker).contains(sealed));
    sees(TestActor.of("PMF", "B01"), expected("B01"));
    superuser(
        "update access.scope set until = now() - interval '1 second' where subject = '"
            + sealed
            + "' and relation = 'UNSEALED'");
    sees(worker, expected("B01"));
  }

  private static void set(Connection app, String role, String unit) throws SQLException {
    try (PreparedStatement set =
        app.prepareStatement(
            "select set_config('fole.role', ?, false), set_config('fole.unit', ?, false)")) {
      set.setString(1, role);
      set.setString(2, unit);
      set.execute();
    }
  }

  @Test
  void aBorrowedConnectionWithoutContextSeesNothing() throws SQLException {
    try (Connection app = WORLD.fixture.postgres().source(LoginRole.APP).getConnection();
        var statement = app.createStatement()) {
      assertEquals(0, count(statement, "select count(*) from sample.thing"));
      assertEquals(0, count(statement, "select count(*) from access.account"));
      assertEquals(0, count(statement, "select count(*) from access.session"));
      assertEquals(0, count(statement, "select count(account) from access.credential"));
      assertEquals(0, count(statement, "select cardinality(access.holders())"));
      app.setAutoCommit(false);
      statement.execute(
          "select set_config('fole.role', 'SHSSH_HQ', true), set_config('fole.unit', 'N', true)");
      assertEquals(61, count(statement, "select count(*) from sample.thing"));
      app.commit();
      assertEquals(0, count(statement, "select count(*) from sample.thing"), "after recycling");
      app.rollback();
    }
  }

  private static int count(java.sql.Statement statement, String sql) throws SQLException {
    try (ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getInt(1);
    }
  }

  @Test
  void aTransferClosesAndOpensOnlyRowsOfItsOwnCase() {
    var child = UUID.randomUUID();
    var first = UUID.randomUUID();
    var second = UUID.randomUUID();
    write(
        tx -> {
          WORLD.access.open(tx, child, first, "B53", "CASE");
          WORLD.access.open(tx, child, second, "B53", "SIBLING");
          WORLD.access.open(tx, child, second, "B53", "SIBLING");
        });
    assertEquals(2, openRows(child), "the same open row again changes nothing");
    write(
        tx -> {
          WORLD.access.close(tx, child, first);
          WORLD.access.open(tx, child, first, "B48", "CASE");
        });
    assertEquals(Set.of("B48", "B53"), openUnits(child));
    write(tx -> WORLD.access.close(tx, child, second));
    assertEquals(Set.of("B48"), openUnits(child));
  }

  @Test
  void aClosedRowHidesTheRecordBehindBothWalls() throws SQLException {
    var thing = UUID.randomUUID();
    write(tx -> WORLD.access.open(tx, thing, thing, "B01", "REGISTERED"));
    try (Connection superuser = WORLD.fixture.postgres().superuser().getConnection();
        var statement = superuser.createStatement()) {
      statement.execute("insert into sample.thing values ('" + thing + "')");
    }
    var worker = TestActor.of("PMF", "B01");
    assertTrue(behindBoth(worker).contains(thing));
    write(tx -> WORLD.access.close(tx, thing, thing));
    sees(worker, expected("B01"));
  }

  @Test
  void aUnitThatIsNotThereIsRefused() {
    AccessWorld.refusedWith(
        "unit-unknown",
        () ->
            write(
                tx -> WORLD.access.open(tx, UUID.randomUUID(), UUID.randomUUID(), "B99", "CASE")));
  }

  private static void write(java.util.function.Consumer<al.fole.store.Tx> work) {
    WORLD.store.write(
        TestActor.of("PMF", "B53"),
        tx -> {
          work.accept(tx);
          return tx.record(
              new SessionEvent.SessionEnded(tx.newId(), tx.actor().who(), "TEST"), List.of());
        });
  }

  private static long openRows(UUID subject) {
    return WORLD.fixture.number(
        "select count(*) from access.scope where subject = ? and closed_on is null", subject);
  }

  private static Set<String> openUnits(UUID subject) {
    var units = new HashSet<String>();
    for (String unit : units()) {
      if (WORLD.fixture.number(
              "select count(*) from access.scope where subject = ? and unit = ? and closed_on is null",
              subject,
              unit)
          > 0) {
        units.add(unit);
      }
    }
    return units;
  }
}
