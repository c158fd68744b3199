// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.steps.Step;
import al.fole.steps.Steps;
import al.fole.store.Mode;
import al.fole.store.Schema;
import al.fole.testing.BuildPostgres;
import al.fole.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who comes to a numbered point stands still there as long as a file says so. */
class StepsTest {
  private static final long PATIENCE_NANOS = 60_000_000_000L;

  @TempDir Path home;

  private void order(String text) throws IOException {
    Path next = Files.writeString(home.resolve("next"), text);
    Files.move(next, home.resolve("hold"), StandardCopyOption.ATOMIC_MOVE);
  }

  private void awaitHere(String text) throws IOException {
    Path here = home.resolve("hold.here");
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!Files.exists(here) || !Files.readString(here).equals(text)) {
      assertTrue(System.nanoTime() - end < 0, "nobody came");
      LockSupport.parkNanos(1_000_000);
    }
  }

  @Test
  void aWriteStandsStillWhereItIsToldAndGoesOnAfterwards() throws Exception {
    var postgres = BuildPostgres.create();
    Steps steps = Steps.of(home.resolve("hold").toString());
    var settings = new Settings(Mode.DEMONSTRATION, "host", 4, 2, steps);
    try (var engine =
        PostgresDatabase.start(
            StoreOnPostgres.parent(postgres),
            StoreOnPostgres.KEYS,
            StoreOnPostgres.KEYS,
            settings)) {
      var store = engine.view().open(Schema.of("sample", SampleMapper.class, SampleMapper.class));
      order("write-3 7");
      var written = CompletableFuture.supplyAsync(() -> Sample.make(store, "one"));
      awaitHere("write-3 7");
      assertEquals(0, things(postgres));
      assertFalse(written.isDone());
      Files.delete(home.resolve("hold"));
      assertEquals(1, written.get(60, TimeUnit.SECONDS).version());
      assertEquals(1, things(postgres));
    } finally {
      postgres.close();
    }
  }

  private static long things(TestDatabase postgres) throws SQLException {
    try (var connection = postgres.superuser().getConnection();
        var row = connection.createStatement().executeQuery("select count(*) from sample.thing")) {
      row.next();
      return row.getLong(1);
    }
  }

  @Test
  void nobodyIsHeldWithoutAFileOrAtAnotherPoint() throws Exception {
    assertSame(Steps.NONE, Steps.of(null));
    assertSame(Steps.NONE, Steps.of(" "));
    var steps = Steps.of(home.resolve("hold").toString());
    steps.reached(Step.WRITE_BEGUN);
    order("write-1 1");
    steps.reached(Step.WRITE_CHANGED);
    assertFalse(Files.exists(home.resolve("hold.here")));
  }

  @Test
  void everyPointHasAnAddressOfItsOwn() {
    var points = new HashSet<>(Arrays.stream(Step.values()).map(Step::point).toList());
    assertEquals(Step.values().length, points.size());
    assertTrue(points.stream().allMatch(point -> point.matches("[a-z]+-[1-9]")), points.toString());
  }

  @Test
  void standingStillIsRefusedInProduction() {
    try (var db = BuildPostgres.create()) {
      var settings =
          new Settings(Mode.PRODUCTION, "host", 2, 2, Steps.of(home.resolve("hold").toString()));
      var refused =
          assertThrows(
              StartRefused.class,
              () ->
                  PostgresDatabase.start(
                      StoreOnPostgres.parent(db),
                      StoreOnPostgres.KEYS,
                      StoreOnPostgres.KEYS,
                      settings));
      assertTrue(String.valueOf(refused.getMessage()).contains(Steps.HOLD));
    }
  }
}
