// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases;

import al.fole.spi.Ref;
import java.util.UUID;

/**
 * Opaque id of a transfer that was offered.
 *
 * @param value UUID version 7
 */
public record TransferId(UUID value) {

  /** As a record name of the kind {@code transfer}. */
  public Ref ref() {
    return new Ref("transfer", value);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
