// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.audit.internal.Trail.Change;
import al.fole.database.LoginRole;
import al.fole.steps.Step;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A backlog is looked for once and gets its places batch after batch; whatever happens between two
 * of them, nothing is lost and nothing stands twice.
 */
final class BetweenBatchesTest {
  private static final int BATCH = 10;
  private static final int BACKLOG = 25;

  private final Trail trail;
  private final Connection connection;
  private final UUID me = UUID.randomUUID();
  private final Sequencer sequencer;
  private Step at = Step.SEQUENCE_LOCKED;
  private int passes;
  private Happening happening = () -> {};

  BetweenBatchesTest(@TempDir Path home) throws SQLException {
    trail = new Trail(home);
    connection = trail.connect(LoginRole.SEALER);
    sequencer = trail.sequencer(connection, me, this::reached, BATCH);
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
    trail.close();
  }

  /** What happens at a point. */
  private interface Happening {
    void happen() throws SQLException;
  }

  /** When a point is passed for the n-th time from now on. */
  private void when(Step step, int time, Happening what) {
    at = step;
    passes = time;
    happening = what;
  }

  private void reached(Step step) {
    if (step == at && --passes == 0) {
      try {
        happening.happen();
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private void assertPlaced(int entries) throws SQLException {
    assertEquals(
        entries + " " + entries + " " + (entries - 1),
        trail.one(
            "select count(*) || ' ' || count(distinct entry) || ' ' || max(log_index)"
                + " from journal.sequence"));
  }

  private long watermark() throws SQLException {
    return Long.parseLong(trail.one("select watermark from audit.log"));
  }

  /**
   * @param first whether this host has not looked at all entries yet; then the watermark is not
   *     relied on
   */
  private void begin(boolean first) throws SQLException {
    if (first) {
      trail.tamper("update audit.log set watermark = '999999999'");
    } else {
      assertEquals(0, sequencer.run());
    }
  }

  /**
   * Its time is before that of all others, and its transaction was the oldest when they were looked
   * for.
   */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatIsCommittedBetweenTwoBatchesIsPlacedAlthoughItIsOlder(boolean first) throws Exception {
    begin(first);
    try (var late = trail.connect(LoginRole.APP)) {
      late.setAutoCommit(false);
      trail.append(late, Instant.now().minusSeconds(600), change());
      trail.write(BACKLOG);
      when(Step.SEQUENCE_COMMITTED, 2, late::commit);
      assertEquals(BACKLOG, sequencer.run());
      assertEquals(BACKLOG + 1, sequencer.run());
    }
    assertPlaced(BACKLOG + 1);
  }

  @Test
  void whatOthersPlacedInBetweenIsNotPlacedAgainNorTheWatermarkSetBack() throws Exception {
    trail.write(BACKLOG);
    long[] moved = {0};
    try (var other = trail.connect(LoginRole.SEALER)) {
      when(
          Step.SEQUENCE_COMMITTED,
          1,
          () -> {
            trail.write(3);
            assertEquals(BACKLOG + 3, trail.sequencer(other, me).run());
            moved[0] = watermark();
          });
      assertEquals(BACKLOG + 3, sequencer.run());
    }
    assertTrue(moved[0] > 3 && watermark() >= moved[0], watermark() + " after " + moved[0]);
    assertPlaced(BACKLOG + 3);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aBatchThatFailedIsLookedForAgain(boolean first) throws Exception {
    begin(first);
    trail.write(BACKLOG);
    when(
        Step.SEQUENCE_ADVANCED,
        2,
        () -> {
          throw new SQLException("injected");
        });
    assertThrows(IllegalStateException.class, sequencer::run);
    assertPlaced(BATCH);
    assertEquals(BACKLOG, sequencer.run());
    assertPlaced(BACKLOG);
  }

  /** Three entries each: no batch ends with a transaction. */
  @Test
  void aTransactionStaysWholeAndEachBatchIsSigned() throws Exception {
    try (var writer = trail.connect(LoginRole.APP)) {
      for (int i = 0; i < BATCH; i++) {
        trail.append(writer, change(), change(), change());
      }
    }
    assertEquals(3 * BATCH, sequencer.run());
    assertPlaced(3 * BATCH);
    assertEquals(
        "12,21,30",
        trail.one("select string_agg(size::text, ',' order by size) from audit.checkpoint"));
    assertEquals(
        "0",
        trail.one(
            "select count(*) from journal.sequence s join journal.entry e on e.id = s.entry"
                + " where s.log_index % 3 <> e.position"));
  }

  private static Change change() {
    return new Change(UUID.randomUUID(), 1);
  }
}
