// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import al.fole.database.LoginRole;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** A database whose machine is gone says nothing; the log does not wait for it for ever. */
final class SilentDatabaseTest {

  @Test
  void aSignInThatNobodyAnswersIsGivenUp() throws Exception {
    try (var silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      var source = new PGSimpleDataSource();
      source.setUrl("jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/nobody");
      assertTimeoutPreemptively(
          Duration.ofSeconds(60),
          () ->
              assertThrows(
                  SQLException.class, () -> SealerLine.open(source, Duration.ofSeconds(1))));
    }
  }

  @Test
  void theFirstLookMayTakeLongAndNothingAfterIt(@TempDir Path home) throws Exception {
    try (var trail = new Trail(home)) {
      var sealer = new PatientSource(trail.database().source(LoginRole.SEALER));
      var keeper = trail.keeper(sealer.source());
      try {
        trail.write(3);
        keeper.tick();
        assertEquals(3, keeper.status().published(), keeper.status().sentence());
        assertEquals(SealerLine.USUAL.toMillis(), sealer.patience());
      } finally {
        keeper.close();
      }
    }
  }
}
