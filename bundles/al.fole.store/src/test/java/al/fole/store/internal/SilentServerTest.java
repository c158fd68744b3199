// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** A server whose machine is gone answers nothing, and nobody may wait for it for ever. */
class SilentServerTest {

  @Test
  void aSignInThatNobodyAnswersIsGivenUp() throws Exception {
    try (var silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      var source = new PGSimpleDataSource();
      source.setUrl("jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/nobody");
      assertTimeoutPreemptively(
          Duration.ofSeconds(60),
          () ->
              assertThrows(
                  SQLException.class, () -> TaggedSource.bounded(source, Duration.ofSeconds(1))));
    }
  }

  @Test
  void everyConnectionHasAnEndToItsPatience() throws Exception {
    try (var db = StoreOnPostgres.create()) {
      var parent = StoreOnPostgres.parent(db.postgres);
      var session = db.engine.lease().session();
      var settings = new Settings(null, "host", 1, 2);
      try (var pools = new Pools(parent, settings, () -> session);
          var requests = pools.of(Sample.WORKER).getConnection();
          var jobs = pools.jobs().getConnection();
          var notices = pools.notices().getConnection()) {
        assertEquals(35_000, requests.getNetworkTimeout());
        assertEquals(305_000, jobs.getNetworkTimeout());
        assertEquals(15_000, notices.getNetworkTimeout());
      }
    }
  }
}
