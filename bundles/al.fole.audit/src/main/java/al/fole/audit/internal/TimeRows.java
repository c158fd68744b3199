// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The tables of signatures and time-stamps, by the sealer; each call commits by itself. */
final class TimeRows {
  private final Connection connection;

  TimeRows(Connection connection) {
    this.connection = connection;
  }

  /**
   * A checkpoint with its signature.
   *
   * @param token null while there is none
   */
  record Evidence(long size, String checkpoint, byte[] signature, byte @Nullable [] token) {}

  /**
   * The newest one.
   *
   * @param age since it was signed
   */
  record Newest(long size, String checkpoint, boolean stamped, Duration age) {}

  /** What the host that does it has to know: how often it failed, and whether it may ask again. */
  record Turn(int failures, boolean due) {}

  /** Takes the job or keeps it; empty while another host has it. */
  Optional<Turn> take(UUID me, Duration lease) throws SQLException {
    try (var statement =
        connection.prepareStatement(
            """
            update audit.evidence_job
            set holder = ?, held_until = clock_timestamp() + ? * interval '1 second'
            where holder is null or holder = ? or held_until < clock_timestamp()
            returning failures, retry_at is null or retry_at <= clock_timestamp()
            """)) {
      statement.setObject(1, me);
      statement.setLong(2, lease.toSeconds());
      statement.setObject(3, me);
      try (var rows = statement.executeQuery()) {
        return rows.next()
            ? Optional.of(new Turn(rows.getInt(1), rows.getBoolean(2)))
            : Optional.empty();
      }
    }
  }

  /** Gives the job back. */
  void release(UUID me) throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "update audit.evidence_job set holder = null, held_until = null where holder = ?")) {
      statement.setObject(1, me);
      statement.executeUpdate();
    }
  }

  /** The next try is so much later. */
  void failed(UUID me, Duration pause) throws SQLException {
    try (var statement =
        connection.prepareStatement(
            """
            update audit.evidence_job set failures = failures + 1,
              retry_at = clock_timestamp() + ? * interval '1 millisecond'
            where holder = ?
            """)) {
      statement.setLong(1, pause.toMillis());
      statement.setObject(2, me);
      statement.executeUpdate();
    }
  }

  Optional<Newest> newest(String origin) throws SQLException {
    try (var statement =
        connection.prepareStatement(
            """
            select size, checkpoint, token is not null,
              extract(epoch from clock_timestamp() - signed_at)::float8
            from audit.evidence where origin = ? order by size desc limit 1
            """)) {
      statement.setString(1, origin);
      try (var rows = statement.executeQuery()) {
        return rows.next()
            ? Optional.of(
                new Newest(
                    rows.getLong(1),
                    String.valueOf(rows.getString(2)),
                    rows.getBoolean(3),
                    Duration.ofMillis((long) (rows.getDouble(4) * 1000))))
            : Optional.empty();
      }
    }
  }

  /** The time of the last time-stamp of a log. */
  Optional<Instant> stamped(String origin) throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "select max(stamped_at) from audit.evidence where origin = ?")) {
      statement.setString(1, origin);
      try (var rows = statement.executeQuery()) {
        rows.next();
        return Optional.ofNullable(rows.getObject(1, OffsetDateTime.class))
            .map(OffsetDateTime::toInstant);
      }
    }
  }

  void signed(String origin, long size, String checkpoint, byte[] signature) throws SQLException {
    try (var statement =
        connection.prepareStatement(
            """
            insert into audit.evidence (origin, size, checkpoint, signature) values (?, ?, ?, ?)
            on conflict do nothing
            """)) {
      statement.setString(1, origin);
      statement.setLong(2, size);
      statement.setString(3, checkpoint);
      statement.setBytes(4, signature);
      statement.executeUpdate();
    }
  }

  /** Keeps a token; what failed before is forgotten. */
  void stamped(String origin, long size, byte[] token, Instant at) throws SQLException {
    try (var statement =
            connection.prepareStatement(
                """
                update audit.evidence set token = ?, stamped_at = ?
                where origin = ? and size = ? and token is null
                """);
        var job =
            connection.prepareStatement(
                "update audit.evidence_job set failures = 0, retry_at = null")) {
      statement.setBytes(1, token);
      statement.setObject(2, at.atOffset(ZoneOffset.UTC));
      statement.setString(3, origin);
      statement.setLong(4, size);
      statement.executeUpdate();
      job.executeUpdate();
    }
  }

  /** Those from a size on, the smallest first, so many at most. */
  List<Evidence> from(String origin, long size, int limit) throws SQLException {
    try (var statement =
        connection.prepareStatement(
            """
            select size, checkpoint, signature, token from audit.evidence
            where origin = ? and size >= ? order by size limit ?
            """)) {
      statement.setString(1, origin);
      statement.setLong(2, size);
      statement.setInt(3, limit);
      try (var rows = statement.executeQuery()) {
        var found = new ArrayList<Evidence>();
        while (rows.next()) {
          found.add(
              new Evidence(
                  rows.getLong(1),
                  String.valueOf(rows.getString(2)),
                  rows.getBytes(3),
                  rows.getBytes(4)));
        }
        return found;
      }
    }
  }
}
