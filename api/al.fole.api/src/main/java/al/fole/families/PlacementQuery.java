// SPDX-License-Identifier: EUPL-1.2
package al.fole.families;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Which placed children to list (lista e fëmijëve të vendosur, 8/2/b).
 *
 * @param on placed on this day; null for today
 * @param municipality responsible for the child, two digits, or null
 * @param careType code, or null
 * @param order {@code DATE} (placed last first), {@code FILE_NUMBER} (of the case) or {@code NAME}
 *     (of the child, in the Albanian alphabet; at most 5,000 children)
 * @param limit 1 to 100
 * @param cursor from the page before, or null
 */
public record PlacementQuery(
    @Nullable LocalDate on,
    @Nullable String municipality,
    @Nullable String careType,
    String order,
    int limit,
    @Nullable String cursor) {}
