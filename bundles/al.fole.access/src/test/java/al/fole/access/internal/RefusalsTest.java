// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import al.fole.event.Notice;
import al.fole.operations.Figure;
import al.fole.spi.Actor;
import al.fole.spi.Problem;
import al.fole.store.ReadTx;
import al.fole.store.Receipt;
import al.fole.store.Store;
import al.fole.store.Tx;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class RefusalsTest {
  private final List<Notice> written = new ArrayList<>();
  private boolean broken;
  private final MovedTime time = new MovedTime();
  private final Refusals refusals = new Refusals(new Written(), time);
  private final Actor actor = SystemActor.of("test.refusals");

  private final class Written implements Store {
    @Override
    public Receipt write(Actor by, Function<Tx, Receipt> work) {
      throw new UnsupportedOperationException();
    }

    @Override
    public <T> T read(Actor by, Function<ReadTx, T> work) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void note(Actor by, Notice notice) {
      if (broken) {
        throw Problem.unavailable("journal");
      }
      written.add(notice);
    }
  }

  private void refuse(String source, int times, String rule) {
    for (int i = 0; i < times; i++) {
      refusals.note(actor, source, Notice.refused("persons.read-refused", rule, null));
    }
  }

  private List<Integer> counts() {
    return written.stream().map(Notice::count).toList();
  }

  @Test
  void theFirstTwentyOfAMinuteHaveEntriesOfTheirOwn() {
    refuse("a", Refusals.SINGLE, "forbidden");
    assertEquals(Refusals.SINGLE, written.size());
  }

  @Test
  void whatComesBeyondIsCountedAndWrittenOnceWhenTheMinuteEnds() {
    refuse("a", Refusals.SINGLE + 1000, "forbidden");
    assertEquals(Refusals.SINGLE, written.size());
    refusals.flush();
    assertEquals(Refusals.SINGLE, written.size(), "the minute is not over");
    time.pass(Refusals.WINDOW);
    refusals.flush();
    assertEquals(Refusals.SINGLE + 1, written.size());
    assertEquals(1000, written.get(Refusals.SINGLE).count());
    assertEquals("REFUSED:forbidden", written.get(Refusals.SINGLE).outcome());
  }

  @Test
  void eachKindOfRefusalKeepsItsOwnCount() {
    refuse("a", Refusals.SINGLE + 3, "forbidden");
    refuse("a", 4, "not-found");
    refusals.close();
    assertEquals(7, counts().stream().skip(Refusals.SINGLE).mapToInt(n -> n).sum());
    assertEquals(Refusals.SINGLE + 2, written.size());
  }

  @Test
  void oneSourceDoesNotSpendTheEntriesOfAnother() {
    refuse("a", Refusals.SINGLE + 1, "forbidden");
    refuse("b", 1, "forbidden");
    assertEquals(Refusals.SINGLE + 1, written.size());
  }

  @Test
  void theNextMinuteBeginsAnewAndWritesTheCountOfTheLast() {
    refuse("a", Refusals.SINGLE + 5, "forbidden");
    time.pass(Refusals.WINDOW);
    refuse("a", 1, "forbidden");
    assertEquals(List.of(1, 5), counts().subList(Refusals.SINGLE, Refusals.SINGLE + 2));
  }

  @Test
  void stoppingWritesWhatWasCounted() {
    refuse("a", Refusals.SINGLE + 2, "forbidden");
    refusals.close();
    assertEquals(2, written.get(Refusals.SINGLE).count());
  }

  @Test
  void aCountThatCouldNotBeWrittenIsWrittenLater() {
    refuse("a", Refusals.SINGLE + 2, "forbidden");
    time.pass(Refusals.WINDOW);
    broken = true;
    refusals.flush();
    assertThrows(Problem.class, () -> refuse("b", 1, "forbidden"), "nothing goes unwritten");
    broken = false;
    refusals.flush();
    assertEquals(2, written.get(Refusals.SINGLE).count());
  }

  @Test
  void sourcesWithoutEndShareOneShareOfTheJournal() {
    for (int i = 0; i < Refusals.SOURCES + 500; i++) {
      refuse("source " + i, 1, "sign-in-failed");
    }
    assertEquals(Refusals.SOURCES + Refusals.SINGLE, written.size());
    refusals.close();
    assertEquals(500 - Refusals.SINGLE, written.get(written.size() - 1).count());
  }

  /** An operator's figures do not grow with what strangers ask. */
  @Test
  void kindsWithoutEndAreCountedAsOne() {
    for (int i = 0; i < 1_000; i++) {
      refuse("a", 1, "rule-" + i);
    }
    assertEquals(501, refusals.figures().size());
    assertEquals(1_000, refusals.figures().stream().mapToDouble(Figure::value).sum());
  }
}
