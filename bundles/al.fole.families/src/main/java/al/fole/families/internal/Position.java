// SPDX-License-Identifier: EUPL-1.2
package al.fole.families.internal;

import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a page ended: the day or file number of its last row, and the row.
 *
 * @param key null before the first page
 * @param id null before the first page
 */
record Position(@Nullable String key, @Nullable UUID id) {

  /** Behind the text of {@link #toString}; before everything when there is none. */
  static Position of(Optional<String> text) {
    return text.map(Position::parsed).orElse(new Position(null, null));
  }

  private static Position parsed(String text) {
    int end = text.indexOf('/');
    return new Position(text.substring(0, end), UUID.fromString(text.substring(end + 1)));
  }

  /** The key as a day. */
  @Nullable LocalDate day() {
    return key == null ? null : LocalDate.parse(key);
  }

  @Override
  public String toString() {
    return key + "/" + id;
  }
}
