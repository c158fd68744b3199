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
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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
  private final Set<UUID> fresh = new HashSet<>();
  private final Map<UUID, SubjectKeys.Made> made = new TreeMap<>();
  private int depth;
  private @Nullable RuntimeException veto;

  Writing(Parts parts, Opening opening, Actor actor, Reactions.Chosen chosen) {
    super(parts, opening, actor);
    this.chosen = chosen;
  }

  @Override
  public UUID newId() {
    UUID id = Uuid7.next();
    fresh.add(id);
    return id;
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
    byte[] wrapped = wrapped(subject, kind);
    if (wrapped == null) {
      throw new IllegalStateException("the key of this subject was destroyed");
    }
    SubjectKey key = parts.subjects().open(wrapped);
    remember(subject, key);
    return key;
  }

  private byte @Nullable [] wrapped(UUID subject, String kind) {
    if (fresh.contains(subject)) {
      return make(subject, kind).wrapped();
    }
    SubjectKeys.Row row = ensure(Map.of(subject, kind)).get(subject);
    return row == null ? null : row.wrapped();
  }

  private SubjectKeys.Made make(UUID id, String kind) {
    return made.computeIfAbsent(
        id,
        i -> {
          SubjectKeys.Made row = parts.subjects().make(i, kind);
          handles.put(i, row.handle());
          return row;
        });
  }

  private @Nullable UUID freshHandle(UUID id, String kind) {
    return fresh.contains(id) ? make(id, kind).handle() : null;
  }

  /** Rows of subjects that came into being here; they wait for the entries' round trip. */
  Collection<SubjectKeys.Made> made() {
    return made.values();
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
    var known =
        new HashMap<>(parts.subjects().handles(connection, all, handles, this::freshHandle));
    handles.putAll(known);
    return known;
  }
}
