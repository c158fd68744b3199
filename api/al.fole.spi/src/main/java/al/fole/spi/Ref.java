// SPDX-License-Identifier: EUPL-1.2
package al.fole.spi;

import java.util.UUID;

/**
 * The name of one record: its kind and its opaque id.
 *
 * @param kind lower-case noun of the owning feature, for example {@code person}
 * @param id opaque and meaningless; carries no personal data
 */
public record Ref(String kind, UUID id) {

  /** Refuses an empty or upper-case kind. */
  public Ref {
    if (!kind.matches("[a-z][a-z-]{1,30}")) {
      throw new IllegalArgumentException("kind must be a lower-case noun");
    }
  }

  @Override
  public String toString() {
    return kind + "/" + id;
  }
}
