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
 * @param secondFactor a code was given
 * @param readOnly the account is limited: it changes nothing
 * @param todo what has to be done first; the session can do nothing else until then
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
    boolean secondFactor,
    boolean readOnly,
    @Nullable Step todo,
    List<String> permissions) {

  /** Never the token: it ends up in logs. */
  @Override
  public String toString() {
    return "SessionView[" + id + "]";
  }
}
