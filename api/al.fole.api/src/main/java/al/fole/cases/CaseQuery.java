// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases;

import org.jspecify.annotations.Nullable;

/**
 * Which cases to list.
 *
 * @param state only these, or null
 * @param municipality only of this municipality, two digits, or null
 * @param order {@code DATE} (opened last first), {@code FILE_NUMBER} or {@code NAME} (of the child,
 *     in the Albanian alphabet; at most 5,000 cases)
 * @param limit 1 to 100; of children when by name, each with all cases that fit
 * @param cursor from the page before, or null
 */
public record CaseQuery(
    @Nullable CaseState state,
    @Nullable String municipality,
    String order,
    int limit,
    @Nullable String cursor) {}
