// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.bench;

import static al.fole.itests.bench.Batches.OPERATIONS;
import static al.fole.itests.bench.Batches.STOCK;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.database.Coordinates;
import al.fole.database.LoginRole;
import al.fole.itests.bench.Batches.Variant;
import al.fole.itests.bench.Statements.Placing;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Opening a case, placing a child and the list of placed children over HTTP, each against the bare
 * SQL of its business part in the same run on the same rows, and what they cost in CPU. All cases
 * are of one municipality, whose file numbers have no gap: they open one after another, over HTTP
 * and bare. Clients place with families of their own.
 */
class FirstLifeBench {
  private static final int LIMIT = 20;
  private static final LocalDate ANSWERED = LocalDate.parse(Steps.ANSWERED);
  private static final LocalDate PLACED = LocalDate.parse(Steps.PLACED);
  @TempDir Path data = Path.of("");

  @Test
  void theFirstLifeOverHttpAgainstItsSql() throws Exception {
    try (var host = HostProcess.start(data.resolve("data"));
        var pool = pool(host)) {
      var steps = new Steps(host);
      TimeUnit.SECONDS.sleep(2); // then the first request makes the new grants known to all
      steps.screened();
      var batches = new Batches(host, pool);
      var children = children(steps);
      Batches.heading();
      assertTrue(openings(batches, steps, pool) > 0);
      assertTrue(placements(batches, steps, pool, children) > 0);
      Batches.each(STOCK, i -> steps.place(children[i]));
      int shown = Math.min(LIMIT, STOCK);
      assertTrue(
          batches.compare(
                  "list placed children by date",
                  Variant.of(i -> assertEquals(shown, steps.placements(LIMIT))),
                  Variant.of(i -> BareSql.commit(pool, sql -> assertEquals(shown, list(sql)))))
              > 0);
    }
  }

  private static double openings(Batches batches, Steps steps, HikariDataSource pool)
      throws Exception {
    var referrals = new Steps.Receipt[STOCK];
    Batches.Operation screened = i -> referrals[i] = steps.screened();
    return batches.compare(
        "open a case",
        new Variant(screened, i -> steps.open(referrals[i]), i -> {}),
        new Variant(
            screened,
            i -> BareSql.commit(pool, sql -> Statements.openCase(sql, referrals[i].id(), ANSWERED)),
            i -> {}));
  }

  private static double placements(
      Batches batches, Steps steps, HikariDataSource pool, Placing[] children) throws Exception {
    var placed = new Steps.Receipt[STOCK];
    var bare = new UUID[STOCK];
    return batches.compare(
        "place a child",
        new Variant(i -> {}, i -> placed[i] = steps.place(children[i]), i -> steps.end(placed[i])),
        new Variant(
            i -> {},
            i -> BareSql.commit(pool, sql -> bare[i] = Statements.place(sql, children[i], PLACED)),
            i -> BareSql.commit(pool, sql -> Statements.end(sql, bare[i], children[i], PLACED))));
  }

  /** Who may be placed; nobody shares a family with another client. */
  private static Placing[] children(Steps steps) throws Exception {
    int share = (OPERATIONS + Steps.PLACES - 1) / Steps.PLACES;
    var families = new UUID[Batches.CLIENTS * share];
    Batches.each(families.length, i -> families[i] = steps.family());
    var children = new Placing[STOCK];
    Batches.each(
        STOCK,
        i -> {
          int family = i / OPERATIONS * share + i % OPERATIONS / Steps.PLACES;
          children[i] = steps.placeable(families[family]);
        });
    return children;
  }

  private static int list(BareSql sql) throws java.sql.SQLException {
    return Statements.placements(sql, LocalDate.now(java.time.ZoneId.of("Europe/Tirane")), LIMIT);
  }

  /**
   * The bare statements have no entries: without the check at COMMIT, for both sides alike. What it
   * costs is measured by {@link AuditedWriteBench}.
   */
  private static void unwatched(HostProcess host) {
    try (var owner = Coordinates.read(host.coordinates()).source(LoginRole.OWNER).getConnection();
        var statement = owner.createStatement()) {
      statement.execute(
          "do $$ declare t text; begin for t in select table_name from journal.watched loop"
              + " execute 'alter table ' || t || ' disable trigger entered'; end loop; end $$");
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static HikariDataSource pool(HostProcess host) {
    unwatched(host);
    var config = new HikariConfig();
    config.setDataSource(Coordinates.read(host.coordinates()).source(LoginRole.JOBS));
    config.setMaximumPoolSize(16); // as the host has for requests
    config.setAutoCommit(false);
    return new HikariDataSource(config);
  }
}
