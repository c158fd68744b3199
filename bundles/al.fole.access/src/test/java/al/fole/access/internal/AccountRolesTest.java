// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import static al.fole.access.internal.AccessWorld.refusedWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import al.fole.itests.clauses.Clause;
import al.fole.spi.Actor;
import al.fole.store.Receipt;
import al.fole.store.Version;
import al.fole.testing.fakes.TestActor;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AccountRolesTest {
  private final AccessWorld world = new AccessWorld();
  private final AccessWorld.Known worker = world.somebody("PMF", "B53");

  @AfterEach
  void close() {
    world.close();
  }

  private Instant now() {
    return world.store.read(world.administrator, tx -> tx.now());
  }

  private Receipt grant(String role, String unit, @Nullable Instant until) {
    return world.roles.grant(
        world.administrator, worker.id(), new GrantRole(role, unit, null, until));
  }

  private SessionView signIn(@Nullable String role, @Nullable String unit) {
    return world.signIns.signIn(
        new SignIn(worker.name(), AccessWorld.PASSWORD, null, role, unit, null),
        "192.0.2.7",
        null,
        "request");
  }

  @Test
  @Clause("R-13")
  void anAccountHasSeveralRolesAndASessionOne() {
    grant("NJMF_HEAD", "B53", null);
    grant("PMF", "B48", null);
    assertEquals("PMF", signIn(null, null).role());
    assertEquals("NJMF_HEAD", signIn("NJMF_HEAD", null).role());
    assertEquals("B48", signIn("PMF", "B48").unit());
    assertEquals(3, world.roles.all(world.administrator, worker.id()).size());
    refusedWith("role-held", () -> grant("PMF", "B48", null));
    refusedWith("role-unit-mismatch", () -> grant("PMF", "N", null));
    assertEquals("PMF", world.resume(worker.token()).role(), "his sessions go on");
  }

  @Test
  void aRoleHeDoesNotHaveIsRefusedAndWrittenDown() {
    refusedWith("role-not-held", () -> signIn("NJMF_HEAD", null));
    refusedWith("role-not-held", () -> signIn("PMF", "B48"));
    assertEquals(2, world.entries("access.sign-in-refused"));
  }

  @Test
  void aRoleThatExpiredASecondAgoGivesNothing() {
    grant("NJMF_HEAD", "B53", now().plusSeconds(120));
    var head = String.valueOf(signIn("NJMF_HEAD", null).token());
    world.fixture.forward(Duration.ofSeconds(110));
    assertEquals("NJMF_HEAD", world.resume(head).role());
    world.fixture.forward(Duration.ofSeconds(11));
    long before = world.entries("access.session-refused");
    refusedWith("session-ended", () -> world.resume(head));
    assertEquals(before + 1, world.entries("access.session-refused"));
    refusedWith("role-not-held", () -> signIn("NJMF_HEAD", null));
    assertEquals("PMF", world.resume(worker.token()).role(), "the other one is his still");
  }

  @Test
  void aRoleBeginsOnItsDay() {
    world.roles.grant(
        world.administrator,
        worker.id(),
        new GrantRole("NJMF_HEAD", "B53", now().plusSeconds(600), null));
    refusedWith("role-not-held", () -> signIn("NJMF_HEAD", null));
    world.fixture.forward(Duration.ofSeconds(601));
    assertEquals("NJMF_HEAD", signIn("NJMF_HEAD", null).role());
  }

  @Test
  void withoutARoleNobodyComesIn() {
    var only = world.roles.all(world.administrator, worker.id()).get(0);
    world.roles.end(world.administrator, worker.id(), only.id());
    refusedWith("session-ended", () -> world.resume(worker.token()));
    refusedWith("sign-in-failed", () -> signIn(null, null));
    assertEquals(1, world.entries("access.role-ended"));
    refusedWith("role-over", () -> world.roles.end(world.administrator, worker.id(), only.id()));
  }

  @Test
  void anAssignmentReplacesThemAll() {
    grant("NJMF_HEAD", "B53", null);
    world.roles.assign(
        world.administrator, worker.id(), new Version(2), new AssignAccount("PMF", "B48"));
    assertEquals("B48", signIn(null, null).unit());
    refusedWith("role-not-held", () -> signIn("NJMF_HEAD", null));
  }

  @Test
  void anOlderVersionBesideUsStillAssigns() {
    grant("NJMF_HEAD", "B53", null);
    world.superuser(
        "update access.account set role = 'PMF', unit = 'B10' where id = '" + worker.id() + "'");
    assertEquals("B10", signIn(null, null).unit());
    refusedWith("role-not-held", () -> signIn("NJMF_HEAD", null));
  }

  @Test
  @Clause("R-94")
  void nobodyGrantsHimselfARole() {
    Actor administrator = world.somebody("SHSSH_ADMIN", "N").actor();
    var command = new GrantRole("SHSSH_HQ", "N", null, null);
    refusedWith(
        "own-account", () -> world.roles.grant(administrator, administrator.who(), command));
    refusedWith(
        "own-account",
        () -> world.roles.approve(administrator, administrator.who(), UUID.randomUUID()));
    refusedWith(
        "own-account",
        () -> world.roles.end(administrator, administrator.who(), UUID.randomUUID()));
    refusedWith("forbidden", () -> world.roles.grant(worker.actor(), administrator.who(), command));
  }

  @Test
  void norDoesTheDatabaseLetHim() {
    var administrator = world.somebody("SHSSH_ADMIN", "N").actor();
    assertThrows(
        RuntimeException.class,
        () ->
            world.store.write(
                administrator,
                tx -> {
                  tx.mapper(RoleMapper.class)
                      .insert(
                          new HeldRole(
                              tx.newId(),
                              administrator.who(),
                              "SHSSH_HQ",
                              "N",
                              tx.now(),
                              null,
                              administrator.who(),
                              tx.now(),
                              administrator.who(),
                              tx.now()));
                  return tx.record(
                      new RoleEvent.RoleEnded(tx.newId(), administrator.who(), "X", "N"),
                      java.util.List.of());
                }));
    assertEquals(1, world.roles.all(world.administrator, administrator.who()).size());
  }

  @Test
  void whoeverGrantsARoleHasJustProvedWhoHeIs() {
    Actor stale = TestActor.of("SHSSH_ADMIN", "N");
    refusedWith(
        "reauthentication-required",
        () -> world.roles.grant(stale, worker.id(), new GrantRole("NJMF_HEAD", "B53", null, null)));
  }
}
