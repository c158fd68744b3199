// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.database.LoginRole;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that recovers from a crash is there again as soon as it is. */
class ComingServerTest {
  private static final int REFUSALS = 5;

  private static StoreOnPostgres db;

  private final AtomicInteger asked = new AtomicInteger();

  @BeforeAll
  static void open() {
    db = StoreOnPostgres.create();
  }

  @AfterAll
  static void close() {
    db.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"57P03", "08001"})
  void oneNewConnectionWaitsForIt(String refusal) throws Exception {
    try (Connection connection = refusing(refusal, REFUSALS).getConnection()) {
      assertTrue(connection.isValid(30));
    }
    assertEquals(REFUSALS + 1, asked.get());
  }

  @ParameterizedTest
  @ValueSource(strings = {"28P01", "53300", "3D000"})
  void whatItSaysOtherwiseIsSaidAtOnce(String refusal) {
    var told = assertThrows(SQLException.class, refusing(refusal, REFUSALS)::getConnection);
    assertEquals(refusal, told.getSQLState());
    assertEquals(1, asked.get());
  }

  @Test
  void oneThatDoesNotComeIsNotWaitedForForEver() {
    var told =
        assertThrows(SQLException.class, refusing("57P03", Integer.MAX_VALUE)::getConnection);
    assertEquals("57P03", told.getSQLState());
    assertTrue(asked.get() > 1, "asked " + asked);
  }

  @Test
  void whoeverClosesThePoolWaitsForNobody() {
    Thread.currentThread().interrupt();
    assertThrows(SQLException.class, refusing("57P03", REFUSALS)::getConnection);
    assertTrue(Thread.interrupted());
    assertEquals(1, asked.get());
  }

  /** Refuses so often first. */
  private TaggedSource refusing(String state, int times) {
    DataSource source =
        WatchedSource.connecting(
            db.postgres.source(LoginRole.APP),
            real -> {
              if (asked.incrementAndGet() <= times) {
                throw new SQLException("not now", state);
              }
            });
    return new TaggedSource(source, () -> db.engine.lease().session(), Duration.ofMinutes(1));
  }
}
