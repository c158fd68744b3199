// SPDX-License-Identifier: EUPL-1.2
package al.fole.families;

import java.time.LocalDate;
import java.util.List;

/**
 * What a family offers or is approved for.
 *
 * @param kind {@code VOLUNTARY} (vullnetare) or {@code PROFESSIONAL} (profesionale)
 * @param kinship whether it takes only children who are its kin
 * @param careTypes codes of the list {@code care-type}; at least one
 * @param places children at the same time, 1 to 12
 * @param ageFrom youngest age in whole years, 0 to 17
 * @param ageTo oldest age in whole years, {@code ageFrom} to 17
 * @param validFrom first day; of an application the day it was made
 * @param validTo last day
 */
public record Terms(
    String kind,
    boolean kinship,
    List<String> careTypes,
    int places,
    int ageFrom,
    int ageTo,
    LocalDate validFrom,
    LocalDate validTo) {

  /** Copies the types. */
  public Terms {
    careTypes = List.copyOf(careTypes);
  }
}
