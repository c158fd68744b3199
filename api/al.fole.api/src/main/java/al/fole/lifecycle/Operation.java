// SPDX-License-Identifier: EUPL-1.2
package al.fole.lifecycle;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A change of what is installed, from its intent to its outcome; each of the two is an entry of the
 * journal under {@code release-change/id}.
 *
 * @param target the release or part it is about
 * @param release the one in force afterwards; before the end the one in force before
 * @param activation likewise
 * @param digestBefore SHA-256 of the release in force before; empty before the first
 * @param digestAfter of the one in force afterwards; empty before the end
 * @param endedAt null while it runs
 * @param rule why it failed; null unless it did
 * @param sq that in Albanian
 * @param en that in English
 * @param recovered whether the outcome was found at the start after a crash
 * @param said what else there is to say: what stays, what was dropped
 */
public record Operation(
    UUID id,
    Kind kind,
    State state,
    String target,
    String release,
    long activation,
    String digestBefore,
    String digestAfter,
    Instant begunAt,
    @Nullable Instant endedAt,
    @Nullable String rule,
    @Nullable String sq,
    @Nullable String en,
    boolean recovered,
    List<String> said) {

  /** Copies what was said. */
  public Operation {
    said = List.copyOf(said);
  }

  /** What is done. */
  public enum Kind {
    /** The host brings the release it came with. */
    START,
    /** A planned release comes into force. */
    APPLY,
    /** An earlier release comes back. */
    ROLLBACK,
    /** What only older releases need is dropped from the database; they cannot come back. */
    CONTRACT,
    /** A part works again. */
    ENABLE,
    /** A part stops. */
    DISABLE,
    /** A part is uninstalled; its data stay. */
    REMOVE
  }

  /** How far it is. */
  public enum State {
    /** Under way. */
    RUNNING,
    /** Done. */
    DONE,
    /** Not done: everything is as before. */
    FAILED
  }
}
