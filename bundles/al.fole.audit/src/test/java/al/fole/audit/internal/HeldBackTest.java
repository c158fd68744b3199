// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.audit.internal.Trail.Change;
import al.fole.database.LoginRole;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whoever holds the watermark is named. Other tests use the same server: what is asserted is that
 * the holder made here is found, and only while it is the oldest.
 */
final class HeldBackTest {
  private final Trail trail;
  private final AtomicLong nanos = new AtomicLong();
  private final Oldest oldest = new Oldest(nanos::get);

  HeldBackTest(@TempDir Path home) {
    trail = new Trail(home);
  }

  @AfterEach
  void close() {
    trail.close();
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static int pid(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery("select pg_backend_pid()")) {
      row.next();
      return row.getInt(1);
    }
  }

  private Connection sealer() throws SQLException {
    Connection sealer = trail.connect(LoginRole.SEALER);
    sealer.setAutoCommit(false);
    return sealer;
  }

  /** Another test's transaction may be older for a while: it ends, this one does not. */
  private Oldest.Holder awaited(Connection sealer, String expected) throws SQLException {
    Oldest.Holder holder = null;
    for (int i = 0; i < 3_000; i++) {
      holder = oldest.look(sealer);
      nanos.addAndGet(2_000_000_000L);
      if (holder != null && holder.sentence().startsWith(expected)) {
        return holder;
      }
      LockSupport.parkNanos(20_000_000);
    }
    throw new AssertionError(expected + " was not named but " + holder);
  }

  @Test
  void aSessionThatKeepsItsTransactionOpenIsNamed() throws Exception {
    try (var held = trail.connect(LoginRole.APP);
        var sealer = sealer()) {
      execute(held, "set application_name = 'forgotten, \"console\"; select 1'");
      held.setAutoCommit(false);
      trail.append(held, new Change(UUID.randomUUID(), 1));
      Oldest.Holder named = awaited(sealer, "session " + pid(held) + ",");
      assertTrue(named.seconds() > 1);
      assertTrue(
          named.sentence().contains("application forgotten? ?console?? select 1, user fole_app"),
          named.sentence());
      assertTrue(named.sentence().contains("state idle in transaction"), named.sentence());
      assertFalse(named.sentence().contains("insert"), named.sentence());
      assertEquals(named, oldest.holder());
      held.rollback();
      String gone = named.transaction();
      Oldest.Holder next = oldest.look(sealer);
      assertTrue(next == null || !next.transaction().equals(gone));
    }
  }

  @Test
  void aPreparedTransactionIsNamedByItsName() throws Exception {
    String gid = "left-" + UUID.randomUUID();
    try (var held = trail.connect(LoginRole.APP);
        var sealer = sealer()) {
      held.setAutoCommit(false);
      trail.append(held, new Change(UUID.randomUUID(), 1));
      execute(held, "prepare transaction '" + gid + "'");
      held.setAutoCommit(true);
      try {
        Oldest.Holder named = awaited(sealer, "prepared transaction " + gid);
        assertTrue(named.sentence().contains("user fole_app"), named.sentence());
      } finally {
        execute(held, "rollback prepared '" + gid + "'");
      }
    }
  }

  @Test
  void whoMayNotReadStatisticsStillNamesTheProcess() throws Exception {
    try (var held = trail.connect(LoginRole.APP);
        var other = trail.connect(LoginRole.JOBS)) {
      other.setAutoCommit(false);
      held.setAutoCommit(false);
      trail.append(held, new Change(UUID.randomUUID(), 1));
      Oldest.Holder named = awaited(other, "session " + pid(held));
      assertFalse(named.sentence().contains("idle"), named.sentence());
      held.rollback();
    }
  }

  @Test
  void aTransactionThatOnlyReadsHoldsNothing() throws Exception {
    try (var reader = trail.connect(LoginRole.APP);
        var sealer = sealer()) {
      reader.setAutoCommit(false);
      execute(reader, "set transaction isolation level repeatable read");
      execute(reader, "select count(*) from journal.entry");
      int pid = pid(reader);
      for (int i = 0; i < 5; i++) {
        nanos.addAndGet(2_000_000_000L);
        Oldest.Holder named = oldest.look(sealer);
        assertTrue(named == null || !named.sentence().startsWith("session " + pid));
      }
    }
  }

  @Test
  void theKeeperOfTheLogNamesItToo() throws Exception {
    var keeper = trail.keeper();
    try (var held = trail.connect(LoginRole.APP)) {
      held.setAutoCommit(false);
      trail.append(held, new Change(UUID.randomUUID(), 1));
      String expected = "session " + pid(held) + ",";
      Oldest.Holder named = null;
      for (int i = 0; i < 3_000 && (named == null || !named.sentence().startsWith(expected)); i++) {
        keeper.tick();
        named = keeper.holder();
        LockSupport.parkNanos(20_000_000);
      }
      assertTrue(
          Objects.requireNonNull(named).sentence().startsWith(expected), String.valueOf(named));
      held.rollback();
    } finally {
      keeper.close();
    }
  }

  @Test
  void whileOneIsHeldTheOthersStillGetTheirPlaces() throws Exception {
    var keeper = trail.keeper();
    try (var held = trail.connect(LoginRole.APP)) {
      held.setAutoCommit(false);
      trail.append(held, new Change(UUID.randomUUID(), 1));
      trail.write(3);
      keeper.tick();
      assertEquals(3, keeper.status().published());
      assertNull(keeper.status().rule());
      trail.write(2);
      keeper.tick();
      assertEquals(5, keeper.status().published());
      held.commit();
    }
    keeper.tick();
    assertEquals(6, keeper.status().published());
    keeper.close();
    assertNotNull(keeper.files().checkpoint());
  }
}
