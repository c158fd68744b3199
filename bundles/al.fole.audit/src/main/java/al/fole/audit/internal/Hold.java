// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

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
 * A matter for which the answer to a person is held back or told less exactly (kufizim i
 * përgjigjes) while it is open.
 *
 * @param until last day on which it holds, closed or not
 */
public record Hold(
    UUID id,
    long version,
    String matter,
    @Nullable UUID person,
    @Nullable String unit,
    LocalDate openedOn,
    LocalDate until,
    @Nullable LocalDate closedOn) {
  private static final Rule<Hold> OPEN =
      Rule.conflict(
          "hold-closed",
          held -> held.closedOn() == null,
          "Është mbyllur.",
          "It is closed already.");

  Ref ref() {
    return new Ref("hold", id);
  }

  Change<Hold, HoldEvent> opened(String reason) {
    return new Change<>(
        this, new HoldEvent.Opened(id, version, matter, person, unit, until), why(reason));
  }

  Change<Hold, HoldEvent> close(LocalDate on, String reason) {
    OPEN.require(this);
    var after = new Hold(id, version + 1, matter, person, unit, openedOn, until, on);
    return new Change<>(after, new HoldEvent.Closed(id, after.version, matter), why(reason));
  }

  private List<Detail> why(String reason) {
    return List.of(new Detail(id, Map.of("reason", reason)));
  }
}
