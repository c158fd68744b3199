// SPDX-License-Identifier: EUPL-1.2
package al.fole.archive;

import java.time.LocalDate;

/**
 * Why a signer no longer counts. It holds from the moment it is written down; the date is for those
 * who read it.
 *
 * @param date of the decision
 * @param reason in a few words
 */
public record Revocation(LocalDate date, String reason) {}
