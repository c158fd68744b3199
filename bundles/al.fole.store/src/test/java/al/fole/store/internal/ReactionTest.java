// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import al.fole.event.Event;
import al.fole.spi.Problem;
import al.fole.store.Reaction;
import al.fole.store.Receipt;
import al.fole.store.Tx;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReactionTest {
  private StoreOnPostgres db;
  private final List<String> spoke = new ArrayList<>();

  @BeforeEach
  void open() {
    db = StoreOnPostgres.create();
  }

  @AfterEach
  void close() {
    db.close();
  }

  /** A reaction that does something. */
  record Doing<E extends Event>(String name, Class<E> event, BiConsumer<Tx, E> effect)
      implements Reaction<E> {
    @Override
    public void on(Tx tx, E event) {
      effect.accept(tx, event);
    }
  }

  private Doing<Sample.ThingMade> says(String name, String text) {
    return new Doing<>(name, Sample.ThingMade.class, (tx, event) -> spoke.add(text));
  }

  private List<String> ran(UUID record) {
    return db.texts(
        "select array_to_string(reactions, ' ') from journal.event where record = ?"
            + " order by record_version",
        record);
  }

  @Test
  void theHighestRankingOfEachNameSpeaksOnce() {
    db.engine.add(says("duties.open", "old duties"), 1);
    db.engine.add(says("duties.open", "new duties"), 2);
    db.engine.add(says("cases.open", "cases"), 0);
    Receipt receipt = Sample.make(db.store, "ranked");
    assertEquals(List.of("cases", "new duties"), spoke);
    assertEquals(List.of("cases.open duties.open"), ran(receipt.id()));
  }

  @Test
  void aReactionToAnotherEventIsSilent() {
    db.engine.add(new Doing<>("x.y", Sample.ThingTouched.class, (tx, event) -> spoke.add("no")), 0);
    assertEquals(List.of(""), ran(Sample.make(db.store, "silent").id()));
    assertEquals(List.of(), spoke);
  }

  @Test
  void aVetoUndoesEverythingEvenWhenCaught() {
    db.engine.add(
        new Doing<>(
            "cases.veto",
            Sample.ThingMade.class,
            (tx, event) -> {
              throw Problem.of(Problem.Kind.CONFLICT, "no", "jo", "no");
            }),
        0);
    assertThrows(Problem.class, () -> Sample.make(db.store, "vetoed"));
    assertThrows(
        Problem.class,
        () ->
            db.store.write(
                Sample.WORKER,
                tx -> {
                  try {
                    return Sample.make(tx, "vetoed");
                  } catch (Problem e) {
                    return new Receipt(UUID.randomUUID(), 1);
                  }
                }));
    assertEquals(0, db.number("select count(*) from sample.thing"));
    assertEquals(0, db.number("select count(*) from journal.entry"));
  }

  @Test
  void aMissingRequiredReactionNamesThePart() {
    Receipt receipt = Sample.make(db.store, "needy");
    var id = new SampleMapper.ThingId(receipt.id());
    Problem problem = assertThrows(Problem.class, () -> touch(id, 2, "duties.thing-touched"));
    assertEquals(503, problem.kind().status());
    assertEquals("duties", problem.more().get("part"));
    assertEquals(1, db.number("select count(*) from journal.entry"));
    db.engine.add(
        new Doing<>("duties.thing-touched", Sample.ThingTouched.class, (tx, event) -> {}), 0);
    touch(id, 2, "duties.thing-touched");
    assertEquals(List.of("", "duties.thing-touched"), ran(receipt.id()));
  }

  private void touch(SampleMapper.ThingId id, long version, String required) {
    db.store.write(
        Sample.WORKER,
        tx -> tx.record(new Sample.ThingTouched(id, version, null, required), List.of()));
  }

  @Test
  void theChoiceIsMadeOncePerWrite() {
    db.engine.add(says("a.b", "first"), 1);
    db.store.write(
        Sample.WORKER,
        tx -> {
          Sample.make(tx, "before");
          db.engine.add(says("a.b", "second"), 2);
          return Sample.make(tx, "after");
        });
    assertEquals(List.of("first", "first"), spoke);
    Sample.make(db.store, "next");
    assertEquals(List.of("first", "first", "second"), spoke);
  }

  @Test
  void reactionsRecordAfterTheirCause() {
    db.engine.add(
        new Doing<>(
            "duties.touch",
            Sample.ThingMade.class,
            (tx, event) ->
                tx.record(new Sample.ThingTouched(event.thing(), 2, null, ""), List.of())),
        0);
    Sample.make(db.store, "caused");
    assertEquals(
        List.of("sample.made:0", "sample.touched:1"),
        db.texts(
            "select type || ':' || position from journal.entry join journal.event on entry = id"
                + " order by position"));
  }

  @Test
  void reactionsThatCallEachOtherInACircleAreStopped() {
    db.engine.add(
        new Doing<>(
            "a.circle",
            Sample.ThingTouched.class,
            (tx, e) ->
                tx.record(
                    new Sample.ThingTouched(e.thing(), e.version() + 1, null, ""), List.of())),
        0);
    var id = new SampleMapper.ThingId(UUID.randomUUID());
    assertThrows(IllegalStateException.class, () -> touch(id, 1, ""));
    assertEquals(0, db.number("select count(*) from journal.entry"));
  }
}
