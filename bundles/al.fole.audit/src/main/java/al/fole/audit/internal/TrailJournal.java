// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import al.fole.journal.Checkpoint;
import al.fole.journal.Entry;
import al.fole.journal.Journal;
import al.fole.journal.Proof;
import al.fole.keys.SubjectKey;
import al.fole.spi.Ref;
import al.fole.store.ReadTx;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The trail for readers. Histories come from the database in the caller's transaction; checkpoints
 * and proofs from the published files, so that an auditor never loads the tables.
 */
@Component(
    service = {Journal.class, TrailJournal.class},
    configurationPid = "al.fole.audit")
public final class TrailJournal implements Journal {
  private static final int MOST = 1000;
  private static final int SALT = 32;

  private final AuditSchema schema;
  private final LogKeeper keeper;
  private final KnownTiles tiles = new KnownTiles();

  /** The trail of the log this host publishes. */
  @Activate
  public TrailJournal(@Reference AuditSchema schema, @Reference LogKeeper keeper) {
    this.schema = schema;
    this.keeper = keeper;
  }

  @Override
  public List<Entry> history(ReadTx tx, Ref record, int limit) {
    if (limit < 1 || limit > MOST) {
      throw new IllegalArgumentException("limit must be 1 to 1,000");
    }
    var trail = tx.mapper(TrailMapper.class);
    var rows = trail.history(record.kind(), record.id(), limit);
    if (rows.isEmpty()) {
      return List.of();
    }
    long from = rows.get(0).recordVersion();
    long to = rows.get(rows.size() - 1).recordVersion();
    var facts =
        trail.facts(record.kind(), record.id(), from, to).stream()
            .collect(
                Collectors.groupingBy(
                    TrailMapper.FactRow::entry,
                    Collectors.toMap(TrailMapper.FactRow::name, TrailMapper.FactRow::value)));
    var details = details(tx, trail.parts(record.kind(), record.id(), from, to));
    return rows.stream().map(row -> entry(row, facts, details)).toList();
  }

  private static Entry entry(
      TrailMapper.EntryRow row,
      Map<UUID, Map<String, String>> facts,
      Map<UUID, Map<String, String>> details) {
    var leaf = Leaf.parse(row.leaf());
    return new Entry(
        row.entry(),
        row.type(),
        row.version(),
        row.recordVersion(),
        leaf.at(),
        leaf.recordedAt(),
        leaf.actor(),
        leaf.role(),
        leaf.unit(),
        facts.getOrDefault(row.entry(), Map.of()),
        details.getOrDefault(row.entry(), Map.of()));
  }

  private static Map<UUID, Map<String, String>> details(
      ReadTx tx, List<TrailMapper.PartRow> parts) {
    Map<UUID, SubjectKey> keys =
        tx.keys(parts.stream().map(TrailMapper.PartRow::subject).collect(Collectors.toSet()));
    var details = new HashMap<UUID, Map<String, String>>();
    for (var part : parts) {
      SubjectKey key = keys.get(part.subject());
      if (key != null) {
        values(key.decrypt("journal.detail", part.sealed()))
            .forEach(
                (field, value) ->
                    details
                        .computeIfAbsent(part.entry(), entry -> new HashMap<>())
                        .merge(field, value, (a, b) -> a + "\n" + b));
      }
    }
    return details;
  }

  /** Salt, then field and value in turn, each ended by a zero (ENTRY-FORMAT-1 §2). */
  private static Map<String, String> values(byte[] part) {
    var texts =
        new String(Arrays.copyOfRange(part, SALT, part.length), StandardCharsets.UTF_8)
            .split("\0", -1);
    var values = new HashMap<String, String>();
    for (int i = 0; i + 1 < texts.length; i += 2) {
      values.put(texts[i], texts[i + 1]);
    }
    return values;
  }

  @Override
  public Optional<Checkpoint> checkpoint() {
    var files = keeper.files();
    return files
        .checkpoint()
        .map(note -> new Checkpoint(state(note).size(), note, files.publishedAt()));
  }

  private static SignedState state(String note) {
    return SignedState.parse(note.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public Optional<Proof> proof(UUID entry) {
    return place(entry)
        .flatMap(
            place -> {
              var files = keeper.files(place.log());
              return files.checkpoint().flatMap(note -> proof(entry, place, note, files, note));
            });
  }

  /**
   * Proof in the tree of a published checkpoint, or, of an entry of a log that has ended, in that
   * log's last one; empty when it does not hold the entry.
   */
  Optional<Proof> proof(UUID entry, String note) {
    return place(entry)
        .flatMap(
            place -> {
              var files = keeper.files(place.log());
              return files
                  .checkpoint()
                  .flatMap(
                      newest -> {
                        boolean same = newest.startsWith(state(note).origin() + "\n");
                        return proof(entry, place, same ? note : newest, files, newest);
                      });
            });
  }

  private Optional<TrailMapper.PlaceRow> place(UUID entry) {
    return Optional.ofNullable(
        schema.store().read(new AuditJob(), tx -> tx.mapper(TrailMapper.class).place(entry)));
  }

  /**
   * @param newest checkpoint of the log, which is what its files hold
   */
  private Optional<Proof> proof(
      UUID entry, TrailMapper.PlaceRow place, String note, LogFiles files, String newest) {
    long index = place.index();
    long size = state(note).size();
    long stored = state(newest).size();
    if (size <= index || stored < size) {
      return Optional.empty();
    }
    var text = new StringBuilder("c2sp.org/tlog-proof@v1\nindex " + index + "\n");
    var tree = new Tree(tiles.of(place.log(), stored, files.tiles(stored)));
    for (byte[] hash : tree.path(index, size)) {
      text.append(Base64.getEncoder().encodeToString(hash)).append('\n');
    }
    text.append('\n').append(note);
    return files.entry(index, stored).map(leaf -> new Proof(entry, index, text.toString(), leaf));
  }
}
