// SPDX-License-Identifier: EUPL-1.2
package al.fole.access;

/**
 * A right on a kind of object, as the matrix names it.
 *
 * @param code {@code feature.verb}, for example {@code persons.register}
 */
public record Permission(String code) {

  /** Refuses a malformed code. */
  public Permission {
    if (!code.matches("[a-z]{1,20}\\.[a-z-]{1,30}")) {
      throw new IllegalArgumentException("permission must be feature.verb");
    }
  }
}
