// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.database.LoginRole;
import al.fole.spi.Problem;
import al.fole.store.Receipt;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every number is a transaction or a void, whatever happens to a COMMIT. */
class NumbersTest {
  private static final int WRITERS = 64;

  /** A killed session is dear to replace; -Pcampaign kills four times as many. */
  private static final int KILLED_WRITERS = Boolean.getBoolean("fole.campaign") ? WRITERS : 16;

  private StoreOnPostgres db;

  @BeforeEach
  void open() {
    db = StoreOnPostgres.create();
    // A COMMIT that fails or waits, as a row asks for.
    db.update(
        LoginRole.OWNER,
        """
        create function sample.at_commit() returns trigger language plpgsql as $$
        begin
          if new.label like 'fail%' then raise exception 'no' using errcode = '23514'; end if;
          if new.label like 'slow%' then perform pg_sleep(0.05); end if;
          if new.label like 'hang%' then perform pg_sleep(5); end if;
          return null;
        end $$""");
    db.update(
        LoginRole.OWNER,
        """
        create constraint trigger at_commit after insert on sample.thing
        deferrable initially deferred for each row execute function sample.at_commit()""");
  }

  @AfterEach
  void close() {
    db.close();
  }

  @Test
  void aFailedCommitIsDeclaredVoid() {
    Sample.make(db.store, "one");
    try {
      Sample.make(db.store, "fail");
    } catch (IllegalStateException e) {
      assertTrue(String.valueOf(e.getMessage()).contains("23514"));
    }
    Sample.make(db.store, "two");
    assertEquals(new Trail(2, 2, 1, 0), Trail.verified(db));
  }

  @Test
  void manyWritersManyFailures() throws Exception {
    var written = ConcurrentHashMap.<UUID>newKeySet();
    var stop = new AtomicBoolean();
    var lost = new AtomicInteger();
    run(
        WRITERS,
        writer -> {
          for (int i = 0; i < 6; i++) {
            String kind =
                switch (ThreadLocalRandom.current().nextInt(8)) {
                  case 0 -> "fail ";
                  case 1 -> "slow ";
                  default -> "fine ";
                };
            write(kind + writer + "/" + i, written, lost);
          }
        },
        stop);
    Sample.make(db.store, "last");
    db.engine.heartbeat(); // declares what no entry had room for
    Trail trail = Trail.verified(db);
    assertEquals(written.size() + 1 + declarations(), trail.transactions());
    assertEquals(written.size() + 1, db.number("select count(*) from sample.thing"));
    assertTrue(trail.voids() > 0, trail.toString());
  }

  @Test
  void sessionsAreKilledInTheMiddleOfCommits() throws Exception {
    var written = ConcurrentHashMap.<UUID>newKeySet();
    var stop = new AtomicBoolean();
    var lost = new AtomicInteger();
    var killed = new AtomicInteger();
    var killer =
        new Thread(
            () -> {
              while (!stop.get()) {
                killed.addAndGet(
                    (int)
                        db.number(
                            "select count(pg_terminate_backend(pid)) from (select pid from"
                                + " pg_stat_activity where datname = current_database()"
                                + " and application_name like 'fole/%' and state = 'active'"
                                + " and query like '%commit' limit 2) as victims"));
              }
            });
    killer.start();
    run(
        KILLED_WRITERS,
        writer -> {
          for (int i = 0; i < 3; i++) {
            write((i % 2 == 0 ? "slow " : "fine ") + writer + "/" + i, written, lost);
          }
        },
        stop);
    killer.join();
    Sample.make(db.store, "last");
    db.engine.heartbeat(); // declares what no entry had room for
    Trail trail = Trail.verified(db);
    System.out.printf("%d sessions killed, %s, %d refused%n", killed.get(), trail, lost.get());
    assertTrue(killed.get() > 10, "killed " + killed);
    assertEquals(written.size() + 1 + declarations(), trail.transactions());
    assertEquals(written.size() + 1, db.number("select count(*) from sample.thing"));
    assertEquals(
        0,
        db.number(
            "select count(*) from sample.thing t full join journal.event e on e.record = t.id"
                + " where (t.id is null and e.type <> 'store.voided') or e.entry is null"));
  }

  @Test
  void aHangingCommitThatLostItsConnectionIsEndedBeforeItIsVoid() throws Exception {
    var threads = Executors.newSingleThreadExecutor();
    try {
      var runs = new AtomicInteger();
      Future<Receipt> writing =
          threads.submit(
              () ->
                  db.store.write(
                      Sample.WORKER,
                      tx -> Sample.make(tx, runs.getAndIncrement() == 0 ? "hang" : "again")));
      while (db.number(
              "select count(pg_terminate_backend(pid)) from pg_stat_activity where"
                  + " datname = current_database() and query like '%commit' and state = 'active'"
                  + " and wait_event = 'PgSleep'")
          == 0) {
        LockSupport.parkNanos(5_000_000);
      }
      writing.get();
      assertEquals(2, runs.get());
      assertEquals(List.of("again"), db.texts("select label from sample.thing"));
      assertEquals(new Trail(1, 1, 1, 0), Trail.verified(db));
    } finally {
      threads.shutdown();
    }
  }

  private long declarations() {
    return db.number("select count(*) from journal.event where type = 'store.voided'");
  }

  @Test
  void moreFailuresThanAnEntryHasRoomForAreDeclaredAllTheSame() {
    Sample.make(db.store, "one");
    for (int i = 0; i < 3 * NodeLedger.VOIDS_IN_ENTRY; i++) {
      assertThrows(RuntimeException.class, () -> Sample.make(db.store, "fail"));
    }
    db.engine.heartbeat();
    assertTrue(declarations() >= 2, "not one entry has room for all");
    assertEquals(3L * NodeLedger.VOIDS_IN_ENTRY, Trail.verified(db).voids());
  }

  private interface Writer {
    void run(int writer);
  }

  private static void run(int writers, Writer writer, AtomicBoolean stop) throws Exception {
    var threads = Executors.newFixedThreadPool(writers);
    try {
      var running = new ArrayList<Future<?>>();
      for (int w = 0; w < writers; w++) {
        int number = w;
        running.add(threads.submit(() -> writer.run(number)));
      }
      for (Future<?> future : running) {
        future.get();
      }
    } finally {
      stop.set(true);
      threads.shutdown();
    }
  }

  private void write(String label, Set<UUID> written, AtomicInteger lost) {
    try {
      written.add(Sample.make(db.store, label).id());
    } catch (Problem e) {
      lost.incrementAndGet();
    } catch (IllegalStateException e) {
      assertTrue(label.startsWith("fail"), label);
    }
  }
}
