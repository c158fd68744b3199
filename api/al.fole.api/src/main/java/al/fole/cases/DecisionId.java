// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases;

import al.fole.spi.Ref;
import java.util.UUID;

/**
 * Opaque id of a decision.
 *
 * @param value UUID version 7
 */
public record DecisionId(UUID value) {

  /** As a record name of the kind {@code decision}. */
  public Ref ref() {
    return new Ref("decision", value);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
