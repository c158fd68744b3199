// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import al.fole.spi.Problem;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NodeLedgerTest {
  private static final long LATER = System.nanoTime() + 1_000_000_000_000L;

  private final NodeLedger ledger = new NodeLedger(1, 1, null, LATER);

  @Test
  void aFailedNumberIsDeclaredVoidByTheNextEntryOnly() {
    NodeLedger.Ticket one = ledger.take();
    ledger.failed(one);
    NodeLedger.Ticket two = ledger.take();
    assertEquals(List.of(1L), two.voids());
    assertEquals(List.of(), ledger.take().voids());
  }

  @Test
  void aVoidWhoseDeclarationFailedIsDeclaredAgain() {
    ledger.failed(ledger.take());
    ledger.failed(ledger.take());
    NodeLedger.Ticket three = ledger.take();
    assertEquals(List.of(1L, 2L), three.voids());
    assertEquals(0, ledger.settled());
    ledger.committed(three);
    assertEquals(3, ledger.settled());
  }

  @Test
  void anOpenNumberIsNeitherSettledNorVoid() {
    NodeLedger.Ticket one = ledger.take();
    ledger.committed(ledger.take());
    assertEquals(0, ledger.settled());
    assertEquals(List.of(), ledger.take().voids());
    ledger.committed(one);
    assertEquals(2, ledger.settled());
  }

  @Test
  void manyVoidsAreSpreadOverEntries() {
    List<NodeLedger.Ticket> failed = IntStream.range(0, 20).mapToObj(i -> ledger.take()).toList();
    failed.forEach(ledger::failed);
    assertEquals(NodeLedger.VOIDS_IN_ENTRY, ledger.take().voids().size());
    assertEquals(20 - NodeLedger.VOIDS_IN_ENTRY, ledger.take().voids().size());
  }

  private List<NodeLedger.Ticket> asManyAsMayBe() {
    var all = IntStream.range(0, NodeLedger.MOST_IN_THE_AIR).mapToObj(i -> ledger.take()).toList();
    assertThrows(Problem.class, ledger::take);
    return all;
  }

  @Test
  void noMoreAreInTheAirThanTheNextEpochCanName() {
    ledger.committed(asManyAsMayBe().get(7));
    ledger.take();
    assertThrows(Problem.class, ledger::take);
  }

  @Test
  void whatFailedIsStillInTheAirUntilItIsDeclared() {
    var all = asManyAsMayBe();
    all.subList(1, all.size()).forEach(ledger::failed);
    assertThrows(Problem.class, ledger::take);
    ledger.committed(all.get(0));
    ledger.committed(ledger.take());
    asManyAs(NodeLedger.VOIDS_IN_ENTRY + 1);
  }

  @Test
  void voidsCanBeDeclaredWhenAllHasFailed() {
    asManyAsMayBe().forEach(ledger::failed);
    NodeLedger.Ticket first = ledger.take();
    assertEquals(NodeLedger.VOIDS_IN_ENTRY, first.voids().size());
    assertThrows(Problem.class, ledger::take);
    ledger.failed(first);
    while (ledger.owes()) {
      ledger.committed(ledger.take());
    }
    assertEquals(asManyAsMayBe().get(0).sequence() - 1, ledger.settled());
  }

  private void asManyAs(int free) {
    IntStream.range(0, free).forEach(i -> ledger.take());
    assertThrows(Problem.class, ledger::take);
  }

  @Test
  void noNumberAfterTheLease() {
    ledger.extend(System.nanoTime() - 1);
    assertThrows(Problem.class, ledger::take);
  }
}
