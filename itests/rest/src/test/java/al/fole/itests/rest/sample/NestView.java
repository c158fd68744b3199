// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.rest.sample;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A nest.
 *
 * @param id the nest
 * @param version the ETag
 * @param name of it
 * @param built on
 * @param seen at
 * @param note or null
 */
public record NestView(
    NestId id, long version, String name, LocalDate built, Instant seen, @Nullable String note) {}
