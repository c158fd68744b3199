// SPDX-License-Identifier: EUPL-1.2
package al.fole.families;

import al.fole.spi.Ref;
import java.util.UUID;

/**
 * Opaque id of a placement.
 *
 * @param value UUID version 7
 */
public record PlacementId(UUID value) {

  /** As a record name of the kind {@code placement}. */
  public Ref ref() {
    return new Ref("placement", value);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
