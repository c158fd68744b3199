// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.rest.sample;

import java.util.UUID;

/**
 * Opaque id of a nest.
 *
 * @param value UUID
 */
public record NestId(UUID value) {}
