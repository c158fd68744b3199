// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases;

import al.fole.event.Event;
import al.fole.event.EventType;
import al.fole.persons.PersonId;
import al.fole.spi.Ref;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * What can happen to the offer of a case. Each says who offers it to whom, the municipality that is
 * responsible until it is accepted, and the business date. That the case itself went over is {@link
 * CaseEvent.CaseTransferred}.
 */
public sealed interface TransferEvent extends Event {

  /** The offer. */
  TransferId transfer();

  /** The child whose case it is. */
  PersonId child();

  @Override
  default Ref record() {
    return transfer().ref();
  }

  @Override
  default List<UUID> subjects() {
    return List.of(child().value());
  }

  /** The head of the responsible unit offered the case to another. */
  @EventType(name = "cases.transfer-offered", ground = "VKM-2026 n.6/3/a")
  record TransferOffered(
      TransferId transfer,
      long version,
      CaseId careCase,
      PersonId child,
      String unit,
      String toUnit,
      String municipality,
      TransferState state,
      LocalDate on)
      implements TransferEvent {}

  /** The head of the other unit took it. */
  @EventType(name = "cases.transfer-accepted", ground = "VKM-2026 n.6/3/a")
  record TransferAccepted(
      TransferId transfer,
      long version,
      CaseId careCase,
      PersonId child,
      String unit,
      String toUnit,
      String municipality,
      TransferState state,
      LocalDate on)
      implements TransferEvent {}

  /** The head of the other unit did not take it. */
  @EventType(name = "cases.transfer-refused", ground = "VKM-2026 n.6/3/a")
  record TransferRefused(
      TransferId transfer,
      long version,
      CaseId careCase,
      PersonId child,
      String unit,
      String toUnit,
      String municipality,
      TransferState state,
      LocalDate on)
      implements TransferEvent {}

  /** The responsible unit took the offer back. */
  @EventType(name = "cases.transfer-withdrawn", ground = "VKM-2026 n.6/3/a")
  record TransferWithdrawn(
      TransferId transfer,
      long version,
      CaseId careCase,
      PersonId child,
      String unit,
      String toUnit,
      String municipality,
      TransferState state,
      LocalDate on)
      implements TransferEvent {}
}
