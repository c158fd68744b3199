// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import al.fole.event.Change;
import al.fole.event.Detail;
import al.fole.rules.Rule;
import al.fole.spi.Ref;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A version of the manual of use (manuali i përdorimit, VKM-136 p.11): within it the access matrix
 * changes. The ministry's approval is what counts (VKM-2026 n.12/2); the administrator's is kept
 * beside it.
 *
 * @param number of the version, for example {@code 1.2}
 * @param digest of the document, SHA-256; null for the rows of the release
 */
record Manual(
    UUID id,
    long version,
    String number,
    @Nullable String digest,
    LocalDate validFrom,
    @Nullable UUID recordedBy,
    @Nullable UUID administratorBy,
    @Nullable LocalDate administratorOn,
    @Nullable UUID ministryBy,
    @Nullable LocalDate ministryOn) {

  /** Who approves. */
  enum Side {
    ADMINISTRATOR,
    MINISTRY
  }

  private record Approving(Manual manual, Side side, UUID by) {}

  private static final List<Rule<Approving>> RULES =
      List.of(
          Rule.conflict(
              "manual-approved-already",
              it -> it.manual().on(it.side()) == null,
              "Ky manual është miratuar tashmë nga kjo palë.",
              "This side has approved the manual already."),
          Rule.conflict(
              "manual-by-another",
              it ->
                  !it.by().equals(it.manual().recordedBy())
                      && !it.by().equals(it.manual().administratorBy())
                      && !it.by().equals(it.manual().ministryBy()),
              "Manualin e miraton një tjetër, jo kush e regjistroi ose e miratoi më parë.",
              "Another approves the manual than who recorded it or approved it before."));

  Ref ref() {
    return new Ref("manual", id);
  }

  Change<Manual, ManualEvent> recorded() {
    return new Change<>(this, new ManualEvent.Recorded(id, version, number, validFrom), List.of());
  }

  /**
   * Approves.
   *
   * @param act number of the act of approval; a detail
   */
  Change<Manual, ManualEvent> approve(Side side, UUID by, LocalDate on, String act) {
    Rule.check(RULES, new Approving(this, side, by));
    boolean ministry = side == Side.MINISTRY;
    var after =
        new Manual(
            id,
            version + 1,
            number,
            digest,
            validFrom,
            recordedBy,
            ministry ? administratorBy : by,
            ministry ? administratorOn : on,
            ministry ? by : ministryBy,
            ministry ? on : ministryOn);
    return new Change<>(
        after,
        new ManualEvent.Approved(id, after.version, number, side),
        List.of(new Detail(id, Map.of("act", act))));
  }

  private @Nullable LocalDate on(Side side) {
    return side == Side.MINISTRY ? ministryOn : administratorOn;
  }

  /** Whether changes are made within it on a day. */
  boolean inForce(LocalDate day) {
    return ministryOn != null && !validFrom.isAfter(day);
  }
}
