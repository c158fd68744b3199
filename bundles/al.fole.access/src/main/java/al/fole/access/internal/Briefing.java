// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import java.time.LocalDate;

/**
 * A text that a user accepts or confirms himself: the undertaking of confidentiality (deklarata e
 * konfidencialitetit, R-95) or that he has read the manual.
 *
 * @param ground article it rests on
 */
record Briefing(
    Kind kind, String version, String sq, String en, String ground, LocalDate validFrom) {

  /** What it is about. */
  enum Kind {
    UNDERTAKING,
    MANUAL
  }
}
