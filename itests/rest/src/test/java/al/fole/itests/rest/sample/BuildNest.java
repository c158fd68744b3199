// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.rest.sample;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Builds a nest.
 *
 * @param name required
 * @param tree required
 * @param beside another nest, or null
 * @param ring or null
 * @param at or null
 * @param eggs or null
 */
public record BuildNest(
    String name,
    Tree tree,
    @Nullable NestId beside,
    @Nullable UUID ring,
    @Nullable Instant at,
    @Nullable List<Tree> eggs) {}
