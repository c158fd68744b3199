// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The entries without a place, in batches. A look goes through everything from the watermark on, so
 * there is one for all batches of a backlog: what it finds stays in a cursor of the database that
 * outlives the transaction of the look.
 *
 * <p>What a look does not see has a transaction from W on, the oldest one that ran at that moment,
 * wherever it would have stood in the order of the batches. So the watermark may move to this W
 * once the last batch of the look has its places, and never to a W of a later moment.
 */
final class Waiting {
  private final LogTables tables;
  private final int batch;
  private @Nullable Left left;
  private String oldest = "";
  private boolean last;

  /** How the log was left by a batch that others follow. */
  private record Left(long size, String watermark) {}

  /**
   * @param batch how many entries at a time
   */
  Waiting(LogTables tables, int batch) {
    this.tables = tables;
    this.batch = batch;
  }

  /**
   * The next batch, in the order in which entries get their places. It is of the look before where
   * the log is as {@link #placed} has left it, otherwise of a new one.
   *
   * @param head locked in this transaction
   * @param watermark from which a new look starts
   */
  List<LogEntries.Row> next(LogHead head, String watermark) throws SQLException {
    boolean goesOn = new Left(head.size(), head.watermark()).equals(left);
    left = null;
    List<UUID> found = goesOn ? found() : look(watermark);
    last = found.size() < batch;
    return tables.entries().withoutPlace(found);
  }

  /** Whether the look found nothing behind this batch. */
  boolean last() {
    return last;
  }

  /** The watermark once this batch has its places. */
  String watermark(LogHead head) {
    return last ? oldest : head.watermark();
  }

  /**
   * The places of the batch are durable.
   *
   * @param size of the log with them
   */
  void placed(LogHead before, long size) {
    left = last ? null : new Left(size, before.watermark());
  }

  private List<UUID> look(String watermark) throws SQLException {
    oldest = tables.entries().oldestRunning();
    try (var statement = tables.connection().createStatement()) {
      statement.execute("close all");
    }
    String sql =
        "declare waiting no scroll cursor with hold for select e.id "
            + LogEntries.WAITING
            + " order by e.recorded_at, e.node, e.epoch, e.seq, e.position";
    try (var statement = tables.connection().prepareStatement(sql)) {
      statement.setString(1, watermark);
      statement.execute();
    }
    return found();
  }

  private List<UUID> found() throws SQLException {
    var found = new ArrayList<UUID>();
    try (var statement = tables.connection().createStatement();
        var rows = statement.executeQuery("fetch " + batch + " from waiting")) {
      while (rows.next()) {
        found.add((UUID) rows.getObject(1));
      }
    }
    return found;
  }
}
