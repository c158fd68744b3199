// SPDX-License-Identifier: EUPL-1.2
package al.fole.store;

import al.fole.spi.Problem;

/**
 * A record version as HTTP carries it: the strong entity tag {@code "3"} (RFC 9110).
 *
 * @param value at least 1
 */
public record Version(long value) {

  /**
   * Reads an If-Match header.
   *
   * @throws Problem MALFORMED {@code if-match-unreadable} unless it is one strong tag of this
   *     module
   */
  public static Version valueOf(String tag) {
    if (!tag.matches("\"[1-9][0-9]{0,17}\"")) {
      throw Problem.of(
          Problem.Kind.MALFORMED,
          "if-match-unreadable",
          "If-Match duhet të jetë ETag-u i fundit, p.sh. \"3\".",
          "If-Match must be the last ETag, for example \"3\".");
    }
    return new Version(Long.parseLong(tag.substring(1, tag.length() - 1)));
  }

  /** The header's text. */
  @Override
  public String toString() {
    return "\"" + value + "\"";
  }
}
