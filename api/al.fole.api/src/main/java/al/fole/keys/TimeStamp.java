// SPDX-License-Identifier: EUPL-1.2
package al.fole.keys;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a time-stamp authority's answer is worth.
 *
 * @param verdict what was found
 * @param at the time it says; null unless it is good
 */
public record TimeStamp(Verdict verdict, @Nullable Instant at) {

  /** What was found, in the order it is looked for. */
  public enum Verdict {
    /** It is no response of RFC 3161 in DER. */
    MALFORMED,
    /** The authority refused. */
    REFUSED,
    /** It is over other bytes. */
    OTHER_BYTES,
    /** It answers another request: nonce missing or different. */
    OTHER_REQUEST,
    /** Not of the policy that was asked for. */
    OTHER_POLICY,
    /** Neither the authority nor who issued its certificate is trusted. */
    UNKNOWN,
    /** The certificate is not for time-stamping alone. */
    UNFIT,
    /** The certificate was not valid at the time it says. */
    EXPIRED,
    /** The signature does not hold. */
    FALSE,
    /** The trusted authority stamped these bytes for this request. */
    GOOD
  }

  /** Whether the token may be kept. */
  public boolean good() {
    return verdict == Verdict.GOOD;
  }
}
