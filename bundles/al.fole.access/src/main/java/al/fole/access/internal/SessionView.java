// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A session as its holder sees it.
 *
 * @param token to send as {@code Authorization: Bearer}; shown when the session starts, never again
 * @param mustChangePassword the session can only set a new password
 * @param permissions codes of what the role may do
 */
record SessionView(
    UUID id,
    @Nullable String token,
    UUID who,
    String role,
    String unit,
    String purpose,
    Instant startedAt,
    Instant expiresAt,
    boolean mustChangePassword,
    List<String> permissions) {

  /** Never the token: it ends up in logs. */
  @Override
  public String toString() {
    return "SessionView[" + id + "]";
  }
}
