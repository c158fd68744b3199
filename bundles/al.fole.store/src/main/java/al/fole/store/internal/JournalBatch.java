// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import al.fole.keys.Seals;
import al.fole.spi.Ref;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
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

  private static final String TIME = "timestamptz 'epoch' + %s * interval '1 microsecond'";

  private static final Append.Insert EVENT =
      new Append.Insert(
          "journal.event (entry, type, version, record_kind, record, record_version,"
              + " municipality, at, facts, reactions, salt)",
          "entry, type, version, kind, record, record_version, municipality, "
              + TIME.formatted("at")
              + ", facts::jsonb, string_to_array(reactions, ','), salt",
          "entry uuid, type text, version int4, kind text, record uuid, record_version int8,"
              + " municipality text, at int8, facts text, reactions text, salt bytea");
  private static final Append.Insert SUBJECT =
      new Append.Insert(
          "journal.event_subject (entry, subject, position)",
          "entry, subject, position",
          "entry uuid, subject uuid, position int4");
  private static final Append.Insert DETAIL =
      new Append.Insert(
          "journal.detail (entry, part, subject, sealed)",
          "entry, part, subject, sealed",
          "entry uuid, part int4, subject uuid, sealed bytea");
  private static final Append.Insert ENTRY =
      new Append.Insert(
          "journal.entry (id, recorded_at, node, epoch, seq, position, leaf, leaf_hash, seal)",
          "id, "
              + TIME.formatted("recorded")
              + ", node, epoch, seq, ({place} - 1)::int, leaf, hash, seal",
          "id uuid, recorded int8, node int4, epoch int8, seq int8, leaf bytea, hash bytea,"
              + " seal bytea");
  private static final String CLAIM =
      "update store.claim set record = ?, version = ? where claim = ?";
  private static final String[] CLAIM_TYPES = {"uuid", "int8", "bytea"};

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
    append.insert(EVENT, events());
    append.insert(SUBJECT, subjects());
    append.insert(DETAIL, details());
    SubjectKeys.append(append, made);
    if (claim != null) {
      append.also(CLAIM, CLAIM_TYPES, claim.record(), claim.version(), claim.claim());
    }
    append.insert(ENTRY, entries());
    if (append.commit(connection) != entries.size()) {
      throw new IllegalStateException("the journal took another number of entries");
    }
  }

  private List<@Nullable Object[]> events() {
    var rows = new ArrayList<@Nullable Object[]>();
    for (Pending entry : entries) {
      Ref record = entry.record();
      rows.add(
          new @Nullable Object[] {
            entry.id(),
            entry.type(),
            entry.typeVersion(),
            record == null ? null : record.kind(),
            record == null ? null : record.id(),
            entry.recordVersion() == 0 ? null : (Long) entry.recordVersion(),
            entry.municipality(),
            Leaf.micros(entry.at()),
            json(entry.facts()),
            String.join(",", entry.reactions()),
            salts.get(rows.size())
          });
    }
    return rows;
  }

  private List<@Nullable Object[]> subjects() {
    var rows = new ArrayList<@Nullable Object[]>();
    for (Pending entry : entries) {
      for (int i = 0; i < entry.subjects().size(); i++) {
        rows.add(new Object[] {entry.id(), entry.subjects().get(i), i});
      }
    }
    return rows;
  }

  private List<@Nullable Object[]> details() {
    var rows = new ArrayList<@Nullable Object[]>();
    for (Pending entry : entries) {
      for (int i = 0; i < entry.details().size(); i++) {
        Pending.SealedPart part = entry.details().get(i);
        rows.add(new Object[] {entry.id(), i, part.subject(), part.sealed()});
      }
    }
    return rows;
  }

  private List<@Nullable Object[]> entries() {
    long at = Leaf.micros(recorded);
    var rows = new ArrayList<@Nullable Object[]>();
    for (Pending entry : entries) {
      rows.add(
          new Object[] {
            entry.id(),
            at,
            ticket.node(),
            ticket.epoch(),
            ticket.sequence(),
            leaves.get(rows.size()),
            hashes.get(rows.size()),
            seal
          });
    }
    return rows;
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
