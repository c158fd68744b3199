// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import al.fole.database.LoginRole;
import al.fole.keys.internal.CheckpointSigner;
import al.fole.keys.internal.FileKeys;
import al.fole.keys.internal.NodeSeals;
import al.fole.spi.host.ParentDatabase;
import al.fole.steps.Steps;
import al.fole.store.Mode;
import al.fole.store.Schema;
import al.fole.store.Store;
import al.fole.store.internal.PostgresDatabase;
import al.fole.store.internal.Settings;
import al.fole.testing.BuildPostgres;
import al.fole.testing.TestDatabase;
import al.fole.testing.fakes.FakeKeys;
import al.fole.testing.store.StoreFixture;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/** One life of a host, from its start to its death: store, keys and log, without a framework. */
final class Life {
  private static final FakeKeys VAULT = new FakeKeys();
  private static final long PATIENCE_NANOS = 60_000_000_000L;

  /** Hosts that are dead and whose threads and pools end by and by. */
  private static final Queue<CompletableFuture<?>> BURIAL = new ConcurrentLinkedQueue<>();

  private final Installation of;
  private final AtomicBoolean dead = new AtomicBoolean();
  private final PostgresDatabase engine;
  private final LogKeeper keeper;
  final Store store;

  /** What outlives it: database, keys, published files and the places of checkpoints. */
  record Installation(TestDatabase database, Path home) {
    static Installation in(Path home) {
      var template = BuildPostgres.template("audit_deeds", Installation::prepare);
      return new Installation(BuildPostgres.createFrom(template), home);
    }

    private static void prepare(TestDatabase empty) {
      var parent = StoreFixture.parent(empty);
      try (var engine = PostgresDatabase.start(parent, VAULT, VAULT, StoreFixture.template())) {
        engine.view().open(Schema.of("audit", AuditSchema.class, AuditSchema.MAPPERS));
        engine.view().open(Deeds.SCHEMA);
      }
      // The migrations are told before the first life begins.
      run(
          empty,
          "with told as (update journal.hand set told_at = now() returning 1)"
              + " select count(*) from told");
    }

    Path log() {
      return home.resolve("log");
    }

    Path keys() {
      return home.resolve("keys");
    }

    List<Path> places() {
      return List.of(home.resolve("one"), home.resolve("two"));
    }

    /** As the network, or a server that fell, would: nobody but the superuser is left. */
    void cutAll() {
      long end = System.nanoTime() + PATIENCE_NANOS;
      while (run(
              database,
              "select count(pg_terminate_backend(pid)) from pg_stat_activity"
                  + " where datname = current_database() and usename like 'fole%'")
          > 0) {
        if (System.nanoTime() - end > 0) {
          throw new IllegalStateException("sessions do not end");
        }
        LockSupport.parkNanos(1_000_000);
      }
    }

    /** Does not wait for the second for which a dead host still holds the log. */
    void endLease() {
      run(database, "with ended as (update audit.log set holder = null returning 1) select 0");
    }

    private static long run(TestDatabase database, String sql) {
      try (Connection connection = database.superuser().getConnection();
          var statement = connection.createStatement();
          var row = statement.executeQuery(sql)) {
        row.next();
        return row.getLong(1);
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private Life(Installation of, Steps steps) {
    this.of = of;
    var keys = FileKeys.open(of.keys(), true);
    var seals = new NodeSeals(keys);
    var settings = new Settings(Mode.DEMONSTRATION, "host", 4, 2, steps);
    ParentDatabase parent = role -> mortal(LoginRole.valueOf(role.name()));
    engine = PostgresDatabase.start(parent, seals, VAULT, settings);
    store = engine.view().open(Deeds.SCHEMA);
    keeper =
        new LogKeeper(
            mortal(LoginRole.SEALER),
            seals,
            new CheckpointSigner(keys, steps),
            of.log(),
            new Places(of.places(), steps),
            event -> {
              throw new IllegalStateException("nothing is announced here");
            },
            Duration.ZERO,
            steps);
  }

  static Life begin(Installation of, Steps steps) {
    return new Life(of, steps);
  }

  /** Sequences, signs and publishes what there is. */
  LogKeeper.Status tick() {
    keeper.tick();
    return keeper.status();
  }

  /** Ends without a word, as a process that is killed: it reaches the database no more. */
  void die() {
    dead.set(true);
    of.cutAll();
    BURIAL.add(
        CompletableFuture.runAsync(
            () -> {
              keeper.close();
              engine.close();
            }));
  }

  /** Returns when no thread of a dead host is left. */
  static void allBuried() {
    BURIAL.forEach(CompletableFuture::join);
    BURIAL.clear();
  }

  private DataSource mortal(LoginRole role) {
    DataSource real = of.database().source(role);
    return (DataSource)
        Proxy.newProxyInstance(
            DataSource.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) -> {
              if (dead.get()) {
                throw new SQLException("the host is dead", "08001");
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
