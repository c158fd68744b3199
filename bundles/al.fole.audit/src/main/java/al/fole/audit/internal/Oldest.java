// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who holds the watermark. The oldest transaction of the whole server that has written and not
 * ended may still bring entries, so the sealer looks again at everything since. Names session or
 * prepared transaction and its state, never a statement.
 */
final class Oldest {
  /** Older, it is named. */
  static final double NAMED_SECONDS = 1;

  private static final Pattern UNPRINTABLE = Pattern.compile("[^\\p{L}\\p{N} ._:/@-]");
  private static final int LONGEST = 64;

  /** Nothing runs when both are the same. */
  private static final String RUNNING =
      """
      select pg_snapshot_xmin(s)::text, pg_snapshot_xmin(s) < pg_snapshot_xmax(s)
      from pg_current_snapshot() s""";

  /** Everybody sees the locks; what the session says of itself only who may read all statistics. */
  private static final String HOLDER =
      """
      select l.pid, coalesce(a.application_name, ''), coalesce(a.usename, p.owner, ''),
        coalesce(a.datname, p.database, ''), coalesce(a.state, ''),
        coalesce(a.wait_event_type || ':' || a.wait_event, ''), p.gid,
        extract(epoch from clock_timestamp() - coalesce(a.xact_start, p.prepared))
      from (select ?::xid8::xid as x) oldest
      left join pg_locks l on l.locktype = 'transactionid' and l.mode = 'ExclusiveLock'
        and l.granted and l.transactionid = oldest.x
      left join pg_stat_activity a on a.pid = l.pid
      left join pg_prepared_xacts p on p.transaction = oldest.x
      limit 1""";

  private final LongSupplier nanos;
  private @Nullable String transaction;
  private long since;
  private @Nullable Holder holder;

  Oldest(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /**
   * A transaction older than a second.
   *
   * @param sentence who, in words
   * @param seconds its age
   */
  record Holder(String transaction, String sentence, double seconds) {}

  /** The last answer; null when nothing is held. */
  @Nullable Holder holder() {
    return holder;
  }

  /** Looks at the server now. Leaves no transaction open. */
  @Nullable Holder look(Connection connection) throws SQLException {
    try {
      String running = running(connection);
      long now = nanos.getAsLong();
      if (running == null || !running.equals(transaction)) {
        transaction = running;
        since = now;
      }
      holder = running == null ? null : named(connection, running, (now - since) / 1e9);
      return holder;
    } finally {
      connection.rollback();
    }
  }

  private static @Nullable String running(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(RUNNING);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getBoolean(2) ? row.getString(1) : null;
    }
  }

  private static @Nullable Holder named(Connection connection, String transaction, double seen)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(HOLDER)) {
      statement.setString(1, transaction);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        double seconds = Math.max(seen, row.getDouble(8));
        int pid = row.getInt(1);
        String gid = row.getString(7);
        if (seconds < NAMED_SECONDS || pid == 0 && gid == null) {
          return null;
        }
        return new Holder(transaction, sentence(row, pid, gid), seconds);
      }
    }
  }

  private static String sentence(ResultSet row, int pid, @Nullable String gid) throws SQLException {
    var said = new StringBuilder();
    if (gid != null) {
      said.append("prepared transaction ").append(plain(gid));
    } else {
      said.append("session ").append(pid);
      append(said, "application", row.getString(2));
    }
    append(said, "user", row.getString(3));
    append(said, "database", row.getString(4));
    append(said, "state", row.getString(5));
    append(said, "waits for", row.getString(6));
    return said.toString();
  }

  private static void append(StringBuilder said, String name, @Nullable String value) {
    String plain = plain(Objects.requireNonNullElse(value, ""));
    if (!plain.isBlank()) {
      said.append(", ").append(name).append(' ').append(plain);
    }
  }

  /** Whatever a client calls itself goes into no log as it is. */
  private static String plain(String text) {
    String plain = UNPRINTABLE.matcher(text).replaceAll("?");
    return plain.length() > LONGEST ? plain.substring(0, LONGEST) : plain;
  }
}
