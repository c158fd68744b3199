// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import al.fole.event.Event;
import al.fole.event.EventType;
import al.fole.spi.Ref;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Turns what was changed past the product into entries: who the database says did it, why, and each
 * version of a record that came of it. The database has let it through only because the reason was
 * given (decision 0027).
 */
final class HandWork {
  private static final int MOST = 200;

  /** Oldest first; a row that another host has in hand is left to it. */
  private static final String UNTOLD =
      """
      select h.id, h.table_name, h.db_user, h.reason from journal.hand h
      where h.told_at is null order by h.at limit 20 for no key update skip locked""";

  private static final String RECORDS =
      """
      select r.kind, r.record, r.version from journal.hand_record r
      where r.hand = ? and not exists (select from journal.event e
        where e.record = r.record and e.record_version = r.version)
      order by r.record, r.version limit ?""";

  private static final String TOLD =
      "update journal.hand set told_at = clock_timestamp() where id = ?";

  private final Transactions transactions;

  HandWork(Transactions transactions) {
    this.transactions = transactions;
  }

  /**
   * Somebody worked on a table past the product.
   *
   * @param reference what ordered it, as the database took it: a word and perhaps a number
   */
  @EventType(name = "store.worked-by-hand", ground = "VKM-2026 n.8/1")
  record WorkedByHand(UUID hand, long version, String table, String user, String reference)
      implements Event {
    @Override
    public Ref record() {
      return new Ref("hand", hand);
    }

    @Override
    public List<UUID> subjects() {
      return List.of();
    }
  }

  /** A version of a record that came of it. */
  @EventType(name = "store.changed-by-hand", ground = "VKM-2026 n.8/1")
  record ChangedByHand(String kind, UUID id, long version, UUID hand) implements Event {
    @Override
    public Ref record() {
      return new Ref(kind, id);
    }

    /** A person is told who looked at him; of another record the store knows nobody. */
    @Override
    public List<UUID> subjects() {
      return kind.equals("person") ? List.of(id) : List.of();
    }
  }

  /** Tells all there is; a large piece of work takes several transactions. */
  void tell() {
    boolean more = true;
    while (more) {
      more = transactions.follow(SystemActor.of("store.by-hand"), HandWork::some);
    }
  }

  private static boolean some(Connection connection, Writing tx) throws SQLException {
    List<WorkedByHand> untold = untold(connection);
    int left = MOST;
    for (WorkedByHand work : untold) {
      List<ChangedByHand> records = records(connection, work.hand(), left);
      records.forEach(changed -> tx.record(changed, List.of()));
      left -= records.size();
      if (left == 0) {
        return true; // this one is told when all of its records are
      }
      tx.record(work, List.of());
      told(connection, work.hand());
    }
    return !untold.isEmpty();
  }

  private static List<WorkedByHand> untold(Connection connection) throws SQLException {
    var found = new ArrayList<WorkedByHand>();
    try (PreparedStatement statement = connection.prepareStatement(UNTOLD);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        found.add(
            new WorkedByHand(
                row.getObject(1, UUID.class),
                1,
                String.valueOf(row.getString(2)),
                String.valueOf(row.getString(3)),
                String.valueOf(row.getString(4))));
      }
    }
    return found;
  }

  private static List<ChangedByHand> records(Connection connection, UUID hand, int most)
      throws SQLException {
    var found = new ArrayList<ChangedByHand>();
    try (PreparedStatement statement = connection.prepareStatement(RECORDS)) {
      statement.setObject(1, hand);
      statement.setInt(2, most);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          found.add(
              new ChangedByHand(
                  String.valueOf(row.getString(1)),
                  row.getObject(2, UUID.class),
                  row.getLong(3),
                  hand));
        }
      }
    }
    return found;
  }

  private static void told(Connection connection, UUID hand) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(TOLD)) {
      statement.setObject(1, hand);
      statement.executeUpdate();
    }
  }
}
