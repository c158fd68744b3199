// SPDX-License-Identifier: EUPL-1.2
package al.fole.tck;

import al.fole.spi.host.ParentCases;
import al.fole.spi.host.ParentDatabase;
import al.fole.spi.host.ParentIdentities;
import al.fole.spi.host.ParentUnits;
import al.fole.spi.host.ReferralListener;
import al.fole.spi.host.Referrals;
import al.fole.testing.TestDatabase;
import al.rekshksh.adapter.internal.FoleGate;
import al.rekshksh.adapter.internal.HostedDatabase;
import al.rekshksh.adapter.internal.HostedIdentities;
import al.rekshksh.registry.NationalRegistry;
import al.rekshksh.registry.UnifiedCase;
import al.rekshksh.registry.internal.RegistryDesk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.BundleContext;

/** The stand-in registry of the reference host, as its developer would put it to the test. */
final class StandInParent implements ParentUnderTest {
  private static final String USER = "registry.tirana";
  private static final String PASSWORD = "synthetic-people-only-1";

  private final TestDatabase database;
  private final NationalRegistry registry;
  private final HostedIdentities identities;
  private final HostedDatabase lent;
  private final FoleGate gate;

  StandInParent(TestDatabase database) {
    this.database = database;
    var settings =
        Map.of(
            "rekshksh.database",
            database.coordinates().toString(),
            "fole.mode",
            "demonstration",
            "fole.demonstration.password",
            PASSWORD);
    var context =
        (BundleContext)
            Proxy.newProxyInstance(
                StandInParent.class.getClassLoader(),
                new Class<?>[] {BundleContext.class},
                (proxy, method, arguments) -> settings.get(String.valueOf(arguments[0])));
    this.registry = new RegistryDesk(context);
    this.identities = new HostedIdentities(registry);
    this.gate = new FoleGate(registry);
    try {
      this.lent = new HostedDatabase(context);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public ParentIdentities identities() {
    return identities;
  }

  @Override
  public String signIn() {
    return registry.signIn(USER, PASSWORD).orElseThrow();
  }

  @Override
  public void signOut(String token) {
    // This registry knows no sign-out; a session ends when its time is over.
    sql("update rekshksh.session set until = now() where token = '" + token + "'");
  }

  @Override
  public void disableUser() {
    registry.disable(USER);
  }

  @Override
  public void enableUser() {
    sql("update rekshksh.person_in_charge set disabled = false");
  }

  @Override
  public ParentUnits units() {
    return identities;
  }

  @Override
  public ParentCases cases() {
    return identities;
  }

  @Override
  public String newCase() {
    var user = registry.user(signIn()).orElseThrow();
    return registry.open(
        user,
        new UnifiedCase(
            "",
            user.unit(),
            null,
            "Lule",
            "Agim",
            "Bardhi",
            "F",
            LocalDate.of(2015, 3, 14),
            "53",
            LocalDate.of(2026, 2, 2),
            null));
  }

  @Override
  public ParentDatabase database() {
    return lent;
  }

  @Override
  public ReferralListener listener() {
    return gate;
  }

  @Override
  public Optional<String> heard(String caseNumber) {
    return registry.unifiedCase(caseNumber).map(UnifiedCase::moduleState);
  }

  @Override
  public Optional<AutoCloseable> outage() {
    sql("alter table rekshksh.unified_case rename to away");
    return Optional.of(() -> sql("alter table rekshksh.away rename to unified_case"));
  }

  @Override
  public boolean refer(Referrals module, String token, String caseNumber) {
    try {
      var way = FoleGate.class.getDeclaredField("referrals");
      way.setAccessible(true); // what the component runtime does in the host
      way.set(gate, module);
      gate.refer(token, registry.unifiedCase(caseNumber).orElseThrow());
      return true;
    } catch (IllegalStateException refusal) {
      return false; // the registry's page shows the sentence
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private void sql(String text) {
    try (var connection = database.superuser().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(text);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
