// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import static al.fole.access.internal.AccessWorld.refusedWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import al.fole.spi.Problem;
import al.fole.spi.host.ParentIdentities;
import al.fole.spi.host.ParentIdentity;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ParentSessionsTest {
  private final AccessWorld world = new AccessWorld();
  private final Map<String, ParentIdentity> users = new HashMap<>();
  private final ParentIdentities parent = token -> Optional.ofNullable(users.get(token));
  private final UUID id = UUID.randomUUID();

  @BeforeEach
  void parentIsThere() {
    world.parentSessions.bindIdentities(parent);
    users.put("token", new ParentIdentity(id, "NJMF_HEAD", "B53"));
  }

  @AfterEach
  void close() {
    world.close();
  }

  private SessionActor resume() {
    return world.parentSessions.resume("token", null, "request");
  }

  @Test
  void aUserOfTheParentActsInTheRoleTheParentGaveHim() {
    var actor = resume();
    assertEquals(id, actor.who());
    assertEquals("NJMF_HEAD", actor.role());
    assertEquals("B53", actor.unit());
    assertEquals("PARENT", actor.assurance());
    assertEquals(actor.session(), resume().session(), "one session, not one a request");
    assertEquals(1, world.entries("access.session-started"));
    assertEquals(actor.session(), world.sessions.own(actor).id());
  }

  @Test
  void aUserTheParentHasDisabledIsRefusedAtOnce() {
    resume();
    users.clear();
    refusedWith("session-ended", this::resume);
  }

  @Test
  void anotherRoleIsAnotherSession() {
    var before = resume();
    users.put("token", new ParentIdentity(id, "PMF", "B48"));
    var after = resume();
    assertEquals("PMF", after.role());
    assertEquals("B48", after.unit());
    assertNotEquals(before.session(), after.session());
  }

  @Test
  void anUnknownRoleOrUnitIsRefusedAndWrittenDown() {
    for (var identity :
        new ParentIdentity[] {
          new ParentIdentity(id, "KING", "B53"),
          new ParentIdentity(id, "PMF", "B99"),
          new ParentIdentity(id, "SHSSH_HQ", "B53")
        }) {
      users.put("token", identity);
      refusedWith("role-unknown", this::resume);
    }
    assertEquals(3, world.entries("access.session-refused"));
  }

  @Test
  void thePurposeIsDeclaredWithTheRequest() {
    assertEquals("CASE_WORK", resume().purpose());
    var supervising = world.parentSessions.resume("token", "SUPERVISION", "request");
    assertEquals("SUPERVISION", supervising.purpose());
    assertNotEquals(resume().session(), supervising.session());
    refusedWith(
        "purpose-not-allowed",
        () -> world.parentSessions.resume("token", "ADMINISTRATION", "request"));
  }

  @Test
  void anIdleSessionOfTheParentStartsAnew() {
    var before = resume();
    world.fixture.forward(Duration.ofMinutes(20));
    world.sessions.sweep();
    assertNotEquals(before.session(), resume().session());
  }

  @Test
  void aTokenOfTheParentIsNoTokenOfOurs() {
    resume();
    refusedWith("session-ended", () -> world.resume("token"));
  }

  @Test
  void withoutTheParentThePartIsMissing() {
    world.parentSessions.unbindIdentities(token -> Optional.empty());
    resume();
    world.parentSessions.unbindIdentities(parent);
    assertEquals("parent", refusedWith("part-unavailable", this::resume).more().get("part"));
    world.parentSessions.bindIdentities(
        token -> {
          throw new IllegalStateException("the parent has trouble");
        });
    assertEquals(Problem.Kind.UNAVAILABLE, refusedWith("part-unavailable", this::resume).kind());
  }
}
