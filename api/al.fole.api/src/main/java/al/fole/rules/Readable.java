// SPDX-License-Identifier: EUPL-1.2
package al.fole.rules;

import al.fole.spi.Problem;

/**
 * No predicate on what one may not read: whoever could search, sort or count by a field would learn
 * its values without seeing them.
 */
public final class Readable {
  private Readable() {}

  /**
   * @param shown whether the caller reads the field on any record at all
   * @param field as the request names it
   * @throws Problem INVALID {@code field-not-readable} naming the field
   */
  public static void require(boolean shown, String field) {
    if (!shown) {
      throw Problem.invalid(
          field,
          "field-not-readable",
          "Roli juaj nuk e lexon këtë fushë, prandaj as nuk kërkon e nuk rendit sipas saj.",
          "Your role does not read this field, so it neither searches nor sorts by it.");
    }
  }
}
