// SPDX-License-Identifier: EUPL-1.2
package al.fole.families;

import al.fole.spi.Ref;
import java.util.UUID;

/**
 * Opaque id of a foster family.
 *
 * @param value UUID version 7
 */
public record FamilyId(UUID value) {

  /** As a record name of the kind {@code family}. */
  public Ref ref() {
    return new Ref("family", value);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
