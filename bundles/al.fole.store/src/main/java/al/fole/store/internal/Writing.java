// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import al.fole.event.Detail;
import al.fole.event.Event;
import al.fole.keys.SubjectKey;
import al.fole.spi.Actor;
import al.fole.spi.Problem;
import al.fole.spi.Ref;
import al.fole.store.Reaction;
import al.fole.store.Receipt;
import al.fole.store.Tx;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A transaction that writes: keeps the entries for the commit and lets the reactions speak. */
final class Writing extends Reading implements Tx {
  /** Deeper, reactions are calling each other in a circle. */
  private static final int DEPTH = 16;

  private static final String DETAIL = "journal.detail";

  private final Reactions.Chosen chosen;
  private final List<Pending> entries = new ArrayList<>();
  private final Map<UUID, UUID> handles = new HashMap<>();
  private int depth;
  private @Nullable RuntimeException veto;

  Writing(Parts parts, Connection connection, Actor actor, Instant now, Reactions.Chosen chosen) {
    super(parts, connection, actor, now);
    this.chosen = chosen;
  }

  @Override
  public UUID newId() {
    return Uuid7.next();
  }

  @Override
  public SubjectKey key(UUID subject) {
    return key(subject, "person");
  }

  private SubjectKey key(UUID subject, String kind) {
    SubjectKey known = known(subject);
    if (known != null) {
      return known;
    }
    SubjectKeys.Row row = ensure(Map.of(subject, kind)).get(subject);
    if (row == null || row.wrapped() == null) {
      throw new IllegalStateException("the key of this subject was destroyed");
    }
    SubjectKey made = parts.subjects().open(row.wrapped());
    remember(subject, made);
    return made;
  }

  private Map<UUID, SubjectKeys.Row> ensure(Map<UUID, String> kinds) {
    try {
      Map<UUID, SubjectKeys.Row> rows = parts.subjects().ensure(connection, kinds);
      rows.forEach((id, row) -> handles.put(id, row.handle()));
      return rows;
    } catch (SQLException e) {
      throw new Broken(e);
    }
  }

  @Override
  public Receipt record(Event event, List<Detail> details) {
    used();
    Map<String, Reaction<Event>> speaking = chosen.of(event);
    for (String required : event.requires()) {
      if (!speaking.containsKey(required)) {
        throw Problem.unavailable(required.replaceFirst("\\..*", ""));
      }
    }
    if (depth >= DEPTH) {
      throw new IllegalStateException("reactions call each other in a circle");
    }
    Ref record = event.record();
    Pending entry = Pending.of(event, actor(), now(), seal(record, details));
    entries.add(entry);
    depth++;
    try {
      speaking.forEach(
          (name, reaction) -> {
            reaction.on(this, event);
            entry.reactions().add(name);
          });
    } catch (RuntimeException e) {
      veto = e;
      throw e;
    }
    depth--;
    return new Receipt(record.id(), event.version());
  }

  private List<Pending.SealedPart> seal(Ref record, List<Detail> details) {
    var parts = new ArrayList<Pending.SealedPart>();
    for (Detail detail : details) {
      String kind = detail.subject().equals(record.id()) ? record.kind() : "person";
      byte[] salt = Uuid7.random(32);
      byte[] part = Commitments.detailPart(detail.values());
      byte[] sealed = key(detail.subject(), kind).encrypt(DETAIL, Leaf.join(List.of(salt, part)));
      parts.add(new Pending.SealedPart(detail.subject(), Commitments.detail(salt, part), sealed));
    }
    return parts;
  }

  /** A veto stands, even when the work has caught it. */
  void refuseVetoed() {
    if (veto != null) {
      throw veto;
    }
  }

  boolean recordedNothing() {
    return entries.isEmpty();
  }

  /** Recorded events, then what was disclosed on the way. */
  List<Pending> entries() {
    var all = new ArrayList<>(entries);
    disclosed.forEach(notice -> all.add(Pending.of(notice, actor(), now())));
    return all;
  }

  /** Handles of everything the entries speak of, made here where there is none. */
  Map<UUID, UUID> handles(List<Pending> all) throws SQLException {
    var known = new HashMap<>(parts.subjects().handles(connection, all, handles));
    handles.putAll(known);
    return known;
  }
}
