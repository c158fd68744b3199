// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases;

import al.fole.spi.Ref;
import java.util.UUID;

/**
 * Opaque id of an assessment of a child.
 *
 * @param value UUID version 7
 */
public record AssessmentId(UUID value) {

  /** As a record name of the kind {@code assessment}. */
  public Ref ref() {
    return new Ref("assessment", value);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
