// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.database.LoginRole;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NodeLeaseTest {
  private StoreOnPostgres db;

  @BeforeEach
  void open() {
    db = StoreOnPostgres.create();
  }

  @AfterEach
  void close() {
    db.close();
  }

  private List<Decoded> starts() {
    return db
        .texts("select encode(leaf, 'hex') from journal.entry order by node, epoch, seq, position")
        .stream()
        .map(hex -> Decoded.of(HexFormat.of().parseHex(hex)))
        .filter(leaf -> leaf.has(33))
        .toList();
  }

  @Test
  void twoHostsHaveTwoNumbers() {
    Sample.make(db.store, "here");
    try (var other = StoreOnPostgres.start(db.postgres, "other");
        var view = other.view()) {
      Sample.make(
          view.open(al.fole.store.Schema.of("sample", SampleMapper.class, SampleMapper.class)),
          "there");
      assertEquals(2, db.number("select count(distinct node) from journal.entry"));
      assertEquals(List.of(), starts());
      Trail.verified(db);
    }
  }

  @Test
  void aRestartBeginsAnEpochAndSaysSo() {
    Sample.make(db.store, "one");
    Sample.make(db.store, "two");
    db.engine.close();
    try (var again = StoreOnPostgres.start(db.postgres, "host")) {
      assertEquals(again.mode(), again.mode());
      assertEquals(1, starts().size());
      Decoded first = starts().get(0);
      assertEquals("store.resumed", first.text(10));
      assertEquals(2, first.number(4));
      assertEquals(1, first.number(5));
      assertEquals(
          HexFormat.of().formatHex(Leaf.join(List.of(Leaf.number(1, 4), Leaf.number(2, 8)))),
          HexFormat.of().formatHex(first.field(33)));
      Trail.verified(db);
    }
  }

  @Test
  void anEpochWithoutEntriesIsUsedAgain() {
    for (int i = 0; i < 3; i++) {
      StoreOnPostgres.start(db.postgres, "other").close();
    }
    assertEquals(1, db.number("select epoch from store.node where host = 'other'"));
    assertEquals(0, db.number("select count(*) from journal.entry"));
  }

  @Test
  void whatACrashLeftOpenIsNamedByTheNextEpoch() throws SQLException {
    NodeLedger ledger = crashed();
    IntStream.range(0, 2).forEach(i -> ledger.take());
    Sample.make(db.store, "after two that hang");
    ledger.failed(ledger.take());
    Sample.make(db.store, "declares a void");
    ledger.take();
    // The host is gone without a word; the same host starts again.
    try (var again = StoreOnPostgres.start(db.postgres, "host")) {
      assertEquals(2, starts().get(0).number(4));
      assertEquals(List.of(1L, 2L), starts().get(0).numbers(33, 12));
      assertEquals(new Trail(3, 3, 1, 2), Trail.verified(db));
      assertTrue(again.mode() != null);
    }
  }

  private NodeLedger crashed() {
    return db.engine.lease().ledger();
  }

  @Test
  void theFormerHolderCanNoLongerCommit() {
    Sample.make(db.store, "mine");
    var thieves = new java.util.ArrayList<NodeLease>();
    assertThrows(
        al.fole.spi.Problem.class,
        () ->
            db.store.write(
                Sample.WORKER,
                tx -> {
                  try {
                    var parent = StoreOnPostgres.parent(db.postgres);
                    thieves.add(NodeLease.take(parent, StoreOnPostgres.KEYS, "host"));
                  } catch (SQLException e) {
                    throw new IllegalStateException(e);
                  }
                  return Sample.make(tx, "too late");
                }));
    assertEquals(1, thieves.get(0).ledger().node());
    assertEquals(2, thieves.get(0).ledger().epoch());
    assertEquals(0, db.number("select count(*) from sample.thing where label = 'too late'"));
    db.engine.heartbeat();
    Sample.make(db.store, "under another number");
    assertEquals(2, db.number("select count(distinct node) from journal.entry"));
    Trail.verified(db);
    thieves.get(0).close();
  }

  @Test
  void aHostThatLostItsNumberTakesAnother() throws SQLException {
    Sample.make(db.store, "one");
    db.update(LoginRole.APP, "update store.node set holder = gen_random_uuid(), host = 'thief'");
    db.engine.heartbeat();
    Sample.make(db.store, "two");
    assertEquals(2, db.number("select count(distinct node) from journal.entry"));
    Trail.verified(db);
  }

  @Test
  void withoutItsLeaseAHostDoesNotWrite() {
    db.engine.lease().ledger().extend(System.nanoTime() - 1);
    assertThrows(al.fole.spi.Problem.class, () -> Sample.make(db.store, "late"));
    assertEquals(0, db.number("select count(*) from sample.thing"));
    db.engine.heartbeat();
    Sample.make(db.store, "in time");
  }

  @Test
  void anAbandonedEpochIsClosedByAnotherHost() throws SQLException {
    var other = StoreOnPostgres.start(db.postgres, "other");
    NodeLedger ledger = other.lease().ledger();
    ledger.take();
    try (var view = other.view()) {
      Sample.make(
          view.open(al.fole.store.Schema.of("sample", SampleMapper.class, SampleMapper.class)),
          "last words");
    }
    db.update(
        LoginRole.APP,
        "update store.node set until = now() - interval '1 second' where host = 'other'");
    db.engine.heartbeat();
    assertEquals(List.of(1L), starts().get(0).numbers(33, 12));
    assertEquals(new Trail(2, 2, 0, 1), Trail.verified(db));
    assertEquals(1, db.number("select count(*) from store.node where holder is null and node = 2"));
    other.close();
  }

  @Test
  void settledNumbersAreNotLookedAtAgain() throws SQLException {
    IntStream.range(0, 5).forEach(i -> Sample.make(db.store, "n" + i));
    db.engine.heartbeat();
    assertEquals(5, db.number("select settled from store.node where node = 1"));
  }

  /** Past all triggers and foreign keys, as whoever has all rights in the database can. */
  private void drop(String which) {
    db.byHand("set session_replication_role = replica; delete from journal.entry where " + which);
  }

  /** A crash leaves nothing open that was settled: these are missed by whoever verifies. */
  @Test
  void settledNumbersThatAreGoneAreCountedAndNotExcused() {
    IntStream.range(0, 5).forEach(i -> Sample.make(db.store, "n" + i));
    db.engine.close();
    assertEquals(5, db.number("select settled from store.node where node = 1"));
    drop("seq > 3");
    StoreOnPostgres.start(db.postgres, "host").close();
    assertEquals(
        HexFormat.of().formatHex(Leaf.join(List.of(Leaf.number(1, 4), Leaf.number(5, 8)))),
        HexFormat.of().formatHex(starts().get(0).field(33)));
  }

  @Test
  void moreThanFitAreNamedAsFarAsTheyFit() {
    IntStream.range(0, 90).forEach(i -> Sample.make(db.store, "n" + i));
    drop("seq between 3 and 89");
    StoreOnPostgres.start(db.postgres, "host").close();
    assertEquals(LongStream.rangeClosed(3, 66).boxed().toList(), starts().get(0).numbers(33, 12));
  }

  @Test
  void allThatMayBeInTheAirIsNamedWhenTheHostDies() {
    NodeLedger ledger = crashed();
    IntStream.range(0, NodeLedger.MOST_IN_THE_AIR - 1).forEach(i -> ledger.take());
    Sample.make(db.store, "the last that got a number");
    ledger.take();
    assertThrows(al.fole.spi.Problem.class, () -> Sample.make(db.store, "one too many"));
    StoreOnPostgres.start(db.postgres, "host").close();
    assertEquals(LongStream.range(1, 63).boxed().toList(), starts().get(0).numbers(33, 12));
    assertEquals(new Trail(2, 2, 0, 62), Trail.verified(db));
  }
}
