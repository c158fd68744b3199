// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.store.ReadTx;
import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How old the matrix at hand may be, and what makes it new. */
class CurrentMatrixTest {
  private final AccessWorld world = AccessWorld.alone();
  private final CurrentMatrix matrix = new CurrentMatrix(world.store, world.time);

  @AfterEach
  void close() {
    world.close();
  }

  private static boolean permits(Matrix known) {
    return known.permissions("QARK_SW", "CASE_WORK", false).contains("access.break-glass");
  }

  /** A row that another host has written. */
  private void permit(String from) {
    world.superuser(
        """
        select access.declare_policy('QARK_SW', 'BREAK_GLASS', 'OVERRIDE', '{NONE}', '{RECORD}', 'test',
          valid_from => %s)\
        """
            .formatted(from));
  }

  private long version() {
    return world.fixture.number("select version from access.counter where name = 'matrix'");
  }

  private LocalDate today() {
    return world.store.read(SystemActor.of("access.test"), ReadTx::today);
  }

  @Test
  void theVersionOfASessionMakesItNew() {
    assertFalse(permits(matrix.now()));
    long before = version();
    permit("date '2026-01-01'");
    assertTrue(version() > before, "every change has a version");
    matrix.uphold(before, today());
    assertFalse(permits(matrix.now()), "nothing was heard of a change");
    matrix.uphold(version(), today());
    assertTrue(permits(matrix.now()));
  }

  @Test
  void whatIsAtHandServesUntilItWouldRefuse() {
    var known = matrix.now();
    permit("date '2026-01-01'");
    world.time.pass(CurrentMatrix.KEPT_BEFORE_REFUSAL);
    assertSame(known, matrix.now());
    assertSame(known, matrix.where(it -> !permits(it)), "it does not refuse");
    assertTrue(permits(matrix.where(CurrentMatrixTest::permits)));
  }

  @Test
  void beforeARefusalItIsATenthOfASecondOldAtMost() {
    var known = matrix.now();
    permit("date '2026-01-01'");
    world.time.pass(CurrentMatrix.KEPT_BEFORE_REFUSAL.minusMillis(1));
    assertSame(known, matrix.fresh());
    world.time.pass(Duration.ofMillis(1));
    assertTrue(permits(matrix.fresh()));
  }

  @Test
  void anotherDayMakesItNewWithoutAChange() {
    permit("(now() at time zone 'Europe/Tirane')::date + 1");
    matrix.uphold(version(), today());
    assertFalse(permits(matrix.now()));
    world.fixture.forward(Duration.ofDays(1));
    matrix.uphold(version(), today());
    assertTrue(permits(matrix.now()));
  }

  @Test
  void whatHasNotChangedIsNotReadAgain() {
    var known = matrix.now();
    world.time.pass(Duration.ofMinutes(1));
    assertSame(known, matrix.fresh());
    matrix.uphold(version() + 1, today());
    assertSame(known, matrix.now(), "a version that is none changes nothing");
    assertEquals(known, matrix.where(CurrentMatrixTest::permits));
  }
}
