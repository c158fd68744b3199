// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import al.fole.audit.internal.Trail.Change;
import al.fole.database.LoginRole;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The moment between a commit and its place in the log: with every right in the database and no
 * key, nothing can be changed, dropped, moved or added unseen.
 */
final class BeforeTheirPlaceTest {
  private static final String NEW =
      "(select id from journal.entry where id not in (select entry from journal.sequence)"
          + " order by seq, position offset %d limit 1)";

  private final Trail trail;
  private final LogKeeper keeper;

  BeforeTheirPlaceTest(@TempDir Path home) throws SQLException {
    trail = new Trail(home);
    keeper = trail.keeper();
    trail.write(2);
    keeper.tick();
  }

  @AfterEach
  void close() {
    keeper.close();
    trail.close();
  }

  /** Transactions 3 (one entry), 4 (two), 5 and 6, more than a minute apart, with no place. */
  private void waiting() throws SQLException {
    var now = Instant.now();
    try (var connection = trail.connect(LoginRole.APP)) {
      trail.append(connection, now, change());
      trail.append(connection, now.plusSeconds(70), change(), change());
      trail.append(connection, now.plusSeconds(140), change());
      trail.append(connection, now.plusSeconds(210), change());
    }
  }

  private static Change change() {
    return new Change(UUID.randomUUID(), 1);
  }

  private static String of(String sql) {
    return sql.replace("FIRST", NEW.formatted(0))
        .replace("SECOND", NEW.formatted(1))
        .replace("THIRD", NEW.formatted(2))
        .replace("FOURTH", NEW.formatted(3))
        .replace("BYTES", "leaf, leaf_hash, seal");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        // the order
        "entry-changed          ; update journal.entry set recorded_at = recorded_at - interval '9"
            + " min' where id = FOURTH",
        // moved to another transaction, by its columns only and with those of the bytes
        "entry-changed          ; update journal.entry set seq = 9 where id = FIRST",
        "entry-changed          ; update journal.entry set position = 1, seq = 5 where id = SECOND",
        "seal-broken            ; update journal.entry set leaf = overlay(leaf placing"
            + " '\\x0000000000000063'::bytea from 44), leaf_hash = sha256('\\x00'::bytea ||"
            + " overlay(leaf placing '\\x0000000000000063'::bytea from 44)), seq = 99 where id ="
            + " FIRST",
        // one entry in the place of another, with all that is its own
        "entry-changed          ; update journal.entry e set (BYTES) = (select BYTES from"
            + " journal.entry where id = FOURTH) where e.id = FIRST",
        // the seals of two transactions, and of one placed before
        "seal-broken            ; update journal.entry e set seal = (select seal from journal.entry"
            + " where id = FOURTH) where e.id = FIRST",
        "seal-broken            ; update journal.entry e set seal = (select seal from journal.entry"
            + " where seq = 1) where e.id = FIRST",
        // a copy beside it, under another name or number
        "entry-changed          ; insert into journal.entry select gen_random_uuid(), xid,"
            + " recorded_at, node, epoch, 77, position, BYTES from journal.entry where id = FIRST",
        "entry-changed          ; insert into journal.entry select gen_random_uuid(), xid,"
            + " recorded_at, 9, 1, 1, position, BYTES from journal.entry where id = FIRST",
        // a node that never was, by somebody who knows the format
        "seal-broken            ; insert into journal.entry select FORGED, xid, recorded_at, 9,"
            + " epoch, seq, position, FORGED_BYTES, sha256('\\x00'::bytea || FORGED_BYTES),"
            + " sha256('a seal') from journal.entry where id = FIRST",
        // half of a transaction
        "transaction-incomplete ; delete from journal.entry where id = SECOND",
        "transaction-incomplete ; delete from journal.entry where id = THIRD"
      })
  void whatWasTouchedStopsTheLog(String rule, String sql) throws Exception {
    waiting();
    trail.tamper(of(forged(sql)));
    keeper.tick();
    assertEquals(rule, keeper.status().rule(), keeper.status().sentence());
    assertEquals("2", trail.one("select count(*) from journal.sequence"));
  }

  /** The first waiting entry as one of node 9 with an id of its own. */
  private static String forged(String sql) {
    String id = "'00000000-0000-8000-8000-0000000000aa'::uuid";
    String bytes =
        "overlay(overlay(leaf placing '\\x000000000000800080000000000000aa'::bytea from 10)"
            + " placing '\\x0009'::bytea from 30)";
    return sql.replace("FORGED_BYTES", bytes).replace("FORGED", id);
  }

  @Test
  void theSameRowTwiceIsNoRow() {
    assertThrows(
        SQLException.class,
        () -> {
          waiting();
          trail.tamper(
              of(
                  "insert into journal.entry select gen_random_uuid(), xid, recorded_at, node,"
                      + " epoch, seq, position, BYTES from journal.entry where id = FIRST"));
        });
  }

  @ParameterizedTest
  @CsvSource({"FIRST,3", "'SECOND, THIRD',4"})
  void aDroppedTransactionIsAGapInItsNodesNumbers(String dropped, int number) throws Exception {
    waiting();
    trail.tamper(of("delete from journal.entry where id in (" + dropped + ")"));
    keeper.tick();
    assertNull(keeper.status().rule(), keeper.status().sentence());
    Verifier.assertUnsound(trail, String.valueOf(number));
  }

  @Test
  void aDroppedTailIsAGapAsSoonAsItsNodeGoesOn() throws Exception {
    waiting();
    trail.tamper("delete from journal.entry where seq >= 3");
    keeper.tick();
    Verifier.assertSound(trail, 2);
    try (var connection = trail.connect(LoginRole.APP)) {
      trail.append(connection, Instant.now().plusSeconds(200), change());
      trail.append(connection, Instant.now().plusSeconds(300), change());
    }
    keeper.tick();
    assertNull(keeper.status().rule(), keeper.status().sentence());
    Verifier.assertUnsound(trail, "");
  }

  @Test
  void anEntryThatHasItsPlaceCannotGetASecondOne() throws Exception {
    trail.tamper("alter table journal.sequence drop constraint sequence_entry_key");
    trail.tamper("insert into journal.sequence select 2, entry from journal.sequence limit 1");
    trail.write(1);
    keeper.tick();
    assertEquals("log-database", keeper.status().rule(), keeper.status().sentence());
    assertEquals("2", trail.one("select max(size) from audit.checkpoint"));
  }
}
