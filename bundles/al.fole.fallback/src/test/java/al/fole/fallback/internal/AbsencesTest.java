// SPDX-License-Identifier: EUPL-1.2
package al.fole.fallback.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class AbsencesTest {
  private final Absences absences = new Absences();

  @Test
  void withoutAnybodyWhoKnowsNoReasonIsGiven() {
    assertEquals(Absence.UNKNOWN, absences.of("nests"));
    var refusal = Refusal.unavailable("nests", Absence.UNKNOWN);
    assertEquals("The part 'nests' is not available now.", refusal.en());
    assertEquals(",\"part\":\"nests\"", refusal.more());
  }

  @Test
  void theReasonIsSaidInBothLanguagesAndAsACode() {
    absences.known = part -> "migration-failed";
    var refusal = Refusal.unavailable("nests", absences.of("nests"));
    assertEquals("The part 'nests' is not available now: its migration failed.", refusal.en());
    assertTrue(refusal.sq().endsWith("tani: migrimi i saj dështoi."), refusal.sq());
    assertTrue(refusal.more().endsWith(",\"reason\":\"migration-failed\""), refusal.more());
  }

  @Test
  void aReasonNobodyKnowsOrThatIsNotToldIsNone() {
    absences.known = part -> "because";
    assertEquals(Absence.UNKNOWN, absences.of("nests"));
    absences.known =
        part -> {
          throw new IllegalStateException("going");
        };
    assertEquals(Absence.UNKNOWN, absences.of("nests"));
  }
}
