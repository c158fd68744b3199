// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import al.fole.spi.Problem;
import java.util.List;
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
    List<NodeLedger.Ticket> failed =
        java.util.stream.IntStream.range(0, 20).mapToObj(i -> ledger.take()).toList();
    failed.forEach(ledger::failed);
    assertEquals(NodeLedger.VOIDS_IN_ENTRY, ledger.take().voids().size());
    assertEquals(20 - NodeLedger.VOIDS_IN_ENTRY, ledger.take().voids().size());
  }

  @Test
  void noNumberAfterTheLease() {
    ledger.extend(System.nanoTime() - 1);
    assertThrows(Problem.class, ledger::take);
  }
}
