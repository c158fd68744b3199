// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases;

import al.fole.spi.Ref;
import java.util.UUID;

/**
 * Opaque id of a referral.
 *
 * @param value UUID version 7
 */
public record ReferralId(UUID value) {

  /** As a record name of the kind {@code referral}. */
  public Ref ref() {
    return new Ref("referral", value);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
