// SPDX-License-Identifier: EUPL-1.2
package al.fole.population;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who does not exist.
 *
 * @param index place in the population, from 1
 * @param household number of the household, from 1; its members follow one another
 * @param role place in the household
 * @param mother index of the mother when she lives in the household, or null; always smaller
 * @param father index of the father, as for the mother
 * @param personalNumber valid and unique, or null for somebody without one
 * @param firstName or null for a child whose name is not known
 * @param fatherName or null when not known
 * @param lastName as the first name
 * @param sex {@code F} or {@code M}
 * @param birthDate not after {@link Population#AS_OF}
 * @param birthDateEstimated whether the date is an estimate
 * @param municipality two-digit code of residence
 * @param address street and number
 * @param contact a telephone number for adults, or null
 * @param foreigner whether he is a foreigner with residence
 */
public record Someone(
    int index,
    int household,
    Role role,
    @Nullable Integer mother,
    @Nullable Integer father,
    @Nullable String personalNumber,
    @Nullable String firstName,
    @Nullable String fatherName,
    @Nullable String lastName,
    String sex,
    LocalDate birthDate,
    boolean birthDateEstimated,
    String municipality,
    String address,
    @Nullable String contact,
    boolean foreigner) {

  /** Place in a household. */
  public enum Role {
    /** Kryefamiljar. */
    HEAD,
    /** Husband or wife of the head. */
    SPOUSE,
    /** Child of the head or the spouse. */
    CHILD,
    /** Parent of the head. */
    GRANDPARENT,
    /** Child whose parents live elsewhere, with the grandparents. */
    GRANDCHILD
  }
}
