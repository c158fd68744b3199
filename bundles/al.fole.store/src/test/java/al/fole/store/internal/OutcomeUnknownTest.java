// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import al.fole.spi.Problem;
import al.fole.store.Receipt;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The database goes with the COMMIT and stays away for longer than anybody looks for it. */
class OutcomeUnknownTest {

  @Test
  void whoeverAsksAgainIsServedOnceAndTheNumberIsSettled() throws Exception {
    try (var db = StoreOnPostgres.create();
        var administrator = db.postgres.superuser().getConnection()) {
      Problem told = assertThrows(Problem.class, () -> write(db, one -> away(db, administrator)));
      assertEquals("outcome-unknown", told.rule());
      assertEquals(503, told.kind().status());
      assertEquals("unknown", told.more().get("outcome"));
      run(administrator, "alter database " + db.postgres.name() + " connection limit -1");

      Receipt receipt = write(db, one -> {});
      assertEquals(receipt, write(db, one -> {}), "the first answer");
      assertEquals(1, db.number("select count(*) from sample.thing"));
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
      while (open(db) && System.nanoTime() < end) {
        db.engine.heartbeat(); // as it beats by itself every five seconds
      }
      assertFalse(open(db), "every number is in the journal, done or void");
      Trail.verified(db);
    }
  }

  private static boolean open(StoreOnPostgres db) {
    long settled = db.engine.lease().ledger().settled();
    return settled < db.number("select max(seq) from journal.entry");
  }

  private static Receipt write(StoreOnPostgres db, Consumer<String> meanwhile) {
    byte[] key = Hash.sha256(new byte[] {1});
    return db.store.write(
        Sample.WORKER.claiming(key, key),
        tx -> {
          Receipt receipt = Sample.make(tx, "once");
          meanwhile.accept("before the COMMIT");
          return receipt;
        });
  }

  private static void away(StoreOnPostgres db, Connection administrator) {
    try {
      run(administrator, "alter database " + db.postgres.name() + " connection limit 0");
      run(
          administrator,
          "select pg_terminate_backend(pid) from pg_stat_activity"
              + " where datname = current_database() and pid <> pg_backend_pid()");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
