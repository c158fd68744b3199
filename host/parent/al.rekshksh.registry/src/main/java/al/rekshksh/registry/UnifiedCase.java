// SPDX-License-Identifier: EUPL-1.2
package al.rekshksh.registry;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A unified case (rast i unifikuar).
 *
 * @param number given by the registry; empty for a new one
 * @param unit code of the unit in charge
 * @param personalNumber of the child, or null
 * @param firstName of the child
 * @param fatherName of the child
 * @param lastName of the child
 * @param sex {@code F}, {@code M} or {@code U}
 * @param birthDate of the child
 * @param municipality two-digit code of residence
 * @param openedOn business date
 * @param moduleState last state heard from the module, or null
 */
public record UnifiedCase(
    String number,
    String unit,
    @Nullable String personalNumber,
    String firstName,
    @Nullable String fatherName,
    String lastName,
    String sex,
    LocalDate birthDate,
    String municipality,
    LocalDate openedOn,
    @Nullable String moduleState) {

  /** Names nobody. */
  @Override
  public String toString() {
    return "UnifiedCase[" + number + "]";
  }
}
