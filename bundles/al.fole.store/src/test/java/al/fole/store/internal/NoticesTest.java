// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.event.Notice;
import al.fole.spi.Problem;
import al.fole.spi.Ref;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NoticesTest {
  private StoreOnPostgres db;

  @BeforeEach
  void open() {
    db = StoreOnPostgres.create();
  }

  @AfterEach
  void close() {
    db.close();
  }

  private static List<UUID> people(int n) {
    return Stream.generate(UUID::randomUUID).limit(n).toList();
  }

  private static Notice read(List<UUID> subjects) {
    return Notice.disclosed("sample.read", "VKM-2026 n.8/1", null, subjects);
  }

  private Decoded only(String type) {
    List<String> leaves =
        db.texts(
            "select encode(leaf, 'hex') from journal.entry join journal.event on entry = id"
                + " where type = ?",
            type);
    assertEquals(1, leaves.size());
    return Decoded.of(HexFormat.of().parseHex(leaves.get(0)));
  }

  @Test
  void aDisclosureIsCommittedBeforeTheValueIsThere() {
    UUID person = UUID.randomUUID();
    String value =
        db.store.read(
            Sample.WORKER,
            tx -> {
              tx.disclose(
                  Notice.disclosed(
                      "sample.read", "VKM-2026 n.8/1", new Ref("person", person), List.of(person)));
              return "secret";
            });
    assertEquals("secret", value);
    Decoded leaf = only("sample.read");
    assertEquals("OK", leaf.text(12));
    assertEquals(leaf.ids(21), leaf.ids(23));
    assertEquals(false, leaf.has(22));
    assertEquals(person.toString(), db.texts("select subject from journal.event_subject").get(0));
  }

  @Test
  void whenTheJournalCannotBeWrittenNothingIsRevealed() {
    db.update(al.fole.database.LoginRole.OWNER, "revoke insert on journal.entry from fole_app");
    Problem problem =
        assertThrows(
            Problem.class,
            () ->
                db.store.read(
                    Sample.WORKER,
                    tx -> {
                      tx.disclose(read(people(1)));
                      return "secret";
                    }));
    assertEquals(Problem.Kind.UNAVAILABLE, problem.kind());
    assertEquals("journal", problem.more().get("part"));
  }

  @Test
  void aReadThatFailsRevealsAndWritesNothing() {
    assertThrows(
        Problem.class,
        () ->
            db.store.read(
                Sample.WORKER,
                tx -> {
                  tx.disclose(read(people(1)));
                  throw Problem.absent();
                }));
    assertEquals(0, db.number("select count(*) from journal.entry"));
  }

  @Test
  void moreThanSixteenPersonsAreCountedAndRooted() {
    List<UUID> people = people(40);
    var shown = new ArrayList<>(people);
    shown.addAll(Collections.nCopies(3, people.get(0)));
    db.store.note(Sample.WORKER, read(shown));
    Decoded leaf = only("sample.read");
    assertEquals(false, leaf.has(23));
    assertEquals(40, leaf.number(24));
    List<byte[]> handles =
        db
            .texts(
                "select handle from journal.event_subject s join store.subject_key k"
                    + " on k.id = s.subject order by position")
            .stream()
            .map(h -> Leaf.bytes(UUID.fromString(h)))
            .toList();
    assertEquals(40, handles.size());
    assertEquals(
        HexFormat.of().formatHex(Hash.root(handles)), HexFormat.of().formatHex(leaf.field(25)));
    assertEquals(
        people.get(0).toString(),
        db.texts("select subject from journal.event_subject where position = 0").get(0));
  }

  @Test
  void aRefusalMakesNoHandleForWhatMayNotExist() {
    UUID nobody = UUID.randomUUID();
    db.store.note(
        Sample.WORKER, Notice.refused("sample.refused", "forbidden", new Ref("person", nobody)));
    assertEquals("REFUSED:forbidden", only("sample.refused").text(12));
    assertEquals(0, db.number("select count(*) from store.subject_key"));
    assertEquals(nobody.toString(), db.texts("select record from journal.event").get(0));
  }

  @Test
  void aggregatedRefusalsAreOneEntry() {
    db.store.note(
        Sample.WORKER,
        new Notice("sample.refused", "REFUSED:x", "VKM-2026 n.8/1", null, List.of(), 7));
    assertEquals(7, only("sample.refused").number(30));
  }

  @Test
  void manyNoticesShareACommit() throws Exception {
    var threads = Executors.newFixedThreadPool(48);
    try {
      List<Callable<Object>> calls =
          IntStream.range(0, 960)
              .mapToObj(
                  i ->
                      (Callable<Object>)
                          () -> {
                            db.store.note(Sample.WORKER, read(people(1)));
                            return i;
                          })
              .toList();
      for (Future<Object> call : threads.invokeAll(calls)) {
        call.get();
      }
    } finally {
      threads.shutdown();
    }
    Trail trail = Trail.verified(db);
    assertEquals(960, trail.entries());
    assertTrue(trail.transactions() < 480, trail.toString());
  }

  @Test
  void aRefusalInsideAWriteDoesNotWaitForIt() {
    assertThrows(
        Problem.class,
        () ->
            db.store.write(
                Sample.WORKER,
                tx -> {
                  Sample.make(tx, "refused");
                  db.store.note(Sample.WORKER, Notice.refused("sample.refused", "forbidden", null));
                  throw Problem.absent();
                }));
    assertEquals(List.of("sample.refused"), db.texts("select type from journal.event"));
  }

  @Test
  void whatAWriteDisclosesCommitsWithIt() {
    db.store.write(
        Sample.WORKER,
        tx -> {
          tx.disclose(read(people(1)));
          return Sample.make(tx, "both");
        });
    assertEquals(1, Trail.verified(db).transactions());
    assertEquals(2, db.number("select count(*) from journal.entry"));
  }

  @Test
  void aNoticeThatDoesNotFitHarmsNobodyElse() {
    assertThrows(
        IllegalStateException.class,
        () ->
            db.store.note(
                Sample.WORKER,
                new Notice("x".repeat(65), "OK", "VKM-2026 n.8/1", null, List.of(), 1)));
    db.store.note(Sample.WORKER, read(people(1)));
  }
}
