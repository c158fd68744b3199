// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the administrator hands to the person.
 *
 * @param firstPassword shown this once; null when the request was a repetition
 */
record Invitation(
    UUID id, long version, @Nullable String firstPassword, @Nullable Instant expiresAt) {

  /** Never the password: it ends up in logs. */
  @Override
  public String toString() {
    return "Invitation[" + id + "]";
  }
}
