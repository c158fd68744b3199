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
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/**
 * {@code store.write} against the same three statements in BEGIN … COMMIT over plain JDBC, pools of
 * one size and settings. A change: lock a record by its key, update it, insert a row that belongs
 * to it; also with one encrypted detail. A new record: two inserts and an update; the audited side
 * makes its key and handle too.
 */
class AuditedWriteBench {
  private static final String LABEL = "l".repeat(200);
  private static final String VERSION =
      "select version from benchmark.thing where id = ? for update";
  private static final String CHANGE =
      "update benchmark.thing set version = ?, label = ? where id = ? and version = ? - 1";
  private static final String PART =
      "insert into benchmark.part (id, thing, label) values (?, ?, ?)";
  private static final String THING =
      "insert into benchmark.thing (id, version, label) values (?, 1, ?)";
  private static final String TOUCH =
      "update benchmark.thing set version = version + 1 where id = ?";

  private final TestActor actor = TestActor.of("PMF", "B11");
  private final UUID[][] things = new UUID[32][16];

  @Test
  void anAuditedWriteAgainstTheBareStatements() throws Exception {
    try (var fixture = StoreFixture.create()) {
      Durability.check(fixture.postgres());
      Store store =
          fixture.open(Schema.of("benchmark", AuditedWriteBench.class, ThingMapper.class));
      var config = new HikariConfig();
      config.setDataSource(fixture.postgres().source(LoginRole.APP));
      config.setMaximumPoolSize(8);
      config.setAutoCommit(false);
      try (var pool = new HikariDataSource(config)) {
        for (UUID[] mine : things) {
          for (int i = 0; i < mine.length; i++) {
            mine[i] = store.write(actor, AuditedWriteBench::make).id();
          }
        }
        for (int clients : new int[] {1, 8, 32}) {
          Rounds.compare(
              "audited write / bare: a change",
              clients,
              c -> store.write(actor, tx -> change(tx, one(c), Map.of())),
              c -> change(pool, one(c)));
        }
        var detail = Map.of("label", LABEL);
        Rounds.compare(
            "audited write / bare: with a detail",
            8,
            c -> store.write(actor, tx -> change(tx, one(c), detail)),
            c -> change(pool, one(c)));
        Rounds.compare(
            "audited write / bare: a new record",
            8,
            c -> store.write(actor, AuditedWriteBench::make),
            c -> make(pool));
        assertEquals(0, missing(pool), "every event has its entry");
      }
    }
  }

  /** One of the client's own things: nobody waits for a lock. */
  private UUID one(int client) {
    return things[client][ThreadLocalRandom.current().nextInt(things[client].length)];
  }

  private static Receipt change(Tx tx, UUID id, Map<String, String> detail) {
    var mapper = tx.mapper(ThingMapper.class);
    long version = mapper.version(id) + 1;
    assertEquals(1, mapper.change(id, version, LABEL));
    mapper.part(tx.newId(), id, LABEL);
    return tx.record(
        new ThingChanged(id, version),
        detail.isEmpty() ? List.of() : List.of(new Detail(id, detail)));
  }

  private static void change(HikariDataSource pool, UUID id) throws SQLException {
    try (var connection = pool.getConnection()) {
      long version;
      try (var statement = connection.prepareStatement(VERSION)) {
        statement.setObject(1, id);
        try (var row = statement.executeQuery()) {
          row.next();
          version = row.getLong(1) + 1;
        }
      }
      assertEquals(1, run(connection, CHANGE, version, LABEL, id, version));
      run(connection, PART, UUID.randomUUID(), id, LABEL);
      connection.commit();
    }
  }

  private static Receipt make(Tx tx) {
    var id = tx.newId();
    var mapper = tx.mapper(ThingMapper.class);
    mapper.insert(id, LABEL);
    mapper.part(tx.newId(), id, LABEL);
    mapper.touch(id);
    return tx.record(new ThingMade(id, 2), List.of());
  }

  private static void make(HikariDataSource pool) throws SQLException {
    try (var connection = pool.getConnection()) {
      var id = UUID.randomUUID();
      run(connection, THING, id, LABEL);
      run(connection, PART, UUID.randomUUID(), id, LABEL);
      run(connection, TOUCH, id);
      connection.commit();
    }
  }

  private static int run(Connection connection, String sql, Object... values) throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      return statement.executeUpdate();
    }
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
}
