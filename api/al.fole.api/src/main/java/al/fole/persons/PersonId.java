// SPDX-License-Identifier: EUPL-1.2
package al.fole.persons;

import al.fole.spi.Ref;
import java.util.UUID;

/**
 * Opaque id of a person.
 *
 * @param value UUID version 7
 */
public record PersonId(UUID value) {

  /** As a record name of the kind {@code person}. */
  public Ref ref() {
    return new Ref("person", value);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
