// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import al.fole.database.LoginRole;
import al.fole.event.Notice;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the primary says of what a standby has seen; the standbys are made up. */
class FreshnessTest {
  /** What a standby of this database would say that has seen everything until now. */
  private static final String SEEN =
      "select (select shift_seconds from store.clock), "
          + Sight.COLUMNS.replace("pg_is_in_recovery()", "true");

  private static StoreOnPostgres db;

  @BeforeAll
  static void open() {
    db = StoreOnPostgres.create();
    Sample.make(db.store, "before");
    db.engine.tellHandWork();
  }

  @AfterAll
  static void close() {
    db.close();
  }

  private Sight seen() {
    long begun = System.nanoTime();
    try (Connection connection = db.postgres.source(LoginRole.APP).getConnection();
        PreparedStatement statement = connection.prepareStatement(SEEN);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return new Sight(
          row.getLong(2),
          row.getInt(3),
          row.getString(4),
          row.getObject(5, UUID.class),
          row.getLong(6),
          row.getLong(1),
          row.getLong(7),
          row.getString(8),
          begun);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<Freshness> said(Sight... sights) {
    try (Connection connection = db.postgres.source(LoginRole.APP).getConnection()) {
      return Freshness.of(connection, List.of(sights));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void is(Freshness expected, Sight sight) {
    assertEquals(List.of(expected), said(sight));
  }

  private void notices(int count) {
    for (int i = 0; i < count; i++) {
      db.store.note(
          Sample.WORKER,
          Notice.disclosed("sample.read", "VKM-2026 n.8/1", null, List.of(UUID.randomUUID())));
    }
  }

  @Test
  void whoHasSeenEverythingIsTheSameAlsoAfterReads() {
    Sight sight = seen();
    is(Freshness.SAME, sight);
    notices(3);
    is(Freshness.SAME, sight);
  }

  @Test
  void aChangeThatWasCommittedSinceIsMissing() {
    Sight sight = seen();
    Sample.make(db.store, "since");
    is(Freshness.LATE, sight);
    is(Freshness.SAME, seen());
  }

  /** A standby does not say which of the later transactions it knows the end of. */
  @Test
  void aChangeThatHadBegunThenIsMissing() {
    var during = new Sight[1];
    db.store.write(
        Sample.WORKER,
        tx -> {
          var receipt = Sample.make(tx, "under way");
          Sample.make(db.store, "committed before it");
          during[0] = seen();
          return receipt;
        });
    is(Freshness.LATE, during[0]);
  }

  @Test
  void workByHandIsMissingBeforeAnEntryTellsOfIt() throws SQLException {
    Sight sight = seen();
    try (Connection connection = db.postgres.superuser().getConnection();
        var statement = connection.createStatement()) {
      // Told already: no entry comes after it.
      statement.execute(
          "insert into journal.hand (table_name, db_user, reason, told_at)"
              + " values ('sample.thing', 'db:x', 'order 1', now())");
    }
    is(Freshness.LATE, sight);
  }

  @Test
  void aMigrationAndAMovedClockAreMissing() {
    is(Freshness.LATE, but(seen(), Other.MIGRATIONS));
    is(Freshness.LATE, but(seen(), Other.SHIFT));
  }

  @Test
  void moreThanCanBeLookedThroughIsLate() throws SQLException {
    Sight sight = seen();
    try (Connection connection = db.postgres.superuser().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(
          """
          insert into journal.entry
            (id, recorded_at, node, epoch, seq, position, leaf, leaf_hash, seal)
          select gen_random_uuid(), now(), 9, 1, n, 0, 'x', sha256('x'), sha256('x')
          from generate_series(1, %d) n"""
              .formatted(Freshness.ENTRIES - 1));
    }
    is(Freshness.SAME, sight);
    notices(1);
    is(Freshness.LATE, sight);
  }

  /** What may be different. */
  private enum Other {
    STANDBY,
    CLUSTER,
    TIMELINE,
    JOURNAL,
    EMPTY,
    ROLE,
    SHIFT,
    MIGRATIONS
  }

  private static Sight but(Sight s, Other other) {
    return new Sight(
        other == Other.STANDBY ? 0 : s.system() + (other == Other.CLUSTER ? 1 : 0),
        s.timeline() + (other == Other.TIMELINE ? 1 : 0),
        s.oldest(),
        other == Other.EMPTY ? null : other == Other.JOURNAL ? UUID.randomUUID() : s.newest(),
        s.micros(),
        s.shift() - (other == Other.SHIFT ? 1 : 0),
        s.migrations() - (other == Other.MIGRATIONS ? 1 : 0),
        other == Other.ROLE ? "postgres" : s.role(),
        s.begun());
  }

  @ParameterizedTest
  @EnumSource(names = {"STANDBY", "CLUSTER", "TIMELINE", "JOURNAL", "EMPTY", "ROLE"})
  void whoIsNoStandbyOfThisPrimaryReadAsItsRoleIsForeign(Other other) {
    is(Freshness.FOREIGN, but(seen(), other));
  }

  private static Sight at(Sight s, Duration clock, Duration begun) {
    return new Sight(
        s.system(),
        s.timeline(),
        s.oldest(),
        s.newest(),
        s.micros() + clock.toNanos() / 1_000,
        s.shift(),
        s.migrations(),
        s.role(),
        s.begun() + begun.toNanos());
  }

  /** Hours, so that no load of the machine matters. */
  @Test
  void aClockThatDiffersIsToldFromAReadThatTookLong() {
    var hour = Duration.ofHours(1);
    Sight sight = seen();
    is(Freshness.CLOCK, at(sight, hour, Duration.ZERO));
    is(Freshness.CLOCK, at(sight, hour.negated(), Duration.ZERO));
    is(Freshness.SAME, at(sight, hour.negated(), hour.negated()));
  }

  @Test
  void eachOfSeveralHasItsOwnAnswerInTheirOrder() {
    Sight before = seen();
    Sample.make(db.store, "between");
    Sight after = seen();
    var hour = Duration.ofHours(1);
    assertEquals(
        List.of(Freshness.SAME, Freshness.LATE, Freshness.CLOCK, Freshness.SAME),
        said(after, before, at(after, hour, Duration.ZERO), after));
    assertEquals(List.of(), said());
  }
}
