// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import al.fole.journal.StoredEvent;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The log as followers read it, and the table of how far each has come. */
final class LogCursor {
  /** Before the first entry. */
  static final long NOWHERE = -1;

  /** Another host runs the name. */
  static final long ELSEWHERE = -2;

  private static final int CHUNK = 512;
  private static final int LOOK = 4_096;

  private final DataSource jobs;

  LogCursor(DataSource jobs) {
    this.jobs = jobs;
  }

  /** Events to take, and how far the log was read for them. */
  record Chunk(List<StoredEvent> events, long end) {}

  private interface Query<T> {
    T run(Connection connection) throws SQLException;
  }

  private <T> T query(Query<T> query) {
    try (Connection connection = jobs.getConnection()) {
      T result = query.run(connection);
      connection.commit();
      return result;
    } catch (SQLException e) {
      throw Sql.told(e);
    }
  }

  /**
   * What came into the log since it was looked at last.
   *
   * @param from after which index
   * @param end index of the last entry in it
   * @param types of the events in it
   */
  record Look(long from, long end, Set<String> types) {}

  /** Index of the last entry in the log; empty when it cannot be told, so that nobody starts. */
  OptionalLong end() {
    try (Connection connection = jobs.getConnection();
        PreparedStatement statement =
            connection.prepareStatement("select max(log_index) from journal.sequence");
        ResultSet row = statement.executeQuery()) {
      row.next();
      long end = row.getLong(1);
      return OptionalLong.of(row.wasNull() ? NOWHERE : end);
    } catch (SQLException e) {
      return OptionalLong.empty();
    }
  }

  /**
   * One look for all names: what is in it for none of them costs none of them anything. Empty when
   * it cannot be told.
   */
  Optional<Look> look(long from) {
    String sql =
        """
        with chunk as (select log_index, entry from journal.sequence
            where log_index > ? order by log_index limit ?)
        select max(c.log_index), array_agg(distinct e.type) filter (where e.type is not null)
        from chunk c left join lateral (
          select type from journal.event
          where entry = c.entry and record_version is not null limit 1) e on true""";
    try (Connection connection = jobs.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, from);
      statement.setInt(2, LOOK);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        long end = row.getLong(1);
        if (row.wasNull()) {
          return Optional.of(new Look(from, from, Set.of()));
        }
        Array types = row.getArray(2);
        return Optional.of(
            new Look(from, end, types == null ? Set.of() : Set.of((String[]) types.getArray())));
      }
    } catch (SQLException e) {
      return Optional.empty();
    }
  }

  /** Takes or keeps the lease of a name; its position, or {@link #ELSEWHERE}. */
  long lease(String name, UUID holder) {
    String sql =
        """
        insert into store.cursor (name, holder, until)
        values (?, ?, clock_timestamp() + interval '15 seconds')
        on conflict (name) do update set holder = excluded.holder, until = excluded.until
        where cursor.holder is null or cursor.holder = excluded.holder
          or cursor.until < clock_timestamp()
        returning position""";
    return query(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, name);
            statement.setObject(2, holder);
            try (ResultSet row = statement.executeQuery()) {
              return row.next() ? row.getLong(1) : ELSEWHERE;
            }
          }
        });
  }

  /** Moves the cursor inside the transaction of the effect; the row stays locked until its end. */
  boolean move(Connection connection, String name, UUID holder, long from, long to)
      throws SQLException {
    String sql =
        """
        update store.cursor set position = ?, until = clock_timestamp() + interval '15 seconds'
        where name = ? and holder = ? and position = ?""";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, to);
      statement.setString(2, name);
      statement.setObject(3, holder);
      statement.setLong(4, from);
      return statement.executeUpdate() == 1;
    }
  }

  void release(String name, UUID holder) {
    query(
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "update store.cursor set holder = null where name = ? and holder = ?")) {
            statement.setString(1, name);
            statement.setObject(2, holder);
            return statement.executeUpdate();
          }
        });
  }

  /**
   * The events of some types among the next entries after a position. Each is looked up by its key:
   * a plan that joined them would read the whole journal for the few entries since the last look.
   */
  Chunk next(long position, Set<String> types) {
    String sql =
        """
        with chunk as (select log_index, entry from journal.sequence
            where log_index > ? order by log_index limit ?)
        select c.log_index, c.entry, e.type, e.version, e.record, e.record_version,
          e.municipality, e.at, e.reactions,
          array(select key from jsonb_each_text(e.facts) order by key),
          array(select value from jsonb_each_text(e.facts) order by key)
        from chunk c left join lateral (
          select * from journal.event
          where entry = c.entry and type = any(?) and record_version is not null limit 1) e on true
        order by c.log_index""";
    return query(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, position);
            statement.setInt(2, CHUNK);
            statement.setArray(3, connection.createArrayOf("text", types.toArray()));
            try (ResultSet row = statement.executeQuery()) {
              var events = new ArrayList<StoredEvent>();
              long end = position;
              while (row.next()) {
                end = row.getLong(1);
                if (row.getString(3) != null) {
                  events.add(event(row));
                }
              }
              return new Chunk(events, end);
            }
          }
        });
  }

  private static StoredEvent event(ResultSet row) throws SQLException {
    return new StoredEvent(
        row.getObject(2, UUID.class),
        row.getLong(1),
        row.getString(3),
        row.getInt(4),
        row.getObject(5, UUID.class),
        row.getLong(6),
        nullable(row.getString(7)),
        row.getObject(8, java.time.OffsetDateTime.class).toInstant(),
        facts((String[]) row.getArray(10).getArray(), (String[]) row.getArray(11).getArray()),
        Set.of((String[]) row.getArray(9).getArray()));
  }

  private static @Nullable String nullable(@Nullable String text) {
    return text;
  }

  private static Map<String, String> facts(String[] names, String[] values) {
    var facts = new HashMap<String, String>();
    for (int i = 0; i < names.length; i++) {
      facts.put(names[i], values[i]);
    }
    return facts;
  }
}
