// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.audit.internal.Trail.Change;
import al.fole.database.LoginRole;
import al.fole.keys.Seals;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The moment between a place and its signature: a host gave places and ended, or another did. With
 * every right in the database, and a tree rewritten to match, nothing gets signed that its host did
 * not seal.
 */
final class BeforeTheirSignatureTest {
  private final Trail trail;
  private final LogInHand log;

  BeforeTheirSignatureTest(@TempDir Path home) throws SQLException {
    trail = new Trail(home);
    log = new LogInHand(trail, home);
    trail.write(2);
    assertNull(tick().rule());
  }

  @AfterEach
  void close() {
    log.close();
  }

  private LogKeeper.Status tick() throws SQLException {
    trail.tamper("update audit.log set holder = null");
    var keeper = trail.keeper();
    keeper.tick();
    keeper.close();
    return keeper.status();
  }

  /** Entries 2, 3 and 4 (of one transaction), and 5, placed and not signed. */
  private void placed() throws SQLException {
    try (var connection = trail.connect(LoginRole.APP)) {
      trail.append(connection, change());
      trail.append(connection, change(), change());
      trail.append(connection, change());
    }
    trail.placeWithoutSigning();
    assertEquals("6", trail.one("select size from audit.log"));
  }

  private static Change change() {
    return new Change(UUID.randomUUID(), 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "seal-broken            ~ 2 ~ update journal.entry set LEAF where AT2",
        "seal-broken            ~ 3 ~ update journal.entry set LEAF where AT4",
        "seal-broken            ~ 5 ~ update journal.entry set seal = sha256(seal) where AT5",
        // moved to a transaction of another host, with all columns and the tree
        "entry-changed          ~ 5 ~ update journal.entry set node = 9 where AT5",
        "entry-changed          ~ 4 ~ update journal.entry set epoch = 2, seq = 1 where AT4",
        "seal-broken            ~ 2 ~ update journal.entry set node = 9, OF9 where AT2",
        "entry-malformed        ~ 3 ~ update journal.entry set leaf = '\\x0102', leaf_hash ="
            + " sha256('\\x000102') where AT3",
        // one that was never written, at the end
        "seal-broken            ~ 6 ~ insert into journal.entry select FORGED, xid, recorded_at, 9,"
            + " epoch, seq, position, FORGED_BYTES, sha256('\\x00'::bytea || FORGED_BYTES), seal"
            + " from journal.entry where AT5; insert into journal.sequence values (6, FORGED)",
        "entry-missing          ~ 4 ~ delete from journal.entry where AT4",
        "transaction-incomplete ~ 3 ~ delete from journal.entry where AT4; delete from"
            + " journal.sequence where log_index = 4; update journal.sequence set log_index = 4"
            + " where log_index = 5",
        "entry-placed-twice     ~ 6 ~ alter table journal.sequence drop constraint"
            + " sequence_entry_key; insert into journal.sequence select 6, entry from"
            + " journal.sequence where log_index = 3"
      })
  void nothingIsSignedThatNoHostHasSealed(String rule, int index, String sql) throws Exception {
    placed();
    trail.tamper(of(sql));
    log.rewriteTree();
    var status = tick();
    assertEquals(rule, status.rule(), status.sentence());
    assertTrue(
        String.valueOf(status.sentence()).startsWith("Entry " + index + " "), status.sentence());
    trail.write(1);
    assertEquals(rule, tick().rule());
    assertEquals("2", trail.one("select max(size) from audit.checkpoint"));
  }

  private static String of(String sql) {
    String id = "'00000000-0000-8000-8000-0000000000aa'::uuid";
    String forged =
        "overlay(overlay(leaf placing '\\x000000000000800080000000000000aa'::bytea from 10)"
            + " placing '\\x0009'::bytea from 30)";
    String ofNine = "overlay(leaf placing '\\x0009'::bytea from 30)";
    String changed = "overlay(leaf placing 'X'::bytea from octet_length(leaf) - 60)";
    return sql.replace("FORGED_BYTES", forged)
        .replace("FORGED", id)
        .replace("OF9", bytes(ofNine))
        .replace("LEAF", bytes(changed))
        .replaceAll("AT([0-9])", "id = (select entry from journal.sequence where log_index = $1)");
  }

  private static String bytes(String leaf) {
    return "leaf = " + leaf + ", leaf_hash = sha256('\\x00'::bytea || " + leaf + ")";
  }

  @Test
  void whatHoldsIsSigned() throws Exception {
    placed();
    trail.write(1);
    assertNull(tick().rule());
    Verifier.assertSound(trail, 7);
  }

  @Test
  void aTileThatHoldsAnotherEntryNamesItsIndex() throws Exception {
    placed();
    trail.tamper("create table public.kept as table journal.entry");
    trail.tamper(of("update journal.entry set LEAF where AT4"));
    log.rewriteTree();
    entriesAsKept();
    var status = tick();
    assertEquals("entry-changed", status.rule(), status.sentence());
    assertTrue(String.valueOf(status.sentence()).startsWith("Entry 4 "), status.sentence());
  }

  private void entriesAsKept() throws SQLException {
    trail.tamper(
        "update journal.entry e set leaf = k.leaf, leaf_hash = k.leaf_hash from"
            + " public.kept k where k.id = e.id");
  }

  @Test
  void tilesAboveAreThoseOfTheEntriesToo() throws Exception {
    trail.write(300);
    trail.placeWithoutSigning();
    trail.tamper("create table public.kept as table journal.entry");
    trail.tamper("create table public.tiles as select * from audit.tile where level = 0");
    trail.tamper(of("update journal.entry set LEAF where AT5"));
    log.rewriteTree();
    entriesAsKept();
    trail.tamper(
        "update audit.tile t set hashes = k.hashes from public.tiles k"
            + " where (k.level, k.place) = (t.level, t.place)");
    var status = tick();
    assertEquals("tree-changed", status.rule(), status.sentence());
    assertEquals("2", trail.one("select max(size) from audit.checkpoint"));
  }

  @Test
  void aRowThatComesBetweenPlaceAndSignatureIsFoundByTheHostThatPlaced() throws Exception {
    trail.write(3);
    try (var connection = trail.connect(LoginRole.SEALER)) {
      var sequencer = trail.sequencer(afterTheFirstCommit(connection), UUID.randomUUID());
      trail.tamper("update audit.log set holder = null");
      var why = assertThrows(LogStopped.class, sequencer::run);
      assertEquals("seal-broken", why.rule(), why.sentence());
      assertTrue(why.sentence().startsWith("Entry 3 "), why.sentence());
    }
    assertEquals("5", trail.one("select size from audit.log"));
    assertEquals("2", trail.one("select max(size) from audit.checkpoint"));
  }

  private Connection afterTheFirstCommit(Connection real) {
    var commits = new AtomicInteger();
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              try {
                Object answer = method.invoke(real, arguments);
                if (method.getName().equals("commit") && commits.incrementAndGet() == 1) {
                  trail.tamper(of("update journal.entry set LEAF where AT3"));
                  log.rewriteTree();
                }
                return answer;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @Test
  void whatThisHostHasCheckedItDoesNotCheckAgain() throws Exception {
    var checks = new AtomicInteger();
    Seals counting =
        (node, message) -> {
          checks.incrementAndGet();
          return trail.seals.seal(node, message);
        };
    trail.write(5);
    try (var connection = trail.connect(LoginRole.SEALER)) {
      var sequencer = trail.sequencer(connection, UUID.randomUUID(), counting);
      trail.tamper("update audit.log set holder = null");
      assertEquals(7, sequencer.run());
      assertEquals(5, checks.get());
      trail.write(3);
      assertEquals(10, sequencer.run());
      assertEquals(8, checks.get());
    }
  }
}
