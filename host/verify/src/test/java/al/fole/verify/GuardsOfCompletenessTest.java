// SPDX-License-Identifier: EUPL-1.2
package al.fole.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Transactions, numbers and versions: each question has a log only it refuses. */
class GuardsOfCompletenessTest {
  private static final byte[] LONG_AGO = SampleLog.u64(0);

  @TempDir Path temp = Path.of("");
  private Path dir = Path.of("");

  @BeforeEach
  void directory() throws IOException {
    dir = Files.createDirectory(temp.resolve("log"));
  }

  private Spoken full(SampleLog log) throws IOException {
    log.write(dir);
    return Spoken.of("complete", dir);
  }

  private static SampleLog.Draft at(long epoch, long sequence) {
    return SampleLog.draft(1, epoch, sequence);
  }

  private static SampleLog log(SampleLog.Draft... transactions) {
    var log = new SampleLog();
    for (var draft : transactions) {
      log.transaction(draft);
    }
    return log;
  }

  @Test
  void aPlaceInATransactionIsTakenOnce() throws IOException {
    var log = log().transaction(at(1, 1), at(1, 1), at(1, 1));
    log.entries.set(2, log.entries.get(1));
    full(log).unsound("entry 2: its place in its transaction is taken twice");
  }

  @Test
  void aTransactionIsCountedInOneWay() throws IOException {
    var log = log();
    log.transaction(at(1, 1), at(1, 1), at(1, 1));
    log.entries.set(1, at(1, 1).with(6, SampleLog.u16(1)).with(7, SampleLog.u16(2)).bytes());
    full(log).unsound("entry 1: its transaction is counted in two ways");
  }

  @Test
  void aTransactionIsWhole() throws IOException {
    var log = log().transaction(at(1, 1)).transaction(at(1, 2), at(1, 2));
    log.entries.remove(2);
    full(log).unsound("entry 1: its transaction is incomplete");
  }

  @Test
  void aNumberIsAccountedForOnce() throws IOException {
    full(log(at(1, 1), at(1, 1))).unsound("entry 1: transaction number 1 is accounted for twice");
    full(log(at(1, 1), at(1, 2).with(32, SampleLog.u64(1))))
        .unsound("entry 1: transaction number 1 is accounted for twice");
    full(log(at(1, 1), at(1, 2).with(32, SampleLog.u64(3)), at(1, 3)))
        .unsound("entry 2: transaction number 3 is accounted for twice");
    full(log(at(1, 1), at(2, 1).with(33, SampleLog.epochEnd(1, 1, 1))))
        .unsound("entry 1: transaction number 1 is accounted for twice");
  }

  @Test
  void numbersInAnyOrderJoin() throws IOException {
    full(log(at(1, 2), at(1, 4), at(1, 3), at(1, 1), at(1, 6), at(1, 5))).sound();
    full(log(at(1, 2), at(1, 4), at(1, 3), at(1, 1), at(1, 2)))
        .unsound("entry 4: transaction number 2 is accounted for twice");
  }

  @Test
  void anEpochIsEndedOnceAndByWhoComesAfter() throws IOException {
    var end = SampleLog.epochEnd(1, 1);
    full(log(at(1, 1), at(2, 1).with(33, end), at(2, 2).with(33, end)))
        .unsound("entry 2: the epoch before it was ended twice");
    full(log(at(1, 1), at(2, 1)))
        .unsound("entry 1: node 1 epoch 1: no later epoch says how it ended");
    full(log(at(2, 1), at(1, 1)))
        .unsound("entry 0: node 1 epoch 1: no later epoch says how it ended");
    full(log(at(1, 1), SampleLog.draft(2, 2, 1))).sound();
  }

  @Test
  void nothingStandsPastTheLastNumberSeen() throws IOException {
    full(log(at(1, 1), at(1, 2), at(1, 3), at(2, 1).with(33, SampleLog.epochEnd(1, 1))))
        .unsound("entry 2: node 1 epoch 1: has entries past the last number seen at its end");
    full(log(at(1, 1), at(1, 2), at(1, 3), at(2, 1).with(33, SampleLog.epochEnd(1, 3)))).sound();
  }

  @Test
  void anEndedEpochHasAllItsNumbers() throws IOException {
    full(log(at(1, 1), at(2, 1).with(33, SampleLog.epochEnd(1, 2))))
        .unsound("entry 1: node 1 epoch 1: transaction 2 is missing");
    full(log(at(1, 1), at(1, 3), at(2, 1).with(33, SampleLog.epochEnd(1, 3))))
        .unsound("entry 1: node 1 epoch 1: transaction 2 is missing");
    full(log(at(2, 1).with(33, SampleLog.epochEnd(1, 1))))
        .unsound("entry 0: node 1 epoch 1: transaction 1 is missing");
  }

  @Test
  void aMissingNumberIsPendingForAMinute() throws IOException {
    var minute = SampleLog.u64(60_000_000);
    full(log(at(1, 2).with(8, LONG_AGO), at(1, 3).with(8, minute))).sound();
    full(log(at(1, 2).with(8, LONG_AGO), at(1, 3).with(8, SampleLog.u64(60_000_001))))
        .unsound("entry 0: node 1 epoch 1: transaction 1 is missing");
    // the newest entry counts, wherever it stands
    full(log(at(1, 3).with(8, SampleLog.u64(60_000_001)), at(1, 2).with(8, LONG_AGO)))
        .unsound("entry 1: node 1 epoch 1: transaction 1 is missing");
    // a void that is declared late does not make a gap before it younger
    var later = at(1, 4).with(8, SampleLog.u64(60_000_001)).with(32, SampleLog.u64(2));
    full(log(at(1, 3).with(8, LONG_AGO), later))
        .unsound("entry 1: node 1 epoch 1: transaction 1 is missing");
    full(log(at(1, 3).with(8, minute), later)).sound();
    // an epoch that has a later one is over
    full(log(at(1, 1), at(1, 3), at(2, 1)))
        .unsound("entry 1: node 1 epoch 1: transaction 2 is missing");
  }

  @Test
  void theLowestIndexIsNamed() throws IOException {
    full(log(
            SampleLog.draft(2, 1, 2).with(8, LONG_AGO),
            SampleLog.draft(1, 1, 2).with(8, LONG_AGO),
            SampleLog.draft(1, 1, 3),
            SampleLog.draft(2, 1, 3)))
        .unsound("entry 0: node 2 epoch 1: transaction 1 is missing");
  }

  private static SampleLog.Draft change(int node, long sequence, long version) {
    return SampleLog.change(node, 1, sequence, 1, version);
  }

  @Test
  void versionsFollowEachOther() throws IOException {
    full(log(change(1, 1, 1), change(1, 2, 2), change(1, 3, 2)))
        .unsound("entry 2: version 2 of its record is there twice");
    full(log(change(1, 1, 1), change(1, 2, 3)))
        .unsound("entry 1: follows version 1 of its record with version 3");
    full(log(change(1, 1, 1), change(2, 1, 3), change(1, 2, 2))).sound();
    full(log(change(1, 1, 1), change(2, 1, 3), change(3, 1, 3)))
        .unsound("entry 2: version 3 of its record is there twice");
    full(log(change(1, 1, 1), change(2, 1, 3), change(1, 2, 2), change(2, 2, 3)))
        .unsound("entry 3: version 3 of its record is there twice");
    full(log(change(1, 1, 1), change(2, 1, 3), change(1, 2, 4)))
        .unsound("entry 1: the version of its record before its own is missing");
    full(log(change(1, 1, 2)))
        .unsound("entry 0: the version of its record before its own is missing");
  }

  /** A log of holes is refused before it fills the memory. */
  @Test
  void holesHaveAnEnd() {
    var numbers = new Numbers(true);
    var fault =
        assertThrows(
            Unsound.class,
            () -> {
              for (int i = 0; i < 100_002; i++) {
                numbers.add(
                    entry(i, at(1, 2 * i + 2).with(8, SampleLog.u64(60_000_001L * i))), true);
              }
            });
    assertEquals(0, fault.index);
    var versions = new Versions(true);
    fault =
        assertThrows(
            Unsound.class,
            () -> {
              for (int i = 0; i < 100_002; i++) {
                versions.add(entry(i, SampleLog.change(1, 1, i + 1, i, 2)));
              }
            });
    assertEquals(100_000, fault.index);
  }

  private static Entry entry(long index, SampleLog.Draft draft) {
    return new Entry().read(index, draft.bytes());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void manyRecordsAreKeptApart(int missing) {
    var versions = new Versions(true);
    for (int i = 0; i < 20_000; i++) {
      versions.add(entry(i, SampleLog.change(1, 1, i + 1, i % 10_000, i < 10_000 ? 1 : 2)));
    }
    assertEquals(10_000, versions.records);
    var last = entry(20_000, SampleLog.change(1, 1, 20_001, 77, 3 + missing));
    if (missing == 0) {
      versions.add(last);
      versions.finish();
    } else {
      assertThrows(Unsound.class, () -> versions.add(last));
    }
  }
}
