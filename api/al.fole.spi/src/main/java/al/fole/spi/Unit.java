// SPDX-License-Identifier: EUPL-1.2
package al.fole.spi;

import org.jspecify.annotations.Nullable;

/**
 * An organisation unit (njësi organizative) of the institutions of VKM 136/2018 p.5.
 *
 * @param code stable, unique, at most 16 characters of {@code A-Z0-9-}, for example {@code B11}
 * @param kind organisation type: {@code NJMF}, {@code SHSSH_REG}, {@code SHSSH_HQ}, …
 * @param municipality two-digit code of the municipality (bashkia), or null above it
 * @param qark ISO 3166-2 code of the county (qarku), or null for a national unit
 * @param name official Albanian name
 */
public record Unit(
    String code, String kind, @Nullable String municipality, @Nullable String qark, String name) {

  /** Refuses a malformed code. */
  public Unit {
    if (!code.matches("[A-Z0-9-]{1,16}")) {
      throw new IllegalArgumentException("unit code must be 1 to 16 of A-Z, 0-9 and -");
    }
  }
}
