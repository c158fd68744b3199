// SPDX-License-Identifier: EUPL-1.2
package al.fole.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.spi.Problem;
import al.fole.spi.Ref;
import al.fole.spi.Unit;
import al.fole.spi.host.Referral;
import al.fole.spi.host.ReferralStatus;
import al.fole.spi.host.Referrals;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** How a parent uses {@link Referrals}. */
final class ReferralRules {

  static final List<ParentRule> ALL =
      List.of(
          new ParentRule(
              "referrals-content",
              "a referral names the case, the session of the user, a unit of the parent, and codes"
                  + " and dates the module knows",
              ReferralRules::content),
          new ParentRule(
              "referrals-again",
              "a case that is referred again is referred with the same content",
              ReferralRules::again),
          new ParentRule(
              "referrals-refused",
              "a refusal of the module is not taken for a referral that was taken up",
              ReferralRules::refused));

  private ReferralRules() {}

  private record Said(String token, Referral referral) {}

  /** In the module's place. */
  private static final class Module implements Referrals {
    final List<Said> said = new ArrayList<>();

    @Override
    public ReferralStatus refer(String token, Referral referral) {
      said.add(new Said(token, referral));
      var ref = new Ref("referral", new UUID(0, 1));
      return new ReferralStatus(referral.caseNumber(), ref, "RECEIVED", Instant.EPOCH, 1);
    }

    @Override
    public Optional<ReferralStatus> status(String caseNumber) {
      return Optional.empty();
    }
  }

  private static void content(ParentUnderTest parent) {
    var module = new Module();
    String token = parent.signIn();
    String number = parent.newCase();
    assertTrue(parent.refer(module, token, number), "the module has taken it up");
    assertEquals(1, module.said.size(), "referred once");
    assertEquals(token, module.said.get(0).token());
    Referral referral = module.said.get(0).referral();
    assertEquals(number, referral.caseNumber());
    var units = parent.units().units().stream().map(Unit::code).collect(Collectors.toSet());
    assertTrue(units.contains(referral.unit()), "the unit is one of the parent's");
    assertTrue(referral.sex().matches("[FMU]"), "sex is F, M or U");
    assertTrue(referral.municipality().matches("[0-9]{2}"), "the municipality has two digits");
    assertFalse(referral.referredOn().isAfter(LocalDate.now().plusDays(1)), "not in the future");
    assertFalse(referral.birthDate().isAfter(referral.referredOn()), "born before it");
  }

  private static void again(ParentUnderTest parent) {
    var module = new Module();
    String number = parent.newCase();
    parent.refer(module, parent.signIn(), number);
    parent.refer(module, parent.signIn(), number);
    assertFalse(module.said.isEmpty(), "referred");
    assertEquals(1, module.said.stream().map(Said::referral).distinct().count(), "one content");
  }

  private static void refused(ParentUnderTest parent) {
    var refusing =
        new Referrals() {
          @Override
          public ReferralStatus refer(String token, Referral referral) {
            throw Problem.unavailable("cases");
          }

          @Override
          public Optional<ReferralStatus> status(String caseNumber) {
            throw Problem.unavailable("cases");
          }
        };
    assertFalse(
        parent.refer(refusing, parent.signIn(), parent.newCase()),
        "the parent knows of the refusal");
  }
}
