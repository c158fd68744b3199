// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.database.LoginRole;
import al.fole.spi.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class BusinessClockTest {
  private static final Duration YEAR = Duration.ofDays(365);

  @Test
  void theClockMovesForwardForAllHostsAndEntriesKeepRealTime() {
    try (var db = StoreOnPostgres.create();
        var other = StoreOnPostgres.start(db.postgres, "other")) {
      other.clock().forward(Sample.WORKER, YEAR);
      Instant now = db.store.read(Sample.WORKER, tx -> tx.now());
      assertTrue(Duration.between(Instant.now(), now).compareTo(YEAR.minusMinutes(5)) > 0);
      Sample.make(db.store, "later");
      Decoded leaf =
          Decoded.of(
              HexFormat.of()
                  .parseHex(
                      db.texts(
                              "select encode(leaf, 'hex') from journal.entry join journal.event"
                                  + " on entry = id where type = 'sample.made'")
                          .get(0)));
      Duration ahead = Duration.of(leaf.number(9) - leaf.number(8), ChronoUnit.MICROS);
      assertTrue(ahead.minus(YEAR).abs().toDays() < 1, ahead.toString());
      assertTrue(Math.abs(leaf.number(8) / 1_000 - System.currentTimeMillis()) < 300_000);
      assertEquals(
          1, db.number("select count(*) from journal.event where type = 'store.clock-moved'"));
    }
  }

  @Test
  void nobodyMovesItBackOrInProduction() {
    try (var db = StoreOnPostgres.create()) {
      var clock = db.engine.clock();
      assertThrows(
          IllegalArgumentException.class, () -> clock.forward(Sample.WORKER, Duration.ZERO));
      for (LoginRole role : new LoginRole[] {LoginRole.APP, LoginRole.JOBS}) {
        assertThrows(
            IllegalStateException.class,
            () -> db.update(role, "update store.clock set shift_seconds = 1"));
        assertThrows(
            IllegalStateException.class, () -> db.update(role, "select store.forward_clock(-1)"));
      }
      assertThrows(
          IllegalStateException.class,
          () -> db.byHand("update store.mode set mode = 'PRODUCTION'"));
      db.byHand(
          "alter table store.mode disable trigger kept; update store.mode set mode = 'PRODUCTION'");
      Problem refused = assertThrows(Problem.class, () -> clock.forward(Sample.WORKER, YEAR));
      assertEquals("business-clock-stands", refused.rule());
      assertEquals(0, db.number("select shift_seconds from store.clock"));
      assertEquals(0, db.number("select count(*) from journal.entry"));
    }
  }
}
