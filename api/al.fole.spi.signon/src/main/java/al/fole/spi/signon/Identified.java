// SPDX-License-Identifier: EUPL-1.2
package al.fole.spi.signon;

import java.time.Instant;
import java.util.Objects;

/**
 * Somebody, as a gate knows him.
 *
 * @param subject stable and never given to another, for example {@code sub} of OpenID Connect; 1 to
 *     200 characters; Fole keeps its keyed digest only
 * @param assurance how sure the gate is
 * @param authenticatedAt when the person proved who he is, not when the credential was made
 */
public record Identified(String subject, Assurance assurance, Instant authenticatedAt) {

  /** Refuses what cannot be. */
  public Identified {
    Objects.requireNonNull(assurance, "assurance");
    Objects.requireNonNull(authenticatedAt, "authenticatedAt");
    if (subject.isEmpty() || subject.length() > 200) {
      throw new IllegalArgumentException("a subject has 1 to 200 characters");
    }
  }

  /** Names nobody: it may end up in a log. */
  @Override
  public String toString() {
    return "Identified[" + assurance + "]";
  }
}
