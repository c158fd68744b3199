// SPDX-License-Identifier: EUPL-1.2
package al.fole.persons;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a person's identity. Names are kept as given, in Unicode NFC.
 *
 * @param personalNumber numri personal, ten characters, or null: then a temporary identifier is
 *     given
 * @param numberReason why a number with a wrong check letter is right all the same; needed then
 *     only
 * @param firstName emri, or null when unknown; at most 100 characters, as all names
 * @param fatherName atësia, or null
 * @param lastName mbiemri, or null
 * @param sex {@code F}, {@code M} or {@code U} (not known, a foundling)
 * @param birthDate datëlindja, from 1900 to today
 * @param birthDateEstimated whether the date is an estimate
 * @param municipality two-digit code of the municipality of residence (vendbanimi); {@code 00} in a
 *     correction leaves the address of somebody protected as it is
 * @param address street address, or null; at most 300 characters
 * @param contact telephone or e-mail, or null; at most 200 characters
 */
public record Identity(
    @Nullable String personalNumber,
    @Nullable String numberReason,
    @Nullable String firstName,
    @Nullable String fatherName,
    @Nullable String lastName,
    String sex,
    LocalDate birthDate,
    boolean birthDateEstimated,
    String municipality,
    @Nullable String address,
    @Nullable String contact) {

  /** Names nobody: an identity may end up in a log. */
  @Override
  public String toString() {
    return "Identity[…]";
  }
}
