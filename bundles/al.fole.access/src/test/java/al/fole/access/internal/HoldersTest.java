// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.access.Standing;
import al.fole.testing.fakes.TestActor;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who has a record, for how long, and what is sealed: both walls ask. */
class HoldersTest {
  private static final Things THINGS = new Things();

  @AfterAll
  static void close() {
    THINGS.close();
  }

  @BeforeEach
  void onlyThoseOfTheUnits() {
    THINGS.only();
  }

  @Test
  void aCaseIsItsHoldersUntilItIsTakenFromHim() throws SQLException {
    var manager = TestActor.of("PROVIDER_CM", "P-1");
    var colleague = TestActor.of("PROVIDER_CM", "P-1");
    var his =
        THINGS.thing(
            (tx, id) -> THINGS.world.access.entrust(tx, id, id, manager.who(), "ASSIGNED"));
    THINGS.sees(manager, Set.of(his));
    THINGS.sees(colleague, Set.of());
    THINGS.write(tx -> THINGS.world.access.release(tx, his, his, manager.who()));
    THINGS.sees(manager, Set.of());
  }

  @Test
  void whatIsEntrustedForATimeIsGoneWithIt() throws SQLException {
    var manager = TestActor.of("PROVIDER_CM", "P-1");
    var his =
        THINGS.thing(
            (tx, id) ->
                THINGS.world.access.entrust(
                    tx, id, id, manager.who(), "BREAK_GLASS", Duration.ofMinutes(60)));
    THINGS.sees(manager, Set.of(his));
    THINGS.superuser(
        "update access.scope set until = now() - interval '1 second' where subject = '"
            + his
            + "'");
    THINGS.sees(manager, Set.of());
  }

  @Test
  void whoeverMonitorsAWorkerOrHasAMandateReachesWhatTheyHold() throws SQLException {
    var worker = TestActor.of("PMF", "B01");
    var controller = TestActor.of("SHSSH_CONTROL", "KONTROLLI");
    var mandate = UUID.randomUUID();
    var controlled =
        THINGS.thing((tx, id) -> THINGS.world.access.entrust(tx, id, id, mandate, "MANDATE"));
    THINGS.sees(controller, Set.of());
    THINGS.write(tx -> THINGS.world.access.charge(tx, controller.who(), mandate, "MANDATE"));
    THINGS.sees(controller, Set.of(controlled));
    THINGS.write(tx -> THINGS.world.access.discharge(tx, controller.who(), mandate));
    THINGS.sees(controller, Set.of());

    var monitor = TestActor.of("ASHDMF_MON", "ASHDMF");
    var assigned =
        THINGS.thing((tx, id) -> THINGS.world.access.entrust(tx, id, id, worker.who(), "ASSIGNED"));
    assertEquals(Set.of(), THINGS.behindThePredicate(monitor));
    THINGS.write(tx -> THINGS.world.access.charge(tx, monitor.who(), worker.who(), "MONITORED"));
    assertEquals(Set.of(assigned), THINGS.behindThePredicate(monitor));
    assertEquals(Set.of(assigned), THINGS.behindBoth(monitor));
  }

  @Test
  void whatIsSealedIsNobodysUntilItIsUnsealedForHim() throws SQLException {
    var worker = TestActor.of("PMF", "B01");
    var directorate = TestActor.of("SHSSH_HQ", "N");
    var sealed =
        THINGS.thing((tx, id) -> THINGS.world.access.open(tx, id, id, "B01", "REGISTERED"));
    assertTrue(THINGS.behindBoth(worker).contains(sealed));
    THINGS.write(tx -> THINGS.world.access.settle(tx, sealed, Standing.CLOSED));
    assertTrue(THINGS.behindBoth(worker).contains(sealed), "closed is not sealed");
    THINGS.write(tx -> THINGS.world.access.settle(tx, sealed, Standing.SEALED));
    THINGS.sees(worker, THINGS.expected("B01"));
    THINGS.sees(directorate, new HashSet<>(THINGS.ofUnits.values()));
    THINGS.write(
        tx ->
            THINGS.world.access.entrust(
                tx, sealed, sealed, worker.who(), "UNSEALED", Duration.ofMinutes(60)));
    assertTrue(THINGS.behindBoth(worker).contains(sealed));
    THINGS.sees(TestActor.of("PMF", "B01"), THINGS.expected("B01"));
    THINGS.superuser(
        "update access.scope set until = now() - interval '1 second' where subject = '"
            + sealed
            + "' and relation = 'UNSEALED'");
    THINGS.sees(worker, THINGS.expected("B01"));
  }

  @Test
  void aTransferClosesAndOpensOnlyRowsOfItsOwnCase() {
    var child = UUID.randomUUID();
    var first = UUID.randomUUID();
    var second = UUID.randomUUID();
    THINGS.write(
        tx -> {
          THINGS.world.access.open(tx, child, first, "B53", "CASE");
          THINGS.world.access.open(tx, child, second, "B53", "SIBLING");
          THINGS.world.access.open(tx, child, second, "B53", "SIBLING");
        });
    assertEquals(2, openRows(child), "the same open row again changes nothing");
    THINGS.write(
        tx -> {
          THINGS.world.access.close(tx, child, first);
          THINGS.world.access.open(tx, child, first, "B48", "CASE");
        });
    assertEquals(Set.of("B48", "B53"), openUnits(child));
    THINGS.write(tx -> THINGS.world.access.close(tx, child, second));
    assertEquals(Set.of("B48"), openUnits(child));
  }

  @Test
  void aClosedRowHidesTheRecordBehindBothWalls() throws SQLException {
    var thing = UUID.randomUUID();
    THINGS.write(tx -> THINGS.world.access.open(tx, thing, thing, "B01", "REGISTERED"));
    try (Connection superuser = THINGS.world.fixture.postgres().superuser().getConnection();
        var statement = superuser.createStatement()) {
      statement.execute("insert into sample.thing values ('" + thing + "')");
    }
    var worker = TestActor.of("PMF", "B01");
    assertTrue(THINGS.behindBoth(worker).contains(thing));
    THINGS.write(tx -> THINGS.world.access.close(tx, thing, thing));
    THINGS.sees(worker, THINGS.expected("B01"));
  }

  @Test
  void aUnitThatIsNotThereIsRefused() {
    AccessWorld.refusedWith(
        "unit-unknown",
        () ->
            THINGS.write(
                tx ->
                    THINGS.world.access.open(
                        tx, UUID.randomUUID(), UUID.randomUUID(), "B99", "CASE")));
  }

  private static long openRows(UUID subject) {
    return THINGS.world.fixture.number(
        "select count(*) from access.scope where subject = ? and closed_on is null", subject);
  }

  private static Set<String> openUnits(UUID subject) {
    var units = new HashSet<String>();
    for (String unit : THINGS.units()) {
      if (THINGS.world.fixture.number(
              "select count(*) from access.scope where subject = ? and unit = ? and closed_on is null",
              subject,
              unit)
          > 0) {
        units.add(unit);
      }
    }
    return units;
  }

  @Test
  void anInstitutionReachesItselfAndNobodyReachesItForLyingInHisTerritory() throws SQLException {
    var there =
        THINGS.thing((tx, id) -> THINGS.world.access.open(tx, id, id, "I-1", "INSTITUTION"));
    THINGS.sees(TestActor.of("PROVIDER_HEAD", "I-1"), Set.of(there));
    THINGS.sees(TestActor.of("PROVIDER_HEAD", "P-1"), Set.of());
    THINGS.sees(TestActor.of("PMF", "B53"), THINGS.expected("B53"));
    THINGS.sees(
        TestActor.of("SHSSH_REG", "Q-AL-11"), THINGS.expected("B50", "B51", "B52", "B53", "B54"));
  }
}
