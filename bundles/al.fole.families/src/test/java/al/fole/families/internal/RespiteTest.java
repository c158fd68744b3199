// SPDX-License-Identifier: EUPL-1.2
package al.fole.families.internal;

import static al.fole.families.internal.APlacement.PLACED;
import static al.fole.families.internal.Course.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import al.fole.families.EndPlacement;
import al.fole.families.internal.APlacement.ACase;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A child lives in one family at a time, rests in another, and leaves once. */
class RespiteTest {
  private final ACase of = Attempt.aCase();

  private Placement placed() {
    return new Attempt(of).place();
  }

  private APlacement asked() {
    return APlacement.of(of);
  }

  @Test
  void aChildLivesInOneFamilyAtATime() {
    var twice = new Attempt(of);
    twice.before.add(placed());
    twice.refused("child-already-placed");
    var overlapping = new Attempt(of);
    overlapping.before.add(ended(placed(), APlacement.ENDED));
    overlapping.refused("placement-overlaps");
    var after = new Attempt(of).asked(asked().from(APlacement.ENDED));
    after.before.add(ended(placed(), APlacement.ENDED));
    after.place();
  }

  @Test
  void respiteIsInAnotherFamilyDuringThePlacement() {
    new Attempt(of).asked(asked().as("FOSTER_RESPITE")).refused("respite-needs-placement");
    Placement home = placed();
    var notRespite = asked().restingFrom(home.id()).as("FOSTER_LONG");
    new Attempt(of).asked(notRespite).refused("respite-needs-placement");
    new Attempt(of).asked(asked().restingFrom(home.id())).refused("respite-without-placement");

    var over = new Attempt(of).asked(asked().restingFrom(home.id()));
    over.before.add(ended(home, APlacement.ENDED));
    over.refused("respite-without-placement");

    var early = new Attempt(of).asked(asked().restingFrom(home.id()).from(PLACED.minusDays(1)));
    early.before.add(home);
    early.refused("respite-without-placement");

    var same = new Attempt(of);
    same.before.add(same.place());
    same.asked(asked().restingFrom(same.before.get(0).id())).refused("respite-in-the-same-family");

    var rest = new Attempt(of).asked(asked().restingFrom(home.id()));
    rest.before.add(home);
    Placement resting = rest.place();
    assertEquals(PLACED, resting.respiteFrom());

    var again = new Attempt(of).asked(asked().restingFrom(home.id()));
    again.before.addAll(List.of(home, resting));
    again.refused("child-already-placed");
  }

  @Test
  void aPlacementEndsOnceAfterItStartedAndAfterEveryRest() {
    Placement home = placed();
    refused("version-stale", () -> end(home, List.of(), APlacement.end(2)));
    refused("end-before-start", () -> end(home, List.of(), APlacement.end(1, PLACED.minusDays(1))));
    refused(
        "business-date-range",
        () -> end(home, List.of(), APlacement.end(1, Course.TODAY.plusDays(1))));
    var rest = new Attempt(of).asked(asked().restingFrom(home.id()));
    rest.before.add(home);
    Placement resting = rest.place();
    refused("respite-not-ended", () -> end(home, List.of(resting), APlacement.end(1)));
    Placement rested = ended(resting, APlacement.ENDED);
    refused(
        "end-before-respite",
        () -> end(home, List.of(rested), APlacement.end(1, APlacement.ENDED.minusDays(1))));
    Placement over = end(home, List.of(rested), APlacement.end(1));
    assertEquals(2, over.version());
    assertEquals(93, over.view(null, Course.TODAY).days());
    refused("placement-already-ended", () -> end(over, List.of(), APlacement.end(2)));
    refused("placement-already-ended", () -> end(over, List.of(), APlacement.end(1)));
  }

  private static Placement end(Placement placement, List<Placement> rests, EndPlacement said) {
    return placement.end(said, rests, Instant.EPOCH, Course.TODAY).state();
  }

  private static Placement ended(Placement placement, LocalDate day) {
    return end(placement, List.of(), APlacement.end(1, day));
  }
}
