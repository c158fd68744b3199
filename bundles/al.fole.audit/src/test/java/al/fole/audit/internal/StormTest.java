// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.audit.internal.Trail.Change;
import al.fole.database.LoginRole;
import al.fole.steps.Steps;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * 64 writers with short, long and abandoned transactions (up to five seconds in the campaign, a
 * tenth rolled back), three sealers who all believe it is their turn, a leader that stands still in
 * the middle of its batch and is gone, and beside them the reader that nobody should write: one
 * that remembers the highest id it saw.
 */
final class StormTest {
  private static final int WRITERS = 64;
  private static final boolean CAMPAIGN = Boolean.getBoolean("fole.campaign");
  private static final int TRANSACTIONS = CAMPAIGN ? 150 : 40;

  /** Far fewer than wait at a time, so that others come in between. */
  private static final int BATCH = 20;

  private static final double SLOWEST_SECONDS = CAMPAIGN ? 5 : 1.5;

  /** Somebody else has the head, or just had it, or gave the same places. */
  private static final Set<String> ANOTHER = Set.of("55P03", "40001", "40P01", "23505");

  private final Trail trail;
  private final AtomicLong committed = new AtomicLong();
  private final AtomicBoolean writing = new AtomicBoolean(true);

  StormTest(@TempDir Path home) throws SQLException {
    trail = new Trail(home);
    trail.tamper(
        """
        alter table journal.entry add column ordinal bigint generated always as identity;
        create unique index on journal.entry (ordinal);
        """);
  }

  @AfterEach
  void close() {
    trail.close();
  }

  @Test
  void noEntryIsLostOrPlacedTwice() throws Exception {
    var pool = Executors.newFixedThreadPool(WRITERS + 5);
    long seenByCursor;
    try {
      List<Future<?>> writers = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        var random = new SplittableRandom(i);
        writers.add(pool.submit((Callable<Void>) () -> write(random)));
      }
      List<Future<Long>> sealers = new ArrayList<>();
      var me = UUID.randomUUID();
      for (int i = 0; i < 3; i++) {
        sealers.add(pool.submit(() -> seal(me)));
      }
      Future<Integer> paused = pool.submit(() -> pausedLeader(me));
      Future<Long> cursor = pool.submit(this::followIds);
      for (var writer : writers) {
        writer.get();
      }
      writing.set(false);
      long batches = 0;
      for (var sealer : sealers) {
        batches += sealer.get();
      }
      assertTrue(batches > 10, "the sealers only worked " + batches + " times");
      assertTrue(paused.get() > 0, "no leader stood still");
      seenByCursor = cursor.get();
    } finally {
      pool.shutdownNow();
    }
    long entries = committed.get();
    assertEquals(
        entries + " " + entries + " 0 " + (entries - 1),
        trail.one(
            "select count(*) || ' ' || count(distinct entry) || ' ' || min(log_index) || ' '"
                + " || max(log_index) from journal.sequence"));
    assertEquals(
        "0",
        trail.one(
            "select count(*) from journal.entry e full join journal.sequence s on s.entry = e.id"
                + " where e.id is null or s.entry is null"));
    assertRoot();
    System.out.printf(
        "storm: %d entries placed, 0 lost, 0 twice; a cursor over ids saw %d and missed %d%n",
        entries, seenByCursor, entries - seenByCursor);
    assertTrue(seenByCursor < entries, "the control lost nothing: the storm was too mild");
  }

  private Void write(SplittableRandom random) throws SQLException {
    try (var connection = trail.connect(LoginRole.APP);
        var pause = connection.prepareStatement("select pg_sleep(?)")) {
      connection.setAutoCommit(false);
      for (int i = 0; i < TRANSACTIONS; i++) {
        int entries = random.nextInt(1, 4);
        var changes = new Change[entries];
        for (int c = 0; c < entries; c++) {
          changes[c] = new Change(UUID.randomUUID(), 1);
        }
        trail.append(connection, changes);
        boolean slow = random.nextInt(20) == 0;
        pause.setDouble(
            1, slow ? random.nextDouble(0.3, SLOWEST_SECONDS) : random.nextDouble(0, 0.06));
        pause.execute();
        if (random.nextInt(10) == 0) {
          connection.rollback();
        } else {
          connection.commit();
          committed.addAndGet(entries);
        }
      }
    }
    return null;
  }

  /** Works until all that was committed has its place; returns how often there was something. */
  private long seal(UUID me) throws SQLException {
    long batches = 0;
    long size = 0;
    try (var connection = trail.connect(LoginRole.SEALER)) {
      var sequencer = trail.sequencer(connection, me, Steps.NONE, BATCH);
      while (writing.get() || size < committed.get()) {
        long now = sequencer.run();
        batches += now > size ? 1 : 0;
        size = now;
      }
    }
    return batches;
  }

  /** Takes the head, gives places, stands still and is gone; the others find it as it was. */
  private int pausedLeader(UUID me) throws SQLException {
    int pauses = 0;
    try (var connection = trail.connect(LoginRole.SEALER);
        var pause = connection.prepareStatement("select pg_sleep(?)")) {
      connection.setAutoCommit(false);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      var tables = new LogTables(connection, LogTables.FIRST);
      while (writing.get() || pauses == 0) {
        try {
          var head = tables.state().lockedHead(me);
          var rows = new Waiting(tables, 100).next(head, head.watermark());
          tables.state().place(head.size(), rows.stream().map(LogEntries.Row::id).toList());
          pause.setDouble(1, 0.3);
          pause.execute();
          pauses++;
        } catch (SQLException e) {
          if (!ANOTHER.contains(String.valueOf(e.getSQLState()))) {
            throw e;
          }
        }
        connection.rollback();
        pause.setDouble(1, 0.1);
        pause.execute();
        connection.rollback();
      }
    }
    return pauses;
  }

  private long followIds() throws SQLException {
    long seen = 0;
    long last = 0;
    try (var connection = trail.connect(LoginRole.APP);
        var statement =
            connection.prepareStatement(
                "select count(*), coalesce(max(ordinal), ?) from journal.entry where ordinal >"
                    + " ?")) {
      boolean once = true;
      while (writing.get() || once) {
        once = writing.get();
        statement.setLong(1, last);
        statement.setLong(2, last);
        try (var rows = statement.executeQuery()) {
          rows.next();
          seen += rows.getLong(1);
          last = rows.getLong(2);
        }
      }
    }
    return seen;
  }

  private void assertRoot() throws SQLException {
    var hashes = new ArrayList<byte[]>();
    try (var statement = trail.superuser().createStatement();
        var rows =
            statement.executeQuery(
                "select e.leaf from journal.sequence s join journal.entry e on e.id = s.entry"
                    + " order by s.log_index")) {
      while (rows.next()) {
        hashes.add(Tree.leaf(rows.getBytes(1)));
      }
    }
    try (var connection = trail.connect(LoginRole.SEALER)) {
      assertArrayEquals(
          TreeTest.root(hashes),
          new LogTables(connection, LogTables.FIRST).state().head(UUID.randomUUID()).root());
    }
  }
}
