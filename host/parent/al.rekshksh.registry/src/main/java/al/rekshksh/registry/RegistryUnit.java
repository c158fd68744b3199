// SPDX-License-Identifier: EUPL-1.2
package al.rekshksh.registry;

import org.jspecify.annotations.Nullable;

/**
 * An organisation unit.
 *
 * @param code unique
 * @param kind organisation type
 * @param municipality two-digit code or null
 * @param qark ISO 3166-2 code or null
 * @param name Albanian name
 */
public record RegistryUnit(
    String code, String kind, @Nullable String municipality, @Nullable String qark, String name) {}
