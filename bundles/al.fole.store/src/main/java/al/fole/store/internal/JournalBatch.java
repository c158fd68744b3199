// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import al.fole.keys.Seals;
import al.fole.store.internal.Append.Column;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All entries of one transaction, with their event rows, subjects and details, appended by one
 * statement that carries COMMIT in the same round trip.
 */
final class JournalBatch {
  private static final byte[] SEAL = "fole-seal-v1".getBytes(UTF_8);

  private static final String TIME = "timestamptz 'epoch' + %s * interval '1 microsecond'";

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

  /**
   * Appends and commits.
   *
   * @param made rows of subjects that came into being in the same transaction
   */
  void commit(Connection connection, Collection<SubjectKeys.Made> made, @Nullable Claim claim)
      throws SQLException {
    var append = new Append();
    events(append);
    subjects(append);
    details(append);
    SubjectKeys.append(append, made);
    if (claim != null) {
      append.also(
          "update store.claim set record = ?, version = ? where claim = ?",
          Column.of("record", "uuid", claim.record()),
          Column.of("version", "int8", claim.version()),
          Column.of("claim", "bytea", (Object) claim.claim()));
    }
    append.insert(
        "journal.entry (id, recorded_at, node, epoch, seq, position, leaf, leaf_hash, seal)",
        "id, " + TIME.formatted("recorded") + ", node, epoch, seq, ({place} - 1)::int, leaf, hash, seal",
        of("id", "uuid", Pending::id),
        of("recorded", "int8", e -> Leaf.micros(recorded)),
        of("node", "int4", e -> ticket.node()),
        of("epoch", "int8", e -> ticket.epoch()),
        of("seq", "int8", e -> ticket.sequence()),
        new Column("leaf", "bytea", leaves),
        new Column("hash", "bytea", hashes),
        of("seal", "bytea", e -> seal));
    if (append.commit(connection) != entries.size()) {
      throw new IllegalStateException("the journal took another number of entries");
    }
  }

  private void events(Append append) {
    append.insert(
        "journal.event (entry, type, version, record_kind, record, record_version, municipality,"
            + " at, facts, reactions, salt)",
        "entry, type, version, record_kind, record, record_version, municipality, "
            + TIME.formatted("micros")
            + ", facts::jsonb, string_to_array(reactions, ','), salt",
        of("entry", "uuid", Pending::id),
        of("type", "text", Pending::type),
        of("version", "int4", Pending::typeVersion),
        of("record_kind", "text", e -> e.record() == null ? null : e.record().kind()),
        of("record", "uuid", e -> e.record() == null ? null : e.record().id()),
        of("record_version", "int8", e -> e.recordVersion() == 0 ? null : e.recordVersion()),
        of("municipality", "text", Pending::municipality),
        of("micros", "int8", e -> Leaf.micros(e.at())),
        of("facts", "text", e -> json(e.facts())),
        of("reactions", "text", e -> String.join(",", e.reactions())),
        new Column("salt", "bytea", salts));
  }

  private void subjects(Append append) {
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
    append.insert(
        "journal.event_subject (entry, subject, position)",
        "entry, subject, position",
        new Column("entry", "uuid", of),
        new Column("subject", "uuid", subjects),
        new Column("position", "int4", positions));
  }

  private void details(Append append) {
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
    append.insert(
        "journal.detail (entry, part, subject, sealed)",
        "entry, part, subject, sealed",
        new Column("entry", "uuid", of),
        new Column("part", "int4", parts),
        new Column("subject", "uuid", subjects),
        new Column("sealed", "bytea", sealed));
  }

  private Column of(String name, String type, Function<Pending, @Nullable Object> value) {
    var rows = new ArrayList<@Nullable Object>();
    entries.forEach(entry -> rows.add(value.apply(entry)));
    return new Column(name, type, rows);
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
}
