// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.database.LoginRole;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever acts is known to the first statement already, in its own round trip. */
class OpeningTest {
  private static final String WHO = "select current_setting('fole.actor'), ?::text";
  private static final String ROLE =
      "select count(*) from store.mode where current_setting('fole.role') = ?";

  private static StoreOnPostgres db;

  private final List<String> prepared = new ArrayList<>();
  private final List<Long> shifts = new ArrayList<>();
  private Connection plain;
  private Opening opening;
  private Connection connection;

  @BeforeAll
  static void start() {
    db = StoreOnPostgres.create();
  }

  @AfterAll
  static void stop() {
    db.close();
  }

  @BeforeEach
  void open() throws SQLException {
    plain = db.postgres.source(LoginRole.APP).getConnection();
    plain.setAutoCommit(false);
    opening = new Opening(heard(plain), Sample.WORKER, shifts::add);
    connection = opening.connection();
  }

  @AfterEach
  void close() throws SQLException {
    plain.close();
  }

  /** Remembers what was prepared: each is one round trip. */
  private Connection heard(Connection real) {
    return (Connection)
        Proxy.newProxyInstance(
            OpeningTest.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("prepareStatement")) {
                prepared.add((String) arguments[0]);
              }
              return method.invoke(real, arguments);
            });
  }

  private static List<String> row(PreparedStatement statement) throws SQLException {
    try (var row = statement.executeQuery()) {
      assertTrue(row.next());
      var texts = List.of(row.getString(1), row.getString(2));
      assertFalse(row.next());
      return texts;
    }
  }

  private String who() {
    return Sample.WORKER.who().toString();
  }

  @Test
  void theFirstStatementTravelsWithTheContext() throws SQLException {
    try (var first = connection.prepareStatement(WHO)) {
      first.setString(1, "a");
      assertEquals(List.of(who(), "a"), row(first));
      first.setString(1, "b");
      assertEquals(List.of(who(), "b"), row(first), "also when it runs again");
    }
    assertEquals(1, prepared.size());
    assertTrue(Duration.between(opening.now(), Instant.now()).abs().toMinutes() < 5);
    assertEquals(List.of(0L), shifts, "told once");
    try (var second = connection.prepareStatement(WHO)) {
      second.setString(1, "c");
      assertEquals(List.of(who(), "c"), row(second));
    }
    assertEquals(2, prepared.size());
    assertEquals(WHO, prepared.get(1));
  }

  @Test
  void aChangeCountsItsOwnRows() throws SQLException {
    String sql = "update store.node set host = host where node = ? or node = ?";
    try (var update = connection.prepareStatement(sql)) {
      update.setInt(1, 1);
      update.setInt(2, 60_000);
      assertEquals(1, update.executeUpdate());
    }
    opening = new Opening(heard(plain), Sample.WORKER, shifts::add);
    try (var update = opening.connection().prepareStatement(sql)) {
      update.setInt(1, 1);
      update.setInt(2, 60_000);
      assertFalse(update.execute(), "no rows come back");
      assertEquals(1, update.getUpdateCount());
      assertFalse(update.getMoreResults());
      assertEquals(-1, update.getUpdateCount(), "nothing follows");
    }
  }

  @Test
  void whoeverAsksForTheTimeFirstOpensAlone() throws SQLException {
    Instant now = opening.now();
    try (var first = connection.prepareStatement(ROLE)) {
      first.setString(1, Sample.WORKER.role());
      try (var row = first.executeQuery()) {
        row.next();
        assertEquals(1, row.getInt(1));
      }
    }
    assertEquals(2, prepared.size());
    assertEquals(ROLE, prepared.get(1));
    assertEquals(now, opening.now());
  }

  @Test
  void aSavepointIsSetAfterTheContext() throws SQLException {
    var before = connection.setSavepoint();
    try (var first = connection.prepareStatement(WHO)) {
      first.setString(1, "a");
      row(first);
    }
    connection.rollback(before);
    try (var after = connection.prepareStatement(WHO)) {
      after.setString(1, "b");
      assertEquals(List.of(who(), "b"), row(after));
    }
  }

  @Test
  void whatIsNoPlainStatementRunsAfterTheContext() throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery("select current_setting('fole.actor')")) {
      row.next();
      assertEquals(who(), row.getString(1));
    }
    assertEquals(1, prepared.size());
  }

  @Test
  void twoStatementsPreparedBeforeEitherRunsBothKnow() throws SQLException {
    try (var one = connection.prepareStatement(WHO);
        var other = connection.prepareStatement(WHO)) {
      one.setString(1, "a");
      other.setString(1, "b");
      assertEquals(List.of(who(), "b"), row(other));
      assertEquals(List.of(who(), "a"), row(one));
    }
  }

  @Test
  void aRefusedFirstStatementSaysWhy() throws SQLException {
    try (var first = connection.prepareStatement("select 1 / ?")) {
      first.setInt(1, 0);
      var refused = assertThrows(SQLException.class, first::executeQuery);
      assertEquals("22012", refused.getSQLState());
    }
  }

  @Test
  void whatAFirstStatementCannotDoIsRefused() throws SQLException {
    try (var first = connection.prepareStatement(WHO)) {
      assertThrows(UnsupportedOperationException.class, first::addBatch);
      assertThrows(UnsupportedOperationException.class, first::clearParameters);
    }
  }
}
