// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.store.internal.LogCursor.Look;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final Set<String> OWN = Set.of("a.made", "a.ended");
  private static final Look AT_START = new Look(20, 20, Set.of());

  private final Progress progress = new Progress(0);

  private void started() {
    assertFalse(progress.passes(AT_START, OWN, 0), "nobody knows what came before");
    progress.reached(20, 0);
    assertTrue(progress.passes(AT_START, OWN, 0));
  }

  @Test
  void entriesForOthersCostNothing() {
    started();
    assertTrue(progress.passes(new Look(20, 25, Set.of("b.made")), OWN, 1));
    assertTrue(progress.passes(new Look(25, 30, Set.of()), OWN, 2));
    assertEquals(30, progress.ahead(20));
  }

  @Test
  void oneOfItsOwnIsGoneFor() {
    started();
    assertTrue(progress.passes(new Look(20, 25, Set.of("b.made")), OWN, 1));
    var own = new Look(25, 30, Set.of("b.made", "a.ended"));
    assertFalse(progress.passes(own, OWN, 2));
    assertEquals(25, progress.ahead(20));
    assertFalse(progress.passes(new Look(30, 30, Set.of()), OWN, 3), "until it was taken");
    assertFalse(progress.passes(new Look(30, 35, Set.of("b.made")), OWN, 3), "in its order");
    progress.reached(35, 4);
    assertTrue(progress.passes(new Look(30, 35, Set.of("b.made")), OWN, 5));
  }

  @Test
  void whatWasPassedOverIsReadAgainForOtherTypes() {
    started();
    var touched = new Look(20, 25, Set.of("b.made"));
    assertTrue(progress.passes(touched, OWN, 1));
    assertFalse(progress.passes(new Look(25, 25, Set.of()), Set.of("a.made", "b.made"), 2));
    assertEquals(20, progress.ahead(20));
  }

  @Test
  void theCursorIsWrittenInTheEnd() {
    started();
    assertTrue(progress.passes(new Look(20, 25, Set.of()), OWN, 1));
    assertFalse(progress.passes(new Look(25, 25, Set.of()), OWN, 6_000_000_000L));
    progress.elsewhere(6_000_000_000L);
    assertTrue(progress.passes(new Look(25, 25, Set.of()), OWN, 6_000_000_001L));
  }

  @Test
  void aCursorThatStandsFurtherBackIsReadFromWhereItStands() {
    started();
    assertTrue(progress.passes(new Look(20, 25, Set.of()), OWN, 1));
    assertEquals(12, progress.ahead(12));
    assertEquals(40, progress.ahead(40));
  }
}
