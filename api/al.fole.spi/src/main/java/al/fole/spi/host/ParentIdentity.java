// SPDX-License-Identifier: EUPL-1.2
package al.fole.spi.host;

import java.util.UUID;

/**
 * A user of the parent, as the parent vouches for him.
 *
 * @param id stable and opaque; becomes the actor's id in the journal
 * @param role role code of the module the parent has given him, for example {@code PMF}
 * @param unit code of a unit of {@link ParentUnits}
 */
public record ParentIdentity(UUID id, String role, String unit) {}
