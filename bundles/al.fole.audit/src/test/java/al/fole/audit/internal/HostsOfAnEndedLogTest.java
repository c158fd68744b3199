// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import static al.fole.audit.internal.LogSetBack.allow;
import static al.fole.audit.internal.LogSetBack.size;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import al.fole.database.LoginRole;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of several hosts each follows the new log, and none goes on in the one that ended. */
final class HostsOfAnEndedLogTest {
  private final LogSetBack log;

  HostsOfAnEndedLogTest(@TempDir Path home) {
    log = new LogSetBack(home);
  }

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void anotherHostWithKeysOfItsOwnFollowsTheNewLog() throws Exception {
    log.trail.write(4);
    log.keeper.tick();
    Path others = log.home.resolve("others");
    log.copyKeys(others);
    log.trail.write(6);
    log.keeper.tick();
    log.past.keep("backup");
    log.trail.write(5);
    log.keeper.tick();
    log.past.restore("backup");
    log.keeper.tick();
    log.allow();
    log.goOn();
    log.keeper.close();
    log.trail.write(2);
    log.keeper = log.trail.keeper(log.home.resolve("there"), others);
    log.goOn();
    assertEquals(3, size(log.home.resolve("there-2")));
    Verifier.assertFollows(log.trail, log.home.resolve("there-2"), 3);
  }

  @Test
  void aHostThatSignedMoreThanTheNoteSaysStaysOut() throws Exception {
    log.trail.write(10);
    log.keeper.tick();
    log.past.keep("backup");
    Path others = log.home.resolve("others");
    log.trail.write(2);
    log.keeper.tick();
    log.copyKeys(others);
    log.trail.write(3);
    log.keeper.tick();
    log.past.restore("backup");
    log.keeper.close();
    log.keeper = log.trail.keeper(log.home.resolve("there"), others);
    log.keeper.tick();
    assertEquals("log-set-back", log.keeper.status().rule(), log.keeper.status().sentence());
    allow(others);
    log.goOn();
    log.keeper.close();
    log.keeper = log.trail.keeper();
    log.keeper.tick();
    assertEquals("log-set-back", log.keeper.status().rule(), log.keeper.status().sentence());
  }

  @Test
  void aHostOfAnEarlierReleaseGivesNoPlacesInTheEndedLog() throws Exception {
    log.setBack();
    log.allow();
    log.goOn();
    log.trail.write(1);
    assertEquals(
        "f",
        log.trail.one(
            "select holder is null or held_until < clock_timestamp() + interval '9 years'"
                + " from audit.log"));
    try (var connection = log.trail.connect(LoginRole.SEALER)) {
      var old = new LogTables(connection, LogTables.FIRST);
      assertFalse(old.state().head(UUID.randomUUID()).mine());
    }
  }
}
