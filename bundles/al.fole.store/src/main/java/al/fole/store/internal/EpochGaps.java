// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds which numbers of a node's last epoch nobody has accounted for. The host has said in its row
 * up to which number all were in the journal. What is not there up to that one was taken away, and
 * no crash explains it: the last number seen counts it, it is not named, and a verifier misses it.
 */
final class EpochGaps {
  private static final int VOID = 32;

  /**
   * So many fit into an entry beside everything else, and no host has more in the air ({@link
   * NodeLedger#take}). More are gone only where somebody took them; a verifier misses those.
   */
  static final int NAMED = 64;

  private EpochGaps() {}

  /** What the next epoch has to say of the last one with entries; null when there is none. */
  static Leaf.@Nullable EpochStart find(Connection connection, int node) throws SQLException {
    String sql =
        """
        select epoch, max(seq), coalesce((select settled from store.node n
            where n.node = e.node and n.epoch = e.epoch), 0)
        from journal.entry e where node = ? group by node, epoch order by epoch desc limit 1""";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(1, node);
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          return null;
        }
        long epoch = row.getLong(1);
        long newest = row.getLong(2);
        long settled = row.getLong(3);
        long last = Math.max(newest, settled);
        return new Leaf.EpochStart(
            epoch, last, unaccounted(connection, node, epoch, settled, last));
      }
    }
  }

  private static List<Long> unaccounted(
      Connection connection, int node, long epoch, long settled, long last) throws SQLException {
    var numbers = new TreeSet<Long>();
    for (long n = settled + 1; n <= last; n++) {
      numbers.add(n);
    }
    String sql =
        """
        select seq, leaf from journal.entry
        where node = ? and epoch = ? and seq > ? and position = 0""";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(1, node);
      statement.setLong(2, epoch);
      statement.setLong(3, settled);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          numbers.remove(row.getLong(1));
          voids(row.getBytes(2)).forEach(numbers::remove);
        }
      }
    }
    return numbers.stream().limit(NAMED).toList();
  }

  /** Numbers an entry declares void. */
  static List<Long> voids(byte[] leaf) {
    var voids = new ArrayList<Long>();
    ByteBuffer fields = ByteBuffer.wrap(leaf);
    while (fields.hasRemaining()) {
      int field = Short.toUnsignedInt(fields.getShort());
      int length = Short.toUnsignedInt(fields.getShort());
      int end = fields.position() + length;
      while (field == VOID && fields.position() < end) {
        voids.add(fields.getLong());
      }
      fields.position(end);
    }
    return voids;
  }
}
