// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Whether what a replica showed is what the primary would have shown (decision 0034). Every change
 * has its entry in the same transaction, so the journal knows what a replica has not seen; a mere
 * notice changes nothing.
 */
enum Freshness {
  /** Nothing has been changed that the replica had not seen. */
  SAME,
  /** Something has, or too much to tell at once. */
  LATE,
  /** It is no standby of this primary, does not follow its timeline yet, or was read as another. */
  FOREIGN,
  /** Its clock and the primary's differ: rights end by the clock. */
  CLOCK;

  /** So many entries are looked through, by key; more than that is late. */
  static final int ENTRIES = 1_000;

  /** Clocks may differ by so much. */
  static final long CLOCK_MICROS = 1_000_000;

  private static final String ASKED =
      """
      select case
        when s.role <> current_user
          or s.system <> (select system_identifier from pg_control_system())
          or s.timeline
            <> ('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::int4
          or not exists (select from journal.entry n where n.id = s.newest) then 'FOREIGN'
        when (extract(epoch from clock_timestamp()) * 1000000)::int8 - s.micros
          not between -%2$d and s.elapsed + %2$d then 'CLOCK'
        when s.shift <> (select shift_seconds from store.clock)
          or s.migrations <> (select count(*) from store.migration)
          or exists (select from journal.hand h where h.xid >= s.oldest::xid8)
          or (select count(*) = %1$d or count(
                (select e.record_version from journal.event e where e.entry = n.id)) > 0
              from (select id from journal.entry where xid >= s.oldest::xid8
                order by xid limit %1$d) n) then 'LATE'
        else 'SAME' end
      from unnest(?::int8[], ?::int4[], ?::text[], ?::uuid[], ?::int8[], ?::int8[], ?::int8[],
          ?::text[], ?::int8[]) with ordinality
        as s (system, timeline, oldest, newest, micros, shift, migrations, role, elapsed, place)
      order by s.place"""
          .formatted(ENTRIES, CLOCK_MICROS);

  /**
   * Asks the primary, of several at once.
   *
   * @return one answer each, in their order
   */
  static List<Freshness> of(Connection primary, List<Sight> sights) throws SQLException {
    var answers = new ArrayList<Freshness>();
    if (sights.isEmpty()) {
      return answers;
    }
    long now = System.nanoTime();
    try (PreparedStatement statement = primary.prepareStatement(ASKED)) {
      array(statement, 1, "int8", sights, Sight::system);
      array(statement, 2, "int4", sights, Sight::timeline);
      array(statement, 3, "text", sights, Sight::oldest);
      array(statement, 4, "uuid", sights, Sight::newest);
      array(statement, 5, "int8", sights, Sight::micros);
      array(statement, 6, "int8", sights, Sight::shift);
      array(statement, 7, "int8", sights, Sight::migrations);
      array(statement, 8, "text", sights, Sight::role);
      array(statement, 9, "int8", sights, sight -> (now - sight.begun()) / 1_000);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          answers.add(valueOf(row.getString(1)));
        }
      }
    }
    return answers;
  }

  private static void array(
      PreparedStatement statement,
      int place,
      String type,
      List<Sight> sights,
      Function<Sight, Object> value)
      throws SQLException {
    Object[] values = sights.stream().map(value).toArray();
    statement.setArray(place, statement.getConnection().createArrayOf(type, values));
  }
}
