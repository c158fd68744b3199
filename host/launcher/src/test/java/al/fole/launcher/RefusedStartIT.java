// SPDX-License-Identifier: EUPL-1.2
package al.fole.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.database.HomeLock;
import al.fole.testing.BuildPostgres;
import al.fole.testing.TestDatabase;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A start that cannot be is refused with a sentence in English and in Albanian, nothing more. */
class RefusedStartIT {

  @TempDir Path home;

  @Test
  void aTakenPort() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      String port = Integer.toString(taken.getLocalPort());
      refused(Map.of("FOLE_PORT", port), "127.0.0.1:" + port + " is taken", "është e zënë");
    }
  }

  @Test
  void aWrongPassword() throws Exception {
    try (TestDatabase database = BuildPostgres.create()) {
      refused(
          Map.of("FOLE_DATABASE", database.url() + "?user=postgres&password=wrong"),
          "does not accept the user or the password",
          "nuk e pranon përdoruesin ose fjalëkalimin");
    }
  }

  @Test
  void aDataDirectoryInUse() throws Exception {
    try (HomeLock used = HomeLock.take(home.resolve("data"))) {
      refused(Map.of(), "Another host", "punon tashmë");
    }
  }

  @Test
  void aPortThatIsNoNumber() throws Exception {
    refused(Map.of("FOLE_PORT", "http"), "FOLE_PORT must be a number", "duhet të jetë një numër");
  }

  private void refused(Map<String, String> environment, String english, String albanian)
      throws Exception {
    try (RunningHost host = RunningHost.start(home, environment)) {
      assertEquals(2, host.status());
      List<String> lines = host.err().lines().toList();
      assertEquals(2, lines.size(), host::toString);
      assertTrue(lines.get(0).contains(english), lines.get(0));
      assertTrue(lines.get(1).contains(albanian), lines.get(1));
      assertFalse(host.err().contains("Exception"));
      assertEquals("", host.out());
      assertEquals(List.of(), RunningHost.in(home));
    }
  }
}
