// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.embed;

import al.fole.database.LoginRole;
import al.fole.spi.Problem;
import al.fole.spi.host.ParentCases;
import al.fole.spi.host.ParentDatabase;
import al.fole.spi.host.ParentIdentities;
import al.fole.spi.host.ParentUnits;
import al.fole.spi.host.Referral;
import al.fole.spi.host.ReferralListener;
import al.fole.spi.host.Referrals;
import al.fole.tck.ParentContract;
import al.fole.tck.ParentUnderTest;
import al.fole.testing.BuildPostgres;
import al.fole.testing.TestDatabase;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The Jetty program keeps the contract of a parent. */
class JettyParentIT {
  private static final TestDatabase DATABASE = BuildPostgres.create();

  @TestFactory
  Stream<DynamicTest> keepsTheContract() {
    return ParentContract.of(new Parent());
  }

  @AfterAll
  static void drop() {
    DATABASE.close();
  }

  /** The program's registry, as its developer puts it to the test. */
  private static final class Parent implements ParentUnderTest {
    private final Registry registry = new Registry();

    @Override
    public ParentIdentities identities() {
      return registry;
    }

    @Override
    public String signIn() {
      return registry.signIn("registry.tirana");
    }

    @Override
    public void signOut(String token) {
      registry.signOut(token);
    }

    @Override
    public void disableUser() {
      registry.disable("registry.tirana");
    }

    @Override
    public void enableUser() {
      registry.enable("registry.tirana");
    }

    @Override
    public ParentUnits units() {
      return registry;
    }

    @Override
    public ParentCases cases() {
      return registry;
    }

    @Override
    public String newCase() {
      return registry.open();
    }

    @Override
    public ParentDatabase database() {
      return role -> DATABASE.source(LoginRole.valueOf(role.name()));
    }

    @Override
    public ReferralListener listener() {
      return registry;
    }

    @Override
    public Optional<String> heard(String caseNumber) {
      return Optional.of(registry.told(caseNumber)).filter(state -> !state.isEmpty());
    }

    @Override
    public Optional<AutoCloseable> outage() {
      return Optional.empty(); // it keeps everything in memory
    }

    @Override
    public boolean refer(Referrals module, String token, String caseNumber) {
      try {
        module.refer(
            token,
            new Referral(
                caseNumber,
                registry.identify(token).orElseThrow().unit(),
                null,
                "Lule",
                "Agim",
                "Bardhi",
                "F",
                LocalDate.of(2015, 3, 14),
                false,
                "53",
                LocalDate.of(2026, 2, 2)));
        return true;
      } catch (Problem refusal) {
        return false;
      }
    }
  }
}
