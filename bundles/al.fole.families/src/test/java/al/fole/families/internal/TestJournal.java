// SPDX-License-Identifier: EUPL-1.2
package al.fole.families.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import al.fole.journal.Checkpoint;
import al.fole.journal.Entry;
import al.fole.journal.Journal;
import al.fole.journal.Proof;
import al.fole.spi.Ref;
import al.fole.store.ReadTx;
import al.fole.testing.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A record's history read straight from the tables: types, versions and details. */
record TestJournal(TestDatabase postgres) implements Journal {
  private static final int SALT = 32;

  @Override
  public List<Entry> history(ReadTx tx, Ref record, int limit) {
    String sql =
        """
        select e.entry, e.type, e.version, e.record_version, e.at, d.subject, d.sealed
        from journal.event e left join journal.detail d on d.entry = e.entry
        where e.record_kind = ? and e.record = ? and e.record_version is not null
        order by e.record_version limit ?""";
    try (Connection connection = postgres.superuser().getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, record.kind());
      statement.setObject(2, record.id());
      statement.setInt(3, limit);
      try (ResultSet row = statement.executeQuery()) {
        var entries = new ArrayList<Entry>();
        while (row.next()) {
          Instant at = row.getTimestamp(5).toInstant();
          UUID subject = row.getObject(6, UUID.class);
          byte[] sealed = row.getBytes(7);
          entries.add(
              new Entry(
                  row.getObject(1, UUID.class),
                  row.getString(2),
                  row.getInt(3),
                  row.getLong(4),
                  at,
                  at,
                  tx.actor().who(),
                  tx.actor().role(),
                  tx.actor().unit(),
                  Map.of(),
                  sealed == null ? Map.of() : values(tx, subject, sealed)));
        }
        return entries;
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, String> values(ReadTx tx, UUID subject, byte[] sealed) {
    var key = Objects.requireNonNull(tx.keys(Set.of(subject)).get(subject));
    byte[] part = key.decrypt("journal.detail", sealed);
    String[] texts = new String(part, SALT, part.length - SALT, UTF_8).split("\0", -1);
    var values = new HashMap<String, String>();
    for (int i = 0; i + 1 < texts.length; i += 2) {
      values.put(texts[i], texts[i + 1]);
    }
    return values;
  }

  @Override
  public Optional<Checkpoint> checkpoint() {
    return Optional.empty();
  }

  @Override
  public Optional<Proof> proof(UUID entry) {
    return Optional.empty();
  }
}
