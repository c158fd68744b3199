// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import al.fole.database.LoginRole;
import al.fole.spi.Problem;
import al.fole.store.Receipt;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ClaimTest {
  private static StoreOnPostgres db;

  @BeforeAll
  static void open() {
    db = StoreOnPostgres.create();
  }

  @AfterAll
  static void close() {
    db.close();
  }

  private static byte[] digest(int n) {
    return Hash.sha256(new byte[] {(byte) n});
  }

  private static Receipt claim(int claim, int body, AtomicInteger runs) {
    return db.store.write(
        Sample.WORKER.claiming(digest(claim), digest(body)),
        tx -> {
          runs.incrementAndGet();
          return Sample.make(tx, "claim " + claim);
        });
  }

  @Test
  void aRepeatedRequestGetsTheFirstReceipt() {
    var runs = new AtomicInteger();
    Receipt first = claim(1, 1, runs);
    assertEquals(first, claim(1, 1, runs));
    assertEquals(1, runs.get());
  }

  @Test
  void anotherBodyIsRefused() {
    var runs = new AtomicInteger();
    claim(2, 1, runs);
    Problem problem = assertThrows(Problem.class, () -> claim(2, 2, runs));
    assertEquals("idempotency-key-reused", problem.rule());
    assertEquals(422, problem.kind().status());
    assertEquals(1, runs.get());
  }

  @Test
  void aFailedRequestMayBeRepeated() {
    assertThrows(
        Problem.class,
        () ->
            db.store.write(
                Sample.WORKER.claiming(digest(3), digest(1)),
                tx -> {
                  throw Problem.absent();
                }));
    claim(3, 1, new AtomicInteger());
  }

  @Test
  void ofTwentyAtOnceOneRuns() throws Exception {
    var runs = new AtomicInteger();
    var threads = Executors.newFixedThreadPool(20);
    try {
      List<Callable<Receipt>> calls =
          IntStream.range(0, 20)
              .mapToObj(i -> (Callable<Receipt>) () -> claim(4, 1, runs))
              .toList();
      List<Future<Receipt>> receipts = threads.invokeAll(calls);
      for (Future<Receipt> receipt : receipts) {
        assertEquals(receipts.get(0).get(), receipt.get());
      }
    } finally {
      threads.shutdown();
    }
    assertEquals(1, runs.get());
    assertEquals(1, db.number("select count(*) from sample.thing where label = 'claim 4'"));
  }

  @Test
  void claimsAreForgottenAfterThreeDays() {
    claim(5, 1, new AtomicInteger());
    claim(6, 1, new AtomicInteger());
    db.update(
        LoginRole.JOBS,
        "update store.claim set made_at = now() - interval '73 hours' where claim = ?",
        digest(5));
    db.engine.purgeClaims();
    assertEquals(0, db.number("select count(*) from store.claim where claim = ?", digest(5)));
    assertEquals(1, db.number("select count(*) from store.claim where claim = ?", digest(6)));
  }
}
