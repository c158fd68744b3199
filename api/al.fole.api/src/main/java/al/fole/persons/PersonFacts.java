// SPDX-License-Identifier: EUPL-1.2
package al.fole.persons;

import java.time.LocalDate;

/**
 * What another feature may copy of a person, locked for the rest of its transaction. Whoever copies
 * it has a required reaction to {@link PersonEvent.PersonCorrected}.
 *
 * @param id the person
 * @param version it was true at
 * @param sex {@code F}, {@code M} or {@code U}
 * @param birthDate exact or estimated
 * @param birthDateEstimated whether the date is an estimate
 * @param municipality of residence; {@code 00} when his address is protected
 */
public record PersonFacts(
    PersonId id,
    long version,
    String sex,
    LocalDate birthDate,
    boolean birthDateEstimated,
    String municipality) {}
