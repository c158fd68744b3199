// SPDX-License-Identifier: EUPL-1.2
package al.fole.families;

import al.fole.persons.PersonId;
import al.fole.persons.Provenance;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A family applies to foster (aplikimi për familje kujdestare).
 *
 * @param adults one or two, in the scope of the worker; the first is the family's contact
 * @param kind {@code VOLUNTARY} or {@code PROFESSIONAL}
 * @param kinship whether it applies for children who are its kin only
 * @param careTypes codes of the list {@code care-type} it offers; at least one
 * @param places wished for, 1 to 12
 * @param ageFrom youngest age in whole years, 0 to 17
 * @param ageTo oldest age in whole years
 * @param municipality of residence, two digits
 * @param motivation at most 4,000 characters, or null; kept encrypted
 * @param appliedOn not in the future
 * @param provenance who gave the information
 */
public record ApplyAsFamily(
    List<PersonId> adults,
    String kind,
    boolean kinship,
    List<String> careTypes,
    int places,
    int ageFrom,
    int ageTo,
    String municipality,
    @Nullable String motivation,
    LocalDate appliedOn,
    Provenance provenance) {

  /** Copies the lists. */
  public ApplyAsFamily {
    adults = List.copyOf(adults);
    careTypes = List.copyOf(careTypes);
  }

  /** Tells nothing. */
  @Override
  public String toString() {
    return "ApplyAsFamily[…]";
  }
}
