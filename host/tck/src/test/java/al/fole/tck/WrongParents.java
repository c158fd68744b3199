// SPDX-License-Identifier: EUPL-1.2
package al.fole.tck;

import al.fole.spi.Unit;
import al.fole.spi.host.ParentCases;
import al.fole.spi.host.ParentDatabase;
import al.fole.spi.host.ParentIdentities;
import al.fole.spi.host.ParentIdentity;
import al.fole.spi.host.ParentUnits;
import al.fole.spi.host.Referral;
import al.fole.spi.host.ReferralListener;
import al.fole.spi.host.ReferralStatus;
import al.fole.spi.host.Referrals;
import al.fole.testing.TestDatabase;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/** For each rule a parent that breaks it in the way a developer might. */
final class WrongParents {
  private final ParentUnderTest right;
  private final TestDatabase database;
  final Map<String, ParentUnderTest> byRule = new HashMap<>();

  WrongParents(ParentUnderTest right, TestDatabase database) {
    this.right = right;
    this.database = database;
    identities();
    units();
    cases();
    listeners();
    referrals();
    databases();
  }

  private void identities() {
    byRule.put(
        "identities-known-session",
        asking(
            token ->
                right
                    .identities()
                    .identify(token)
                    .map(u -> new ParentIdentity(UUID.randomUUID(), u.role(), u.unit()))));
    byRule.put(
        "identities-unknown-session",
        asking(token -> Optional.of(right.identities().identify(token).orElseThrow())));
    byRule.put("identities-ended-session", asking(remembering()));
    byRule.put("identities-disabled-user", asking(remembering()));
    byRule.put(
        "identities-within-a-second",
        asking(
            token -> {
              long end = System.nanoTime() + 1_200_000_000L;
              while (System.nanoTime() < end) {
                LockSupport.parkNanos(end - System.nanoTime());
              }
              return right.identities().identify(token);
            }));
  }

  /** Looks once and never again. */
  private ParentIdentities remembering() {
    Map<String, Optional<ParentIdentity>> known = new HashMap<>();
    return token -> known.computeIfAbsent(token, right.identities()::identify);
  }

  private ParentUnderTest asking(ParentIdentities identities) {
    return new Altered(right) {
      @Override
      public ParentIdentities identities() {
        return identities;
      }
    };
  }

  private void units() {
    byRule.put("units-all", withUnit(right.units().units().get(0)));
    byRule.put("units-places", withUnit(new Unit("X1", "NJMF", "5", "AL-11", "Njësia")));
    byRule.put(
        "units-county-of-municipality", withUnit(new Unit("X2", "NJMF", "53", null, "Njësia")));
  }

  private ParentUnderTest withUnit(Unit more) {
    return new Altered(right) {
      @Override
      public ParentUnits units() {
        List<Unit> all = new ArrayList<>(right.units().units());
        all.add(more);
        return () -> all;
      }
    };
  }

  private void cases() {
    byRule.put("cases-known", saying(number -> Optional.empty()));
    byRule.put("cases-unknown", saying(number -> Optional.of("OPEN")));
  }

  private ParentUnderTest saying(ParentCases cases) {
    return new Altered(right) {
      @Override
      public ParentCases cases() {
        return cases;
      }
    };
  }

  private void listeners() {
    byRule.put(
        "listener-newer-state",
        hearing(
            status -> {
              if (status.sequence() == 1) {
                right.listener().changed(status);
              }
            }));
    var last = new AtomicInteger(1_000);
    byRule.put(
        "listener-by-sequence",
        hearing(
            status ->
                right
                    .listener()
                    .changed(
                        new ReferralStatus(
                            status.caseNumber(),
                            status.referral(),
                            status.state(),
                            status.since(),
                            last.incrementAndGet()))));
    byRule.put(
        "listener-unknown-state",
        hearing(
            status -> {
              if (!Set.of("RECEIVED", "SCREENED", "ACCEPTED").contains(status.state())) {
                throw new IllegalArgumentException(status.state());
              }
              right.listener().changed(status);
            }));
    byRule.put(
        "listener-throws-for-later",
        hearing(
            status -> {
              try {
                right.listener().changed(status);
              } catch (RuntimeException e) {
                // Lost for ever: what the rule is there for.
                last.decrementAndGet();
              }
            }));
  }

  private ParentUnderTest hearing(ReferralListener listener) {
    return new Altered(right) {
      @Override
      public ReferralListener listener() {
        return listener;
      }
    };
  }

  private void referrals() {
    byRule.put("referrals-content", referring(said -> altered(said, "Z-99", said.firstName())));
    var serial = new AtomicInteger();
    byRule.put(
        "referrals-again",
        referring(said -> altered(said, said.unit(), "Emri" + serial.incrementAndGet())));
    byRule.put(
        "referrals-refused",
        new Altered(right) {
          @Override
          public boolean refer(Referrals module, String token, String caseNumber) {
            super.refer(module, token, caseNumber);
            return true;
          }
        });
  }

  private ParentUnderTest referring(UnaryOperator<Referral> change) {
    return new Altered(right) {
      @Override
      public boolean refer(Referrals module, String token, String caseNumber) {
        var between =
            new Referrals() {
              @Override
              public ReferralStatus refer(String session, Referral referral) {
                return module.refer(session, change.apply(referral));
              }

              @Override
              public Optional<ReferralStatus> status(String number) {
                return module.status(number);
              }
            };
        return super.refer(between, token, caseNumber);
      }
    };
  }

  private static Referral altered(
      Referral said, String unit, @org.jspecify.annotations.Nullable String firstName) {
    return new Referral(
        said.caseNumber(),
        unit,
        said.personalNumber(),
        firstName,
        said.fatherName(),
        said.lastName(),
        said.sex(),
        said.birthDate(),
        said.birthDateEstimated(),
        said.municipality(),
        said.referredOn());
  }

  private void databases() {
    var lent = right.database();
    byRule.put("database-four-logins", lending(role -> lent.source(ParentDatabase.Role.APP)));
    byRule.put(
        "database-no-superuser",
        lending(
            role -> role == ParentDatabase.Role.SEALER ? database.superuser() : lent.source(role)));
    byRule.put(
        "database-only-owner-owns",
        lending(
            role ->
                role == ParentDatabase.Role.JOBS
                    ? database.source(al.fole.database.LoginRole.REGISTRY)
                    : lent.source(role)));
    byRule.put(
        "database-auto-commit",
        lending(
            role ->
                source(
                    () -> {
                      var connection = lent.source(role).getConnection();
                      connection.setAutoCommit(false);
                      return connection;
                    })));
    Map<ParentDatabase.Role, Connection> pool = new HashMap<>();
    byRule.put(
        "database-no-pool",
        lending(
            role ->
                source(
                    () -> {
                      if (!pool.containsKey(role)) {
                        pool.put(role, kept(lent.source(role).getConnection()));
                      }
                      return java.util.Objects.requireNonNull(pool.get(role));
                    })));
  }

  private ParentUnderTest lending(ParentDatabase lent) {
    return new Altered(right) {
      @Override
      public ParentDatabase database() {
        return lent;
      }
    };
  }

  private interface Opening {
    Connection open() throws Exception;
  }

  private static DataSource source(Opening opening) {
    return (DataSource)
        Proxy.newProxyInstance(
            WrongParents.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) -> opening.open());
  }

  /** A connection that goes back to the pool when it is closed. */
  private static Connection kept(Connection connection) {
    return (Connection)
        Proxy.newProxyInstance(
            WrongParents.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("close")) {
                return null;
              }
              try {
                return method.invoke(connection, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause() == null ? e : e.getCause();
              }
            });
  }
}
