// SPDX-License-Identifier: EUPL-1.2
package al.rekshksh.registry;

import java.util.UUID;

/**
 * A user of the registry.
 *
 * @param id opaque
 * @param name user name
 * @param role role code
 * @param unit unit code
 */
public record RegistryUser(UUID id, String name, String role, String unit) {}
