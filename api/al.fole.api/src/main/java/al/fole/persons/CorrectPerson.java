// SPDX-License-Identifier: EUPL-1.2
package al.fole.persons;

/**
 * Replaces what is known of a person; the former state stays in the history. Also links a number
 * that became known later with a person who had a temporary identifier.
 *
 * @param expected version the correction starts from
 * @param identity the whole identity as it is to be
 * @param provenance who gave it
 * @param reason why, at most 500 characters; kept encrypted
 */
public record CorrectPerson(
    long expected, Identity identity, Provenance provenance, String reason) {

  /** Names nobody. */
  @Override
  public String toString() {
    return "CorrectPerson[" + expected + "]";
  }
}
