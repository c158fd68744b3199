// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import al.fole.keys.Seals;
import al.fole.spi.Ref;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All entries of one transaction, with their event rows, subjects and details, appended by one
 * statement that carries COMMIT in the same round trip.
 */
final class JournalBatch {
  private static final byte[] SEAL = "fole-seal-v1".getBytes(UTF_8);

  private static final String APPEND =
      """
      with event as (
        insert into journal.event (entry, type, version, record_kind, record, record_version,
            municipality, at, facts, reactions, salt)
        select entry, type, version, record_kind, record, record_version, municipality,
            timestamptz 'epoch' + micros * interval '1 microsecond', facts::jsonb,
            string_to_array(reactions, ','), salt
        from unnest(?::uuid[], ?::text[], ?::int[], ?::text[], ?::uuid[], ?::bigint[], ?::text[],
            ?::bigint[], ?::text[], ?::text[], ?::bytea[]) as e (entry, type, version, record_kind,
            record, record_version, municipality, micros, facts, reactions, salt)
      ), subject as (
        insert into journal.event_subject (entry, subject, position)
        select * from unnest(?::uuid[], ?::uuid[], ?::int[])
      ), detail as (
        insert into journal.detail (entry, part, subject, sealed)
        select * from unnest(?::uuid[], ?::int[], ?::uuid[], ?::bytea[])
      ), claim as (
        update store.claim set record = ?, version = ? where claim = ?
      )
      insert into journal.entry (id, recorded_at, node, epoch, seq, position, leaf, leaf_hash, seal)
      select id, ?, ?, ?, ?, (place - 1)::int, leaf, hash, ?
      from unnest(?::uuid[], ?::bytea[], ?::bytea[]) with ordinality as e (id, leaf, hash, place);
      commit""";

  private final List<Pending> entries;
  private final NodeLedger.Ticket ticket;
  private final Instant recorded = Instant.now().truncatedTo(ChronoUnit.MICROS);
  private final List<byte[]> salts = new ArrayList<>();
  private final List<byte[]> leaves = new ArrayList<>();
  private final List<byte[]> hashes = new ArrayList<>();
  private final byte[] seal;

  /** The receipt a claim keeps. */
  record Claim(byte[] claim, UUID record, long version) {}

  JournalBatch(
      List<Pending> entries, Map<UUID, UUID> handles, NodeLedger.Ticket ticket, Seals seals) {
    this.entries = entries;
    this.ticket = ticket;
    for (Pending entry : entries) {
      byte[] salt = Uuid7.random(32);
      byte[] row = Commitments.eventRow(entry.type(), entry.typeVersion(), entry.facts());
      boolean first = leaves.isEmpty();
      var place =
          new Leaf.Place(
              ticket.node(),
              ticket.epoch(),
              ticket.sequence(),
              leaves.size(),
              entries.size(),
              recorded,
              first ? ticket.voids() : List.of(),
              first ? ticket.start() : null);
      byte[] leaf = Leaf.encode(place, entry.content(handles, Commitments.event(salt, row)));
      salts.add(salt);
      leaves.add(leaf);
      hashes.add(Hash.leaf(leaf));
    }
    this.seal = seals.seal(ticket.node(), sealed(ticket, hashes));
  }

  /** What the seal covers, ENTRY-FORMAT-1 §3. */
  static byte[] sealed(NodeLedger.Ticket ticket, List<byte[]> leafHashes) {
    var parts = new ArrayList<byte[]>();
    parts.add(SEAL);
    parts.add(Leaf.number(ticket.node(), 2));
    parts.add(Leaf.number(ticket.epoch(), 4));
    parts.add(Leaf.number(ticket.sequence(), 8));
    parts.add(Leaf.number(leafHashes.size(), 2));
    parts.addAll(leafHashes);
    return Leaf.join(parts);
  }

  /** Id of an entry by which the outcome can be looked up. */
  UUID mark() {
    return entries.get(0).id();
  }

  /** Appends and commits. */
  void commit(Connection connection, @Nullable Claim claim) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(APPEND)) {
      var to = new Binding(connection, statement);
      events(to);
      subjects(to);
      details(to);
      to.next(claim == null ? null : claim.record());
      to.next(claim == null ? null : (Long) claim.version());
      statement.setBytes(to.index++, claim == null ? null : claim.claim());
      statement.setObject(to.index++, recorded.atOffset(ZoneOffset.UTC));
      statement.setInt(to.index++, ticket.node());
      statement.setLong(to.index++, ticket.epoch());
      statement.setLong(to.index++, ticket.sequence());
      statement.setBytes(to.index++, seal);
      to.array("uuid", entries.stream().map(Pending::id).toArray());
      to.array("bytea", leaves.toArray(byte[][]::new));
      to.array("bytea", hashes.toArray(byte[][]::new));
      statement.execute();
      if (statement.getUpdateCount() != entries.size()) {
        throw new IllegalStateException("the journal took another number of entries");
      }
    }
  }

  private void events(Binding to) throws SQLException {
    to.array("uuid", entries.stream().map(Pending::id).toArray());
    to.array("text", entries.stream().map(Pending::type).toArray());
    to.array("int4", entries.stream().map(Pending::typeVersion).toArray());
    to.array("text", entries.stream().map(e -> kind(e.record())).toArray());
    to.array("uuid", entries.stream().map(e -> id(e.record())).toArray());
    to.array(
        "int8",
        entries.stream().map(e -> e.recordVersion() == 0 ? null : e.recordVersion()).toArray());
    to.array("text", entries.stream().map(Pending::municipality).toArray());
    to.array("int8", entries.stream().map(e -> Leaf.micros(e.at())).toArray());
    to.array("text", entries.stream().map(e -> json(e.facts())).toArray());
    to.array("text", entries.stream().map(e -> String.join(",", e.reactions())).toArray());
    to.array("bytea", salts.toArray(byte[][]::new));
  }

  private static @Nullable String kind(@Nullable Ref record) {
    return record == null ? null : record.kind();
  }

  private static @Nullable UUID id(@Nullable Ref record) {
    return record == null ? null : record.id();
  }

  private void subjects(Binding to) throws SQLException {
    var of = new ArrayList<UUID>();
    var subjects = new ArrayList<UUID>();
    var positions = new ArrayList<Integer>();
    for (Pending entry : entries) {
      for (int i = 0; i < entry.subjects().size(); i++) {
        of.add(entry.id());
        subjects.add(entry.subjects().get(i));
        positions.add(i);
      }
    }
    to.array("uuid", of.toArray());
    to.array("uuid", subjects.toArray());
    to.array("int4", positions.toArray());
  }

  private void details(Binding to) throws SQLException {
    var of = new ArrayList<UUID>();
    var parts = new ArrayList<Integer>();
    var subjects = new ArrayList<UUID>();
    var sealed = new ArrayList<byte[]>();
    for (Pending entry : entries) {
      for (int i = 0; i < entry.details().size(); i++) {
        of.add(entry.id());
        parts.add(i);
        subjects.add(entry.details().get(i).subject());
        sealed.add(entry.details().get(i).sealed());
      }
    }
    to.array("uuid", of.toArray());
    to.array("int4", parts.toArray());
    to.array("uuid", subjects.toArray());
    to.array("bytea", sealed.toArray(byte[][]::new));
  }

  /** A flat JSON object of texts. */
  static String json(Map<String, String> values) {
    var text = new StringBuilder("{");
    values.forEach(
        (name, value) -> {
          text.append(text.length() == 1 ? "" : ",");
          quote(text, name);
          text.append(':');
          quote(text, value);
        });
    return text.append('}').toString();
  }

  private static void quote(StringBuilder text, String value) {
    text.append('"');
    for (char c : value.toCharArray()) {
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c < ' ') {
        text.append(String.format("\\u%04x", (int) c));
      } else {
        text.append(c);
      }
    }
    text.append('"');
  }

  /** Binds parameters from left to right. */
  private static final class Binding {
    private final Connection connection;
    private final PreparedStatement statement;
    private int index = 1;

    Binding(Connection connection, PreparedStatement statement) {
      this.connection = connection;
      this.statement = statement;
    }

    void array(String type, @Nullable Object[] values) throws SQLException {
      Array array = connection.createArrayOf(type, values);
      statement.setArray(index++, array);
    }

    void next(@Nullable Object value) throws SQLException {
      if (value == null) {
        statement.setNull(index++, java.sql.Types.OTHER);
      } else {
        statement.setObject(index++, value);
      }
    }
  }
}
