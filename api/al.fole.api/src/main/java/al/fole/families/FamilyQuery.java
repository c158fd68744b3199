// SPDX-License-Identifier: EUPL-1.2
package al.fole.families;

import org.jspecify.annotations.Nullable;

/**
 * Which families to list (lista e familjeve kujdestare, 8/2/b).
 *
 * @param state only these, or null
 * @param municipality only of this municipality, two digits, or null
 * @param withFreePlace only approved families that could take a child today
 * @param order {@code DATE} (applied last first), {@code FILE_NUMBER} or {@code NAME} (of the first
 *     adult, in the Albanian alphabet; at most 5,000 families)
 * @param limit 1 to 100; of first adults when by name, each with all families that fit
 * @param cursor from the page before, or null
 */
public record FamilyQuery(
    @Nullable FamilyState state,
    @Nullable String municipality,
    boolean withFreePlace,
    String order,
    int limit,
    @Nullable String cursor) {}
