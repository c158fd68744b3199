// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases;

import al.fole.persons.PersonId;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a placement rests on: a case and one decision on it.
 *
 * @param id the case
 * @param child whose it is
 * @param fileNumber {@code RKAF-<municipality>-<year>-<number>}; never changes
 * @param unit responsible
 * @param municipality of that unit, two digits
 * @param state now
 * @param referredOn the first referral
 * @param assessedOn the initial assessment became final, or null
 * @param decision the decision asked for
 * @param kind of that decision
 * @param subject of that decision
 * @param decidedOn of that decision
 * @param inForceFrom first day it is in force
 * @param validTo last day, or null
 * @param worker account the case is assigned to, or null
 */
public record CaseFacts(
    CaseId id,
    PersonId child,
    String fileNumber,
    String unit,
    String municipality,
    CaseState state,
    LocalDate referredOn,
    @Nullable LocalDate assessedOn,
    DecisionId decision,
    String kind,
    String subject,
    LocalDate decidedOn,
    LocalDate inForceFrom,
    @Nullable LocalDate validTo,
    @Nullable UUID worker) {

  /** Of a case assigned to nobody. */
  public CaseFacts(
      CaseId id,
      PersonId child,
      String fileNumber,
      String unit,
      String municipality,
      CaseState state,
      LocalDate referredOn,
      @Nullable LocalDate assessedOn,
      DecisionId decision,
      String kind,
      String subject,
      LocalDate decidedOn,
      LocalDate inForceFrom,
      @Nullable LocalDate validTo) {
    this(
        id,
        child,
        fileNumber,
        unit,
        municipality,
        state,
        referredOn,
        assessedOn,
        decision,
        kind,
        subject,
        decidedOn,
        inForceFrom,
        validTo,
        null);
  }
}
