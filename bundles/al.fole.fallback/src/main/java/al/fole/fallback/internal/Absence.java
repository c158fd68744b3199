// SPDX-License-Identifier: EUPL-1.2
package al.fole.fallback.internal;

import java.util.Arrays;

/** Why a part of the module does not answer, as its users read it. */
enum Absence {
  /** Nobody can say. */
  UNKNOWN("", ""),
  ABSENT("it is not in the release", "nuk është në këtë version"),
  DISABLED("it was switched off", "është çaktivizuar"),
  PAUSED("the module is paused for an update", "moduli është ndalur për një përditësim"),
  UNRESOLVED("something it requires is missing", "i mungon diçka që i duhet"),
  MIGRATION_FAILED("its migration failed", "migrimi i saj dështoi"),
  FAILED("it did not start", "nuk u nis dot"),
  WAITING("it waits for another part", "pret një pjesë tjetër"),
  COMING("it is coming or going", "po niset ose po ndalet");

  private final String en;
  private final String sq;

  Absence(String en, String sq) {
    this.en = en;
    this.sq = sq;
  }

  /** The one with this code, or {@link #UNKNOWN}. */
  static Absence of(String code) {
    return Arrays.stream(values())
        .filter(absence -> absence.code().equals(code))
        .findFirst()
        .orElse(UNKNOWN);
  }

  /** As the member {@code reason} of the problem. */
  String code() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  /** The end of an English sentence. */
  String en() {
    return ending(en);
  }

  /** The end of an Albanian sentence. */
  String sq() {
    return ending(sq);
  }

  private static String ending(String reason) {
    return reason.isEmpty() ? "." : ": " + reason + ".";
  }
}
