// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases.internal;

import al.fole.cases.CaseId;
import al.fole.cases.DecisionId;
import al.fole.cases.RecordDecision;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A decision (vendimi) on a case; its number is not here: it is sealed in the row.
 *
 * @param authority null when the caller may not read it, like the digest
 */
record Decision(
    DecisionId id,
    CaseId careCase,
    String kind,
    String subject,
    @Nullable String authority,
    LocalDate decidedOn,
    LocalDate inForceFrom,
    @Nullable LocalDate validTo,
    @Nullable String digest) {

  static final String EMERGENCY = "EMERGENCY";
  static final String PLACEMENT = "PLACEMENT";

  static Decision of(DecisionId id, CaseId careCase, RecordDecision said) {
    return new Decision(
        id,
        careCase,
        said.kind(),
        said.subject(),
        said.authority(),
        said.decidedOn(),
        said.inForceFrom(),
        said.validTo(),
        said.digest().toLowerCase(Locale.ROOT));
  }

  boolean emergency() {
    return kind.equals(EMERGENCY);
  }

  boolean inForce(LocalDate day) {
    return !inForceFrom.isAfter(day) && (validTo == null || !validTo.isBefore(day));
  }
}
