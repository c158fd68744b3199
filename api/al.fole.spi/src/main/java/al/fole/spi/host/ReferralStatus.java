// SPDX-License-Identifier: EUPL-1.2
package al.fole.spi.host;

import al.fole.spi.Ref;
import java.time.Instant;

/**
 * How far a referral has come.
 *
 * @param caseNumber number of the parent's unified case
 * @param referral the module's record of it
 * @param state code; {@code RECEIVED} first. The list grows: treat an unknown code as "in progress"
 * @param since when the state was reached
 * @param sequence grows with each state of one referral; ignore what is not newer
 */
public record ReferralStatus(
    String caseNumber, Ref referral, String state, Instant since, long sequence) {}
