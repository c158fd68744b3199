// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.database.LoginRole;
import al.fole.store.Schema;
import al.fole.testing.fakes.TestActor;
import al.fole.testing.store.StoreFixture;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** {@code store.write} against the same three statements in BEGIN … COMMIT, pools of one size. */
class AuditedWriteBench {
  private static final String LABEL = "l".repeat(200);

  @Test
  void anAuditedWriteAgainstTheBareStatements() throws Exception {
    try (var fixture = StoreFixture.create()) {
      Durability.check(fixture.postgres());
      var store = fixture.open(Schema.of("benchmark", AuditedWriteBench.class, ThingMapper.class));
      var actor = TestActor.of("PMF", "B11");
      var config = new HikariConfig();
      config.setDataSource(fixture.postgres().source(LoginRole.APP));
      config.setMaximumPoolSize(8);
      config.setAutoCommit(false);
      try (var pool = new HikariDataSource(config)) {
        for (int clients : new int[] {1, 8, 32}) {
          double ratio =
              Rounds.compare(
                  "audited write / bare statements",
                  clients,
                  client ->
                      store.write(
                          actor,
                          tx -> {
                            var id = tx.newId();
                            var mapper = tx.mapper(ThingMapper.class);
                            mapper.insert(id, LABEL);
                            mapper.part(tx.newId(), id, LABEL);
                            mapper.touch(id);
                            return tx.record(new ThingMade(id, 1), List.of());
                          }),
                  client -> bare(pool));
          assertTrue(ratio > 0);
        }
        assertEquals(0, missing(pool), "every event has its entry");
      }
    }
  }

  private static void bare(HikariDataSource pool) throws SQLException {
    try (var connection = pool.getConnection()) {
      var id = UUID.randomUUID();
      run(
          connection,
          "insert into benchmark.thing (id, version, label) values (?, 1, ?)",
          id,
          LABEL);
      run(
          connection,
          "insert into benchmark.part (id, thing, label) values (?, ?, ?)",
          UUID.randomUUID(),
          id,
          LABEL);
      run(connection, "update benchmark.thing set version = version + 1 where id = ?", id);
      connection.commit();
    }
  }

  private static void run(Connection connection, String sql, Object... values) throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.executeUpdate();
    }
  }

  private static long missing(HikariDataSource pool) throws SQLException {
    try (var connection = pool.getConnection();
        var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "select count(*) from journal.event e where e.type = 'benchmark.made'"
                    + " and not exists (select from journal.entry j where j.id = e.entry)")) {
      row.next();
      return row.getLong(1);
    }
  }
}
