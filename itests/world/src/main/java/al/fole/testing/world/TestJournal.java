// SPDX-License-Identifier: EUPL-1.2
package al.fole.testing.world;

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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A record's history read straight from the tables: types, versions, facts and details. */
public record TestJournal(TestDatabase postgres) implements Journal {
  private static final int SALT = 32;

  @Override
  public List<Entry> history(ReadTx tx, Ref record, int limit) {
    String sql =
        """
        select e.entry, e.type, e.version, e.record_version, e.at,
          (select string_agg(key || '=' || value, ';') from jsonb_each_text(e.facts))
        from journal.event e
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
          UUID entry = row.getObject(1, UUID.class);
          var at = row.getTimestamp(5).toInstant();
          entries.add(
              new Entry(
                  entry,
                  row.getString(2),
                  row.getInt(3),
                  row.getLong(4),
                  at,
                  at,
                  tx.actor().who(),
                  tx.actor().role(),
                  tx.actor().unit(),
                  facts(row.getString(6)),
                  details(tx, connection, entry)));
        }
        return entries;
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, String> facts(@Nullable String text) {
    var facts = new HashMap<String, String>();
    for (String fact : text == null ? new String[0] : text.split(";", -1)) {
      int equals = fact.indexOf('=');
      facts.put(fact.substring(0, equals), fact.substring(equals + 1));
    }
    return facts;
  }

  /** Of whoever has a key still. */
  private static Map<String, String> details(ReadTx tx, Connection connection, UUID entry)
      throws SQLException {
    var details = new HashMap<String, String>();
    try (PreparedStatement statement =
        connection.prepareStatement("select subject, sealed from journal.detail where entry = ?")) {
      statement.setObject(1, entry);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          UUID subject = row.getObject(1, UUID.class);
          var key = tx.keys(Set.of(subject)).get(subject);
          if (key != null) {
            byte[] part = key.decrypt("journal.detail", row.getBytes(2));
            String[] texts = new String(part, SALT, part.length - SALT, UTF_8).split("\0", -1);
            for (int i = 0; i + 1 < texts.length; i += 2) {
              details.put(texts[i], texts[i + 1]);
            }
          }
        }
      }
    }
    return details;
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
