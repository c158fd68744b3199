// SPDX-License-Identifier: EUPL-1.2
package al.fole.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.testing.BuildPostgres;
import al.fole.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is started ends, and what was entered stays. */
class HostStopsIT {

  private static final int SIGTERM = 128 + 15;

  @TempDir Path home;

  @Test
  void onAnExistingDatabaseItAnswersAndEndsWithoutAProcessLeft() throws Exception {
    try (TestDatabase database = BuildPostgres.create()) {
      RunningHost.given(home, database);
      try (RunningHost host =
          RunningHost.start(home, Map.of("FOLE_DATABASE", RunningHost.administrator(database)))) {
        String url = host.url();
        assertEquals(1, host.out().lines().filter(line -> line.startsWith("Fole ready")).count());
        assertEquals(201, RunningHost.signIn(url, "pmf.tirana", password()).statusCode());
        assertEquals(1, RunningHost.in(home).size());
        host.handle().destroy();
        assertEquals(SIGTERM, host.status());
        assertEquals(List.of(), RunningHost.in(home));
        assertEquals("", host.err());
      }
    }
  }

  @Test
  void afterAKillTheNextStartEndsTheOrphanAndKeepsTheData() throws Exception {
    try (RunningHost killed = RunningHost.start(home, Map.of())) {
      assertEquals(201, RunningHost.signIn(killed.url(), "pmf.tirana", password()).statusCode());
      killed.handle().destroyForcibly();
      killed.status();
      List<ProcessHandle> orphans = RunningHost.in(home);
      assertTrue(orphans.size() > 0, "PostgreSQL outlives a killed host");
      try (RunningHost next = RunningHost.start(home, Map.of())) {
        assertEquals(201, RunningHost.signIn(next.url(), "pmf.tirana", password()).statusCode());
        assertTrue(orphans.stream().noneMatch(ProcessHandle::isAlive), "the orphan was ended");
        next.handle().destroy();
        next.status();
        assertEquals(List.of(), RunningHost.in(home));
      }
    }
  }

  private String password() throws IOException {
    return Files.readString(home.resolve("data/demonstration-password")).strip();
  }
}
