// SPDX-License-Identifier: EUPL-1.2
package al.fole.database;

import org.jspecify.annotations.Nullable;

/**
 * The database cannot be used and the host must not start. The message is one sentence for the
 * person at the keyboard and never holds a password.
 */
public final class StartRefused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String english;
  private final String albanian;

  public StartRefused(String english, String albanian, @Nullable Throwable cause) {
    super(english, cause);
    this.english = english;
    this.albanian = albanian;
  }

  public StartRefused(String english, String albanian) {
    this(english, albanian, null);
  }

  /** The sentence; the same as the message. */
  public String english() {
    return english;
  }

  /** The same sentence in Albanian. */
  public String albanian() {
    return albanian;
  }
}
