// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import static al.fole.access.internal.AccessWorld.refusedWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import al.fole.itests.clauses.Clause;
import al.fole.spi.host.ParentIdentity;
import al.fole.testing.fakes.TestActor;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What has to be done before anything else, where real people are in the register. */
class StepsTest {
  private final AccessWorld world = AccessWorld.strict();

  @AfterEach
  void close() {
    world.close();
  }

  private @Nullable Step step(String token) {
    return world.resume(token).step();
  }

  private String entered(String role, String unit) {
    var name = world.name();
    var invitation = world.invite(name, role, unit);
    var second = TestActor.of("SHSSH_ADMIN", "N");
    world.freshForEver(second);
    world.roles.all(second, invitation.id()).stream()
        .filter(held -> held.approvedAt() == null)
        .forEach(held -> world.roles.approve(second, invitation.id(), held.id()));
    var first = String.valueOf(invitation.firstPassword());
    var token = world.signIn(name, first);
    assertEquals(Step.PASSWORD, step(token));
    world.ownPassword.change(world.resume(token), new ChangePassword(first, AccessWorld.PASSWORD));
    return token;
  }

  @Test
  @Clause("R-31")
  @Clause("R-95")
  void aWorkerAcceptsTheUndertakingBeforeHeSeesAnything() {
    var token = entered("PMF", "B53");
    assertEquals(Step.UNDERTAKING, step(token));
    world.briefings.accept(world.resume(token), Briefing.Kind.UNDERTAKING, new AcceptBriefing("1"));
    assertEquals(null, step(token));
  }

  @Test
  void aNewUndertakingIsAcceptedAgain() {
    var token = entered("PMF", "B53");
    world.briefings.accept(world.resume(token), Briefing.Kind.UNDERTAKING, new AcceptBriefing("1"));
    world.superuser(
        "insert into access.briefing (kind, version, sq, en, ground, valid_from) values"
            + " ('UNDERTAKING', '2', 'sq', 'en', 'VKM-2026 n.9/4', date '2026-01-02')");
    try {
      assertEquals(Step.UNDERTAKING, step(token));
      refusedWith(
          "briefing-version",
          () ->
              world.briefings.accept(
                  world.resume(token), Briefing.Kind.UNDERTAKING, new AcceptBriefing("1")));
    } finally {
      world.superuser("delete from access.briefing where version = '2'");
    }
  }

  @Test
  void aPrivilegedRoleCanOnlySetUpASecondFactorWithoutOne() {
    for (String role : new String[] {"SHSSH_ADMIN", "SHSSH_HQ"}) {
      var token = entered(role, "N");
      assertEquals(Step.SECOND_FACTOR, step(token), role);
      assertEquals(
          Step.SECOND_FACTOR, world.sessions.own(world.resume(token)).todo(), "and says so");
      world.enrol(world.resume(token));
      assertEquals(Step.UNDERTAKING, step(token), role);
    }
  }

  @Test
  void ofTheParentsUsersTheParentHasSeenToIt() {
    world.parentSessions.bindIdentities(
        token -> Optional.of(new ParentIdentity(UUID.randomUUID(), "SHSSH_HQ", "N")));
    assertEquals(null, world.parentSessions.resume("token", null, "request").step());
  }
}
