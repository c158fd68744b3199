// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import al.fole.database.LoginRole;
import al.fole.event.Detail;
import al.fole.store.Receipt;
import al.fole.store.Schema;
import al.fole.store.Store;
import al.fole.store.Tx;
import al.fole.testing.fakes.TestActor;
import al.fole.testing.store.StoreFixture;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/**
 * {@code store.write} against the same three statements in BEGIN … COMMIT over plain JDBC, pools of
 * one size and settings, and beside them the trails that others keep: a hash chain under a lock,
 * and full copies of the changed rows. A change: lock a record by its key, update it, insert a row
 * that belongs to it. A new record: two inserts and an update; the audited side makes its key and
 * handle too. "Checked": the tables are watched, COMMIT asks for the entry of each changed row.
 */
class AuditedWriteBench {
  private static final String LABEL = "l".repeat(200);
  private static final String THING =
      "insert into benchmark.thing (id, version, label) values (?, 1, ?)";
  private static final String PART =
      "insert into benchmark.part (id, thing, label) values (?, ?, ?)";
  private static final String TOUCH =
      "update benchmark.thing set label = reverse(label) where id = ?";

  private final TestActor actor = TestActor.of("PMF", "B11");

  @Test
  void anAuditedWriteBesideOtherTrails() throws Exception {
    try (var fixture = StoreFixture.create()) {
      Durability.check(fixture.postgres());
      Store store =
          fixture.open(
              Schema.of(
                  "benchmark", AuditedWriteBench.class, ThingMapper.class, WatchedMapper.class));
      var config = new HikariConfig();
      config.setDataSource(fixture.postgres().source(LoginRole.APP));
      config.setMaximumPoolSize(8);
      config.setAutoCommit(false);
      try (var pool = new HikariDataSource(config)) {
        chain(fixture);
        var trails = new Trails(pool, LABEL);
        UUID[][] things = things(store, ThingMapper.class);
        UUID[][] watched = things(store, WatchedMapper.class);
        for (int clients : Rounds.CLIENTS) {
          new Rounds(pool)
              .with("bare statements", c -> trails.bare(one(things, c)))
              .with(
                  "audited, as the product: checked at COMMIT",
                  c -> write(store, WatchedMapper.class, one(watched, c), Map.of()))
              .with(
                  "audited, not checked at COMMIT",
                  c -> write(store, ThingMapper.class, one(things, c), Map.of()))
              .with("hash chain under a lock", c -> trails.chained(one(things, c)))
              .with("copies of the rows (as Envers)", c -> trails.copied(one(things, c)))
              .compare("audited write: a change", clients);
        }
        var detail = Map.of("label", LABEL);
        new Rounds(pool)
            .with("bare statements", c -> trails.bare(one(things, c)))
            .with(
                "audited, checked, with an encrypted detail",
                c -> write(store, WatchedMapper.class, one(watched, c), detail))
            .compare("audited write: a change with a detail", 8);
        new Rounds(pool)
            .with("bare statements", c -> make(pool))
            .with(
                "audited, checked, with its key and handle",
                c -> store.write(actor, tx -> make(tx, WatchedMapper.class)))
            .compare("audited write: a new record", 8);
        assertEquals(0, missing(pool), "every event has its entry");
        assertEquals(0, unentered(fixture), "every version of a row has its entry");
      }
    }
  }

  private static void chain(StoreFixture fixture) throws SQLException {
    try (var connection = fixture.postgres().source(LoginRole.OWNER).getConnection();
        var statement = connection.createStatement()) {
      statement.execute(Trails.CHAIN);
    }
  }

  private UUID[][] things(Store store, Class<? extends Things> mapper) {
    var things = new UUID[32][16];
    for (UUID[] mine : things) {
      for (int i = 0; i < mine.length; i++) {
        mine[i] = store.write(actor, tx -> make(tx, mapper)).id();
      }
    }
    return things;
  }

  /** One of the client's own things: nobody waits for a lock. */
  private static UUID one(UUID[][] things, int client) {
    return things[client][ThreadLocalRandom.current().nextInt(things[client].length)];
  }

  private void write(
      Store store, Class<? extends Things> mapper, UUID id, Map<String, String> detail) {
    store.write(actor, tx -> change(tx, mapper, id, detail));
  }

  private static Receipt change(
      Tx tx, Class<? extends Things> type, UUID id, Map<String, String> detail) {
    var mapper = tx.mapper(type);
    long version = mapper.version(id) + 1;
    assertEquals(1, mapper.change(id, version, LABEL));
    mapper.part(tx.newId(), id, LABEL);
    return tx.record(
        new ThingChanged(id, version),
        detail.isEmpty() ? List.of() : List.of(new Detail(id, detail)));
  }

  private static Receipt make(Tx tx, Class<? extends Things> type) {
    var id = tx.newId();
    var mapper = tx.mapper(type);
    mapper.insert(id, LABEL);
    mapper.part(tx.newId(), id, LABEL);
    mapper.touch(id);
    return tx.record(new ThingMade(id, 1), List.of());
  }

  private static void make(HikariDataSource pool) throws SQLException {
    BareSql.commit(
        pool,
        sql -> {
          var id = UUID.randomUUID();
          sql.change(THING, id, LABEL);
          sql.change(PART, UUID.randomUUID(), id, LABEL);
          sql.change(TOUCH, id);
        });
  }

  private static long missing(HikariDataSource pool) throws SQLException {
    try (var connection = pool.getConnection();
        var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "select count(*) from journal.event e where e.type like 'benchmark.%'"
                    + " and not exists (select from journal.entry j where j.id = e.entry)")) {
      row.next();
      return row.getLong(1);
    }
  }

  private static long unentered(StoreFixture fixture) {
    return fixture.number(
        "select count(*) from journal.differences('benchmark.watched_thing', 100)");
  }
}
