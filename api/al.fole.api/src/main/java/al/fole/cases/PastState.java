// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases;

import al.fole.spi.Ref;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A case as it stood on a past day, by business dates, as far as the register knows today; rebuilt
 * from the journal.
 *
 * @param id the case
 * @param on the day asked for
 * @param state at the end of that day
 * @param since business date of that state
 * @param risk last assessed by then
 * @param placement by which the child lived in a family on that day, or null
 * @param family where, or null
 * @param careType code, or null
 */
public record PastState(
    CaseId id,
    LocalDate on,
    CaseState state,
    LocalDate since,
    String risk,
    @Nullable Ref placement,
    @Nullable Ref family,
    @Nullable String careType) {}
