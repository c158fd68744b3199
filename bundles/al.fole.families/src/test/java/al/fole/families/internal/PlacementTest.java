// SPDX-License-Identifier: EUPL-1.2
package al.fole.families.internal;

import static al.fole.families.internal.AFamily.aFamily;
import static al.fole.families.internal.APlacement.PLACED;
import static org.junit.jupiter.api.Assertions.assertEquals;

import al.fole.families.FamilyState;
import al.fole.families.internal.APlacement.ACase;
import al.fole.persons.PersonId;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A placement rests on the family, its approval, the child and a decision. */
class PlacementTest {
  private final ACase of = Attempt.aCase();

  private Placement placed() {
    return new Attempt(of).place();
  }

  private APlacement asked() {
    return APlacement.of(of);
  }

  @Test
  void aPlacementSaysWhatItRestsOn() {
    var placed = placed();
    assertEquals(1, placed.place());
    assertEquals("RKAF-53-2026-00001", placed.fileNumber());
    assertEquals(Attempt.BORN, placed.childBirthDate());
    assertEquals(AFamily.APPROVED, placed.approvalFrom());
    assertEquals("VOLUNTARY", placed.careForm());
    assertEquals(false, placed.emergency());
    assertEquals(1, placed.view(null, PLACED).days());
    var urgent = new Attempt(of);
    urgent.kind = "EMERGENCY";
    assertEquals(true, urgent.place().emergency());
  }

  @Test
  void datesFollowOneAnother() {
    new Attempt(of).asked(asked().from(Course.TODAY.plusDays(1))).refused("business-date-range");
    new Attempt(of).asked(asked().until(PLACED.minusDays(1))).refused("planned-end-before-start");
    var unborn = new Attempt(of);
    unborn.born = PLACED.plusDays(1);
    unborn.refused("placement-before-birth");
  }

  @Test
  void theFamilyTakesChildrenOnlyWhileItIsApproved() {
    for (var state : List.of(FamilyState.ON_HOLD, FamilyState.SUSPENDED, FamilyState.WITHDRAWN)) {
      var attempt = new Attempt(of);
      attempt.family =
          attempt
              .family
              .change(AFamily.step(3, state), false, Course.by(UUID.randomUUID()))
              .state();
      attempt.refused("family-not-approved");
    }
  }

  @Test
  void onlyFromTheDayItIsApprovedAgain() {
    var attempt = new Attempt(of).asked(asked().from(LocalDate.of(2026, 5, 3)));
    attempt.inForceFrom = LocalDate.of(2026, 3, 1);
    attempt.place();
    var by = Course.by(UUID.randomUUID());
    Family paused =
        attempt.family.change(AFamily.step(3, FamilyState.SUSPENDED), false, by).state();
    attempt.family = paused.change(AFamily.step(4, FamilyState.APPROVED), false, by).state();
    attempt.refused("family-not-approved-then");
    attempt.asked(asked().from(LocalDate.of(2026, 5, 4))).place();
  }

  @Test
  void onlyOnDaysOfTheApproval() {
    var early = LocalDate.of(2026, 4, 9);
    var attempt = new Attempt(of).asked(asked().from(early));
    attempt.inForceFrom = LocalDate.of(2026, 3, 1);
    attempt.refused("approval-not-valid");
    new Attempt(of)
        .family(aFamily().valid(AFamily.APPROVED, PLACED.minusDays(1)))
        .refused("approval-not-valid");
    new Attempt(of).family(aFamily().valid(AFamily.APPROVED, PLACED)).place();
  }

  @Test
  void onlyInCareAndAgesItIsApprovedFor() {
    new Attempt(of).asked(asked().as("FOSTER_SPECIALISED")).refused("care-type-not-approved");
    new Attempt(of).asked(asked().as("KINSHIP")).refused("care-type-not-approved");
    new Attempt(of).family(aFamily().forAges(9, 17)).refused("age-not-approved");
    new Attempt(of).family(aFamily().forAges(0, 7)).refused("age-not-approved");
    new Attempt(of).family(aFamily().forAges(8, 8)).place();
    var grown = new Attempt(of);
    grown.born = PLACED.minusYears(18);
    grown.refused("age-not-approved");
  }

  @Test
  void onADecisionOnPlacementInForceOnTheFirstDay() {
    var other = new Attempt(of);
    other.subject = "CAPACITY_EXCEPTION";
    other.refused("decision-not-on-placement");
    var later = new Attempt(of);
    later.inForceFrom = PLACED.plusDays(1);
    later.refused("decision-not-in-force");
    var past = new Attempt(of);
    past.validTo = PLACED.minusDays(1);
    past.refused("decision-not-in-force");
    var lastDay = new Attempt(of);
    lastDay.inForceFrom = PLACED;
    lastDay.validTo = PLACED;
    lastDay.place();
  }

  @Test
  void theCaseIsTheChilds() {
    var another = new ACase(new PersonId(UUID.randomUUID()), of.id(), of.decision());
    new Attempt(of).asked(APlacement.of(another)).refused("case-of-another-child");
  }
}
