// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases.internal;

import al.fole.rules.Rule;

/** What must hold of whoever gets a case into his hands; each rule is one condition. */
final class HandsRules {

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

  private HandsRules() {}
}
