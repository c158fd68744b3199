// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.database.LoginRole;
import al.fole.journal.Follower;
import al.fole.journal.StoredEvent;
import al.fole.store.Receipt;
import al.fole.store.Tx;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FollowerTest {
  private StoreOnPostgres db;
  private final List<StoredEvent> taken = Collections.synchronizedList(new ArrayList<>());

  @BeforeEach
  void open() {
    db = StoreOnPostgres.create();
  }

  @AfterEach
  void close() {
    db.close();
  }

  /** A follower that does something. */
  record Taking(String name, Set<String> types, BiConsumer<Tx, StoredEvent> effect)
      implements Follower {
    @Override
    public void on(Tx tx, StoredEvent event) {
      effect.accept(tx, event);
    }
  }

  private Taking listener(String name) {
    return new Taking(name, Set.of("sample.made", "unheard.of"), (tx, event) -> taken.add(event));
  }

  private static void await(BooleanSupplier state) {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!state.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError("did not come about");
      }
      LockSupport.parkNanos(10_000_000);
    }
  }

  private boolean arrived(String name) {
    return db.number(
            "select count(*) from store.cursor where name = ? and position ="
                + " (select max(log_index) from journal.sequence)",
            name)
        == 1;
  }

  private void arrival(String name) {
    await(() -> arrived(name));
  }

  @Test
  void eventsArriveInOrderOnceTheyAreInTheLog() {
    db.engine.add(listener("test.all"), 0);
    List<UUID> made =
        IntStream.range(0, 30).mapToObj(i -> Sample.make(db.store, "n" + i).id()).toList();
    db.sequence();
    arrival("test.all");
    assertEquals(made, taken.stream().map(StoredEvent::record).toList());
    StoredEvent first = taken.get(0);
    assertEquals(0, first.index());
    assertEquals("sample.made", first.type());
    assertEquals(1, first.recordVersion());
    assertEquals("11", first.municipality());
    assertEquals("code", first.facts().get("label"));
  }

  @Test
  void otherTypesArePassedOver() {
    Receipt receipt = Sample.make(db.store, "touched");
    db.store.write(
        Sample.WORKER,
        tx ->
            tx.record(
                new Sample.ThingTouched(new SampleMapper.ThingId(receipt.id()), 2, null, ""),
                List.of()));
    db.sequence();
    db.engine.add(listener("test.made"), 0);
    arrival("test.made");
    assertEquals(1, taken.size());
  }

  @Test
  void theCursorComesAfterWhatWasForOthers() {
    db.engine.add(listener("test.idle"), 0);
    Receipt receipt = Sample.make(db.store, "made");
    db.sequence();
    arrival("test.idle");
    for (int version = 2; version < 5; version++) {
      int to = version;
      db.store.write(
          Sample.WORKER,
          tx ->
              tx.record(
                  new Sample.ThingTouched(new SampleMapper.ThingId(receipt.id()), to, null, ""),
                  List.of()));
      db.sequence();
    }
    arrival("test.idle");
    UUID next = Sample.make(db.store, "next").id();
    db.sequence();
    arrival("test.idle");
    assertEquals(List.of(receipt.id(), next), taken.stream().map(StoredEvent::record).toList());
  }

  @Test
  void aFailureIsTriedAgainAndNothingIsSkipped() {
    var failures = new AtomicInteger(2);
    db.engine.add(
        new Taking(
            "test.failing",
            Set.of("sample.made"),
            (tx, event) -> {
              if (event.index() == 1 && failures.getAndDecrement() > 0) {
                throw new IllegalStateException("not yet");
              }
              taken.add(event);
            }),
        0);
    IntStream.range(0, 4).forEach(i -> Sample.make(db.store, "n" + i));
    db.sequence();
    arrival("test.failing");
    assertEquals(List.of(0L, 1L, 2L, 3L), taken.stream().map(StoredEvent::index).toList());
  }

  @Test
  void theEffectAndTheCursorCommitTogether() {
    var failures = new AtomicInteger(1);
    db.engine.add(
        new Taking(
            "test.effect",
            Set.of("sample.made"),
            (tx, event) -> {
              if ("code".equals(event.facts().get("label")) && event.recordVersion() == 1) {
                tx.record(
                    new Sample.ThingTouched(new SampleMapper.ThingId(event.record()), 2, null, ""),
                    List.of());
              }
              if (failures.getAndDecrement() > 0) {
                throw new IllegalStateException("after the effect");
              }
            }),
        0);
    Sample.make(db.store, "one");
    Sample.make(db.store, "two");
    db.sequence();
    arrival("test.effect");
    assertEquals(2, db.number("select count(*) from journal.event where type = 'sample.touched'"));
  }

  @Test
  void twoHostsAndTwoVersionsTakeEachEventOnce() {
    try (var other = StoreOnPostgres.start(db.postgres, "other")) {
      db.engine.add(listener("test.once"), 1);
      db.engine.add(listener("test.once"), 2);
      other.add(listener("test.once"), 1);
      other.add(listener("test.once"), 2);
      for (int round = 0; round < 3; round++) {
        int of = round;
        IntStream.range(0, 10).forEach(i -> Sample.make(db.store, "r" + of + "/" + i));
        db.sequence();
        arrival("test.once");
      }
      assertEquals(30, taken.size());
      assertEquals(30, taken.stream().map(StoredEvent::entry).distinct().count());
      assertEquals(
          IntStream.range(0, 30).mapToObj(Long::valueOf).toList(),
          taken.stream().map(StoredEvent::index).toList());
    }
  }

  @Test
  void anotherHostGoesOnWhenTheFirstIsGone() {
    var other = StoreOnPostgres.start(db.postgres, "other");
    other.add(listener("test.handover"), 0);
    Sample.make(db.store, "one");
    db.sequence();
    arrival("test.handover");
    other.close();
    db.engine.add(listener("test.handover"), 0);
    Sample.make(db.store, "two");
    db.sequence();
    arrival("test.handover");
    assertEquals(List.of(0L, 1L), taken.stream().map(StoredEvent::index).toList());
  }

  @Test
  void anAbsentReactionCatchesUpWithWhatItMissedAndOnlyThat() {
    List<UUID> missed =
        IntStream.range(0, 3).mapToObj(i -> Sample.make(db.store, "missed" + i).id()).toList();
    var reacted = Collections.synchronizedList(new ArrayList<UUID>());
    db.engine.add(
        new ReactionTest.Doing<>(
            "late.made", Sample.ThingMade.class, (tx, event) -> reacted.add(event.thing().value())),
        0);
    UUID live = Sample.make(db.store, "live").id();
    assertEquals(List.of(live), reacted);
    db.sequence();
    arrival("reaction/late.made");
    var all = new ArrayList<>(List.of(live));
    all.addAll(missed);
    assertEquals(all, reacted);
  }

  @Test
  void aReactionDoesNotMisreadALaterVersionOfItsEvent() {
    Receipt receipt = Sample.make(db.store, "later");
    db.store.write(
        Sample.WORKER,
        tx ->
            tx.record(
                new Sample.ThingTouched(new SampleMapper.ThingId(receipt.id()), 2, null, ""),
                List.of()));
    db.sequence();
    var calls = new AtomicInteger();
    db.engine.add(
        new ReactionTest.Doing<>(
            "old.touched", Sample.ThingTouchedOnce.class, (tx, event) -> calls.incrementAndGet()),
        0);
    await(
        () ->
            db.number("select count(*) from store.cursor where name = 'reaction/old.touched'")
                == 1);
    assertEquals(
        -1, db.number("select position from store.cursor where name = 'reaction/old.touched'"));
    assertEquals(0, calls.get());
  }

  @Test
  void ofTwoVersionsThatCatchUpOneTakesTheEvent() {
    UUID record = Sample.make(db.store, "twice").id();
    db.store.write(
        Sample.WORKER,
        tx ->
            tx.record(
                new Sample.ThingTouched(new SampleMapper.ThingId(record), 2, null, ""), List.of()));
    db.sequence();
    var calls = Collections.synchronizedList(new ArrayList<String>());
    db.engine.add(
        new ReactionTest.Doing<>(
            "both.touched", Sample.ThingTouchedOnce.class, (tx, event) -> calls.add("old")),
        1);
    db.engine.add(
        new ReactionTest.Doing<>(
            "both.touched", Sample.ThingTouched.class, (tx, event) -> calls.add("new")),
        2);
    arrival("reaction/both.touched");
    assertEquals(List.of("new"), calls);
  }

  @Test
  void aCursorMovesOnlyForItsHolderAndFromWhereItStands() throws SQLException {
    UUID holder = UUID.randomUUID();
    db.update(
        LoginRole.JOBS,
        "insert into store.cursor (name, position, holder) values ('test.move', 5, ?)",
        holder);
    var source = db.postgres.source(LoginRole.JOBS);
    var cursor = new LogCursor(source);
    try (Connection connection = source.getConnection()) {
      assertFalse(cursor.move(connection, "test.move", UUID.randomUUID(), 5, 6));
      assertFalse(cursor.move(connection, "test.move", holder, 4, 6));
      assertTrue(cursor.move(connection, "test.move", holder, 5, 6));
    }
  }
}
