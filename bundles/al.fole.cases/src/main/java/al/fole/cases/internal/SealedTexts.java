// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import al.fole.cases.AssessChild;
import al.fole.cases.AssessmentId;
import al.fole.keys.SubjectKey;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What an assessment says in words, sealed under the child's key, and who said so.
 *
 * @param summary null when the caller may not read it
 */
@SuppressWarnings("ArrayRecordComponent") // a row, never compared
record SealedTexts(
    AssessmentId id,
    byte @Nullable [] views,
    byte @Nullable [] summary,
    String provider,
    LocalDate informedOn,
    Instant recordedAt) {

  static SealedTexts of(AssessmentId id, AssessChild said, SubjectKey key, Instant now) {
    return new SealedTexts(
        id,
        seal(key, "assessment.views", said.views()),
        key.encrypt("cases.assessment.summary", said.summary().getBytes(UTF_8)),
        said.provenance().provider(),
        said.provenance().on(),
        now);
  }

  /** A text of a field of schema {@code cases}; null for none. */
  static byte @Nullable [] seal(SubjectKey key, String field, @Nullable String text) {
    return text == null ? null : key.encrypt("cases." + field, text.getBytes(UTF_8));
  }

  /**
   * The text again.
   *
   * @param key null when it was destroyed: nothing is said then
   */
  static @Nullable String open(@Nullable SubjectKey key, String field, byte @Nullable [] sealed) {
    return key == null || sealed == null
        ? null
        : new String(key.decrypt("cases." + field, sealed), UTF_8);
  }
}
