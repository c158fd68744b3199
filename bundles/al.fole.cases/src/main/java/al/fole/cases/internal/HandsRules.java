// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases.internal;

import static al.fole.rules.Rule.all;

import al.fole.cases.Assignments.TransferCase;
import al.fole.rules.Days;
import al.fole.rules.Rule;
import al.fole.rules.Texts;
import java.time.LocalDate;
import java.util.List;

/** What must hold of whoever gets a case into his hands; each rule is one condition. */
final class HandsRules {

  /** A case is handed over. */
  record Transferring(TransferCase said, CareCase of, LocalDate today) {}

  static final Rule<Boolean> WORKER_KNOWN =
      new Rule<>(
          "worker-unknown",
          "worker",
          known -> known,
          "Në njësinë përgjegjëse nuk ka një punonjës të tillë.",
          "There is no such worker in the responsible unit.");

  static final Rule<Boolean> PROVIDER_KNOWN =
      new Rule<>(
          "provider-unknown",
          "unit",
          known -> known,
          "Kjo njësi nuk është institucion a ofrues i shërbimit.",
          "This unit is no institution and no provider of the service.");

  static final List<Rule<Transferring>> TRANSFER =
      all(
          List.of(
              Rule.given("toUnit", it -> it.said().toUnit()),
              Rule.given("reason", it -> it.said().reason()),
              new Rule<>(
                  "transfer-to-the-same-unit",
                  "toUnit",
                  it -> !it.of().unit().equals(it.said().toUnit()),
                  "Rasti është tashmë i kësaj njësie.",
                  "The case is this unit's already.")),
          Days.given("decidedOn", it -> it.said().decidedOn(), Transferring::today),
          List.of(
              Days.notBefore(
                  "transfer-before-last",
                  "decidedOn",
                  it -> it.said().decidedOn(),
                  it -> it.of().lastOn(),
                  "Rasti nuk kalon para ngjarjes së tij të fundit.",
                  "The case is not handed over before what happened last.")),
          Texts.proseRules("reason", it -> it.said().reason(), 1_000));

  private HandsRules() {}
}
