// SPDX-License-Identifier: EUPL-1.2
package al.fole.families.internal;

import static al.fole.families.internal.AFamily.aFamily;
import static al.fole.families.internal.APlacement.PLACED;
import static org.junit.jupiter.api.Assertions.assertEquals;

import al.fole.cases.DecisionId;
import al.fole.families.internal.APlacement.ACase;
import al.fole.persons.PersonId;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A family takes as many children as it has places; a sibling beyond them by decision. */
class PlacesTest {
  private final ACase of = Attempt.aCase();

  private APlacement asked() {
    return APlacement.of(of);
  }

  @Test
  void aFullFamilyTakesNobody() {
    var full = new Attempt(of);
    full.here = List.of(UUID.randomUUID(), UUID.randomUUID());
    full.refused("no-free-place");
    var last = new Attempt(of);
    last.here = List.of(UUID.randomUUID());
    assertEquals(2, last.place().place());
    var notYetFree = new Attempt(of);
    notYetFree.freeFrom = PLACED.plusDays(1);
    notYetFree.refused("no-free-place");
  }

  @Test
  void aSmallerRenewalCountsAtOnceAndWhoIsThereStays() {
    var renewed = new Attempt(of);
    renewed.here = List.of(UUID.randomUUID());
    Family again =
        Course.assess(renewed.family, AFamily.assessment(3, "POSITIVE", LocalDate.of(2026, 5, 1)));
    renewed.family =
        Course.decide(again, aFamily().decidedOn(LocalDate.of(2026, 5, 10)).approval(4));
    renewed.refused("no-free-place");
  }

  @Test
  void aSiblingMayComeBeyondThePlacesByDecision() {
    var decision = new DecisionId(UUID.randomUUID());
    var sibling = new PersonId(UUID.randomUUID());
    var beyond = asked().with(sibling, decision);
    var exception =
        new Attempt(of)
            .facts(
                decision, "ADMINISTRATIVE", "CAPACITY_EXCEPTION", LocalDate.of(2026, 5, 20), null);

    new Attempt(of).asked(asked().with(sibling, null)).refused("exception-needs-sibling");
    new Attempt(of).asked(asked().with(of.child(), decision)).refused("sibling-is-the-child");

    var free = new Attempt(of).asked(beyond);
    free.exception = exception;
    free.siblingHere = true;
    free.refused("exception-not-needed");

    var full = new Attempt(of).asked(beyond);
    full.here = List.of(UUID.randomUUID(), UUID.randomUUID());
    full.exception =
        new Attempt(of).facts(decision, "COURT", "PLACEMENT", LocalDate.of(2026, 5, 20), null);
    full.siblingHere = true;
    full.refused("exception-not-in-force");
    full.exception =
        new Attempt(of).facts(decision, "COURT", "CAPACITY_EXCEPTION", PLACED.plusDays(1), null);
    full.refused("exception-not-in-force");
    full.exception = exception;
    full.siblingHere = false;
    full.refused("sibling-not-here");
    full.siblingHere = true;
    assertEquals(13, full.place().place());
    assertEquals(decision, full.place().exception());
  }
}
