// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import al.fole.spi.host.ParentDatabase;
import al.fole.store.Schema;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
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

  /** Whose session it is, whether the password is right: a request waits for the answer. */
  @Test
  void whatTheSystemAsksForARequestIsWaitedForAsTheRequestIs() throws Exception {
    try (var db = StoreOnPostgres.create()) {
      var me = Thread.currentThread();
      var waited = new LinkedHashSet<Integer>();
      ParentDatabase parent =
          role ->
              WatchedSource.running(
                  StoreOnPostgres.parent(db.postgres).source(role),
                  connection -> {
                    if (Thread.currentThread() == me) {
                      waited.add(connection.getNetworkTimeout());
                    }
                  });
      var settings = new Settings(null, "another", 2, 2);
      var keys = StoreOnPostgres.KEYS;
      try (var engine = PostgresDatabase.start(parent, keys, keys, settings)) {
        var mapper = SampleMapper.class;
        var store = engine.view().open(Schema.of("sample", mapper, mapper));
        var system = SystemActor.of("sample.job");
        waited.clear();
        store.read(system, tx -> tx.now());
        assertEquals(Set.of(35_000), waited);
        waited.clear();
        store.write(system, tx -> Sample.make(tx, "by the system"));
        assertEquals(Set.of(35_000), waited);
        waited.clear();
        assertNull(engine.unanswered());
        assertEquals(Set.of(35_000), waited);
      }
    }
  }
}
