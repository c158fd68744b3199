// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An offer of a case, as both units see it: as much as the receiving head needs to answer. Who the
 * child is, the receiving unit reads when the case is its own.
 *
 * @param fileNumber by which the two heads speak of the case
 * @param risk last assessed when it was offered
 * @param unit that offers it
 * @param reason why; null when the caller reads no notes
 * @param decidedOn business date of the answer or withdrawal, or null
 * @param answer why it was refused, or null
 */
public record TransferView(
    TransferId id,
    long version,
    CaseId careCase,
    String fileNumber,
    String risk,
    String unit,
    String toUnit,
    TransferState state,
    LocalDate offeredOn,
    @Nullable String reason,
    @Nullable LocalDate decidedOn,
    @Nullable String answer) {

  /** Tells nothing. */
  @Override
  public String toString() {
    return "TransferView[" + id + "]";
  }
}
