// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.database.LoginRole;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the check at COMMIT reads: two rows by key, however much stands in the journal. */
class CheckAtCommitTest {
  private static final int ROWS = 300;

  /** As a transaction of {@value #ROWS} changes writes them; no statistics know of them yet. */
  private static final String CHANGES =
      """
      insert into sample.thing (id, version, label, tags, made_at)
        select gen_random_uuid(), 1, 'n' || i, '{}', now() from generate_series(1, %1$d) i;
      insert into journal.entry (id, recorded_at, node, epoch, seq, position, leaf, leaf_hash, seal)
        select id, now(), 99, 1, 1, row_number() over () - 1, '', decode(repeat('00', 32), 'hex'),
          decode(repeat('00', 32), 'hex') from sample.thing;
      insert into journal.event (
          entry, type, version, record_kind, record, record_version, at, facts, reactions, salt)
        select id, 'sample.made', 1, 'thing', id, 1, now(), '{}', '{}',
          decode(repeat('00', 32), 'hex') from sample.thing;
      """
          .formatted(ROWS);

  private static StoreOnPostgres db;

  @BeforeAll
  static void open() {
    db = StoreOnPostgres.create();
    db.update(
        LoginRole.OWNER,
        "create table sample.part (thing uuid, text text);"
            + " select journal.watch('sample.part', 'thing', removable => true);"
            + " select journal.watch('sample.thing', 'id', 'version', 'thing')");
  }

  @AfterAll
  static void close() {
    db.close();
  }

  /** What this transaction has read of the journal so far. */
  private record ReadSoFar(long tablesAtOnce, long entries, long events) {
    static ReadSoFar of(Statement statement) throws SQLException {
      try (ResultSet row =
          statement.executeQuery(
              """
              select sum(seq_scan), sum(idx_tup_fetch) filter (where relname = 'entry'),
                sum(idx_tup_fetch) filter (where relname = 'event')
              from pg_stat_xact_all_tables where schemaname = 'journal'
                and relname in ('entry', 'event')""")) {
        assertTrue(row.next());
        return new ReadSoFar(row.getLong(1), row.getLong(2), row.getLong(3));
      }
    }

    ReadSoFar since(ReadSoFar before) {
      return new ReadSoFar(
          tablesAtOnce - before.tablesAtOnce, entries - before.entries, events - before.events);
    }
  }

  /** What the check reads after these changes, which are taken back. */
  private static ReadSoFar checked(String changes) throws SQLException {
    try (Connection connection = db.postgres.superuser().getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("set fole.by_hand = ''");
      statement.execute(changes);
      ReadSoFar before = ReadSoFar.of(statement);
      statement.execute("set constraints all immediate");
      ReadSoFar read = ReadSoFar.of(statement).since(before);
      connection.rollback();
      return read;
    }
  }

  @Test
  void aVersionIsLookedUpByKeyWhateverElseTheTransactionWrites() throws SQLException {
    ReadSoFar read = checked(CHANGES);
    assertEquals(0, read.tablesAtOnce());
    assertEquals(ROWS, read.events());
    assertEquals(ROWS, read.entries());
  }

  @Test
  void aPartIsLookedUpAmongTheEntriesOfItsTransaction() throws SQLException {
    ReadSoFar whole = checked(CHANGES);
    ReadSoFar withParts =
        checked(CHANGES + "insert into sample.part select id, 'text' from sample.thing limit 1")
            .since(whole);
    assertEquals(0, withParts.tablesAtOnce());
    assertTrue(withParts.entries() <= ROWS, withParts.toString());
    assertTrue(withParts.events() <= ROWS, withParts.toString());
  }

  @Test
  void noRowIsPlannedForAnew() {
    String checks =
        "select count(*) from pg_proc where pronamespace = 'journal'::regnamespace"
            + " and proname like 'entered\\_%'";
    assertTrue(db.number(checks) >= 2);
    assertEquals(
        0,
        db.number(
            checks
                + " and not coalesce(proconfig, '{}')"
                + " @> '{plan_cache_mode=force_generic_plan,enable_seqscan=off}'"));
  }
}
