// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import static al.fole.access.internal.AccessWorld.refusedWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.access.Permission;
import al.fole.itests.clauses.Clause;
import al.fole.spi.Ref;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Why data are processed is said once a session, and holds for everything in it. */
class PurposesTest {
  private static final Permission RELEASES = new Permission("releases.view");
  private final AccessWorld world = AccessWorld.alone();

  @AfterEach
  void close() {
    world.close();
  }

  private SessionActor declaring(String name, String purpose) {
    var session =
        world.signIns.signIn(
            new SignIn(name, AccessWorld.PASSWORD, purpose, null, null, null),
            "192.0.2.9",
            null,
            "request");
    assertEquals(purpose, session.purpose(), "it is shown");
    return world.resume(String.valueOf(session.token()));
  }

  @Test
  @Clause("R-92")
  void aPurposeOpensWhatItPermitsAndNothingElse() {
    world.superuser(
        "insert into access.policy (ground, role, act, object, relations, states, groups, purposes,"
            + " effect) values ('VKM-2026 n.9/1', 'SHSSH_HQ', 'READ', 'RELEASE', '{NONE}',"
            + " '{OPEN,CLOSED}', '{RECORD}', '{STATISTICS}', 'PERMIT')");
    var directorate = world.somebody("SHSSH_HQ", "N");
    var supervising = declaring(directorate.name(), "SUPERVISION");
    var counting = declaring(directorate.name(), "STATISTICS");
    assertTrue(world.access.allows(counting, RELEASES));
    assertFalse(world.access.allows(supervising, RELEASES));
    assertFalse(world.access.scope(counting, RELEASES).states().isEmpty());
    assertTrue(world.access.scope(supervising, RELEASES).states().isEmpty());
    refusedWith("forbidden", () -> world.access.require(supervising, RELEASES, null));
    refusedWith("purpose-not-allowed", () -> declaring(directorate.name(), "CASE_WORK"));
  }

  @Test
  @Clause("R-92")
  void thePurposeOfTheSessionStandsInEveryEntry() {
    var directorate = world.somebody("SHSSH_HQ", "N");
    for (String purpose : List.of("SUPERVISION", "STATISTICS")) {
      var actor = declaring(directorate.name(), purpose);
      refusedWith("forbidden", () -> world.access.require(actor, RELEASES, null));
      world.access.absent(actor, new Ref("person", UUID.randomUUID()));
      world.ownPassword.reauthenticate(actor, new Reauthenticate(AccessWorld.PASSWORD, null));
      long entries = entries(actor, "");
      assertTrue(entries >= 3, "refusals and a change: " + entries);
      assertEquals(entries, entries(actor, purpose));
    }
  }

  /** Entries of a session whose bytes hold a word. */
  private long entries(SessionActor actor, String word) {
    return world.fixture.number(
        "select count(*) from journal.entry where position(uuid_send(?) in leaf) > 0"
            + " and position(convert_to(?, 'UTF8') in leaf) > 0",
        actor.session(),
        word);
  }
}
