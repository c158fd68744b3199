// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases;

import al.fole.spi.Ref;
import java.util.UUID;

/**
 * Opaque id of a case.
 *
 * @param value UUID version 7
 */
public record CaseId(UUID value) {

  /** As a record name of the kind {@code case}. */
  public Ref ref() {
    return new Ref("case", value);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
