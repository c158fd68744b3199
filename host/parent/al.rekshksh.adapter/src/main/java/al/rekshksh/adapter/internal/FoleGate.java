// SPDX-License-Identifier: EUPL-1.2
package al.rekshksh.adapter.internal;

import al.fole.spi.Problem;
import al.fole.spi.host.Referral;
import al.fole.spi.host.ReferralListener;
import al.fole.spi.host.ReferralStatus;
import al.fole.spi.host.Referrals;
import al.rekshksh.registry.ModuleGate;
import al.rekshksh.registry.NationalRegistry;
import al.rekshksh.registry.UnifiedCase;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Refers children to the module and carries its answers back. Stays when the module is swapped. */
@Component
public final class FoleGate implements ModuleGate, ReferralListener {
  private final NationalRegistry registry;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  @Nullable
  volatile Referrals referrals;

  /** Answers to the registry. */
  @Activate
  public FoleGate(@Reference NationalRegistry registry) {
    this.registry = registry;
  }

  @Override
  public String refer(String token, UnifiedCase c) {
    var module = referrals;
    if (module == null) {
      throw new IllegalStateException("Moduli i kujdesit alternativ nuk është në punë tani.");
    }
    try {
      return module
          .refer(
              token,
              new Referral(
                  c.number(),
                  c.unit(),
                  c.personalNumber(),
                  c.firstName(),
                  c.fatherName(),
                  c.lastName(),
                  c.sex(),
                  c.birthDate(),
                  false,
                  c.municipality(),
                  c.openedOn()))
          .state();
    } catch (Problem refusal) {
      throw new IllegalStateException(refusal.sq(), refusal);
    }
  }

  @Override
  public void changed(ReferralStatus status) {
    registry.moduleState(status.caseNumber(), status.state(), status.sequence());
  }
}
