// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import al.fole.store.Receipt;
import org.junit.jupiter.api.Test;

class WritingTest {
  @Test
  void rowsAndEntryCommitTogether() {
    try (var db = StoreOnPostgres.create()) {
      Receipt receipt = Sample.make(db.store, "one");
      assertEquals(1, receipt.version());
      assertEquals(1, db.number("select count(*) from sample.thing where id = ?", receipt.id()));
      assertEquals(1, db.number("select count(*) from journal.entry"));
      assertEquals(
          1, db.number("select count(*) from journal.event where record = ?", receipt.id()));
    }
  }
}
