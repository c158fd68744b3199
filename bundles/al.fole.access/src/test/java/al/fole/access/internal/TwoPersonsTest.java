// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import static al.fole.access.internal.AccessWorld.refusedWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import al.fole.itests.clauses.Clause;
import al.fole.store.Version;
import al.fole.testing.fakes.TestActor;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nobody makes an administrator, an auditor or a national reader alone, not even of himself. */
class TwoPersonsTest {
  private final AccessWorld world = AccessWorld.strict();
  private final TestActor second = TestActor.of("SHSSH_ADMIN", "N");

  TwoPersonsTest() {
    world.freshForEver(second);
  }

  @AfterEach
  void close() {
    world.close();
  }

  private HeldRole only(Invitation invitation) {
    List<HeldRole> held = world.roles.all(second, invitation.id());
    assertEquals(1, held.size());
    return held.get(0);
  }

  @Test
  @Clause("R-94")
  void aPrivilegedRoleWaitsForASecondAdministrator() {
    var name = world.name();
    var invitation = world.invite(name, "SHSSH_HQ", "N");
    var first = String.valueOf(invitation.firstPassword());
    refusedWith("sign-in-failed", () -> world.signIn(name, first));
    var role = only(invitation);
    assertEquals(null, role.approvedAt());
    refusedWith(
        "two-persons", () -> world.roles.approve(world.administrator, invitation.id(), role.id()));
    assertEquals(
        List.of(role.id()),
        world.roles.proposals(second).stream()
            .map(HeldRole::id)
            .filter(role.id()::equals)
            .toList());
    world.roles.approve(second, invitation.id(), role.id());
    assertEquals(Step.PASSWORD, world.resume(world.signIn(name, first)).step());
    assertEquals(1, world.entries("access.role-granted"));
    refusedWith("role-over", () -> world.roles.approve(second, invitation.id(), role.id()));
  }

  @Test
  void soDoesAFurtherOneAndAnAssignmentIsNoWayAround() {
    var worker = world.invite(world.name(), "PMF", "B53");
    world.roles.grant(
        world.administrator, worker.id(), new GrantRole("SHSSH_ADMIN", "N", null, null));
    assertEquals(1, world.entries("access.role-proposed"));
    refusedWith(
        "two-persons",
        () ->
            world.roles.assign(
                world.administrator,
                worker.id(),
                new Version(1),
                new AssignAccount("SHSSH_ADMIN", "N")));
  }

  @Test
  void aProposalThatWasTakenBackIsNotApproved() {
    var invitation = world.invite(world.name(), "SHSSH_HQ", "N");
    var role = only(invitation);
    world.roles.end(world.administrator, invitation.id(), role.id());
    refusedWith("role-over", () -> world.roles.approve(second, invitation.id(), role.id()));
  }

  @Test
  void anOrdinaryRoleIsGivenByOne() {
    var name = world.name();
    var invitation = world.invite(name, "PMF", "B53");
    assertEquals(
        Step.PASSWORD,
        world.resume(world.signIn(name, String.valueOf(invitation.firstPassword()))).step());
  }

  @Test
  @Clause("R-89")
  void aPersonHasOneAccount() {
    var number = AccessWorld.newNumber();
    world.accounts.create(
        world.administrator, new CreateAccount(world.name(), "PMF", "B53", null, number));
    refusedWith(
        "person-has-account",
        () ->
            world.accounts.create(
                world.administrator, new CreateAccount(world.name(), "PMF", "B48", null, number)));
    refusedWith(
        "person-needed",
        () ->
            world.accounts.create(
                world.administrator, new CreateAccount(world.name(), "PMF", "B53", null, null)));
    refusedWith("person-form", () -> new CreateAccount(world.name(), "PMF", "B53", null, "12345"));
    assertEquals(
        0,
        world.fixture.number(
            "select count(*) from access.account_person p where position(? in p::text) > 0",
            number));
  }
}
