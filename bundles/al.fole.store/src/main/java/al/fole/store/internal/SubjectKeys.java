// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import al.fole.keys.SubjectKey;
import al.fole.keys.Vault;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The table of subjects: what the trail calls them (handle) and the keys of their values. */
final class SubjectKeys {
  private static final int CACHED = 50_000;

  private static final Append.Insert INSERT =
      new Append.Insert(
          "store.subject_key (id, kind, handle, wrapped)",
          "id, kind, handle, wrapped",
          "id uuid, kind text, handle uuid, wrapped bytea");

  /**
   * By the key, one by one: a plan made while the table was empty would read all of it for as long
   * as the plan is kept. The array in a query of its own, so that the plan does for any of them.
   */
  private static final String ROWS =
      """
      select k.id, k.handle, k.wrapped
      from unnest(array(select unnest(?::uuid[]))) as w (id) cross join lateral (
        select id, handle, wrapped from store.subject_key where id = w.id limit 1) k""";

  private final Vault vault;
  private final Map<UUID, UUID> handles =
      new LinkedHashMap<>(256, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, UUID> eldest) {
          return size() > CACHED;
        }
      };

  SubjectKeys(Vault vault) {
    this.vault = vault;
  }

  /** A row of the table; {@code wrapped} is null once erased. */
  record Row(UUID handle, byte @Nullable [] wrapped) {}

  /** A row that is written together with the entries of its transaction. */
  record Made(UUID id, String kind, UUID handle, byte[] wrapped) {}

  /** The row of an id that this transaction has just made: nobody else can have written it. */
  Made make(UUID id, String kind) {
    return new Made(id, kind, UUID.randomUUID(), vault.newKey());
  }

  SubjectKey open(byte[] wrapped) {
    return vault.open(wrapped);
  }

  /** Rows of those that have one. */
  Map<UUID, Row> rows(Connection connection, Collection<UUID> ids) throws SQLException {
    var rows = new HashMap<UUID, Row>();
    if (ids.isEmpty()) {
      return rows;
    }
    try (PreparedStatement statement = connection.prepareStatement(ROWS)) {
      statement.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
      collect(statement, rows);
    }
    return rows;
  }

  /** Rows of all of them, made where there is none. */
  Map<UUID, Row> ensure(Connection connection, Map<UUID, String> kinds) throws SQLException {
    Map<UUID, Row> rows = rows(connection, kinds.keySet());
    var missing = new TreeMap<>(kinds); // sorted: two transactions never wait crosswise
    missing.keySet().removeAll(rows.keySet());
    if (missing.isEmpty()) {
      return rows;
    }
    String sql =
        """
        insert into store.subject_key (id, kind, handle, wrapped)
        select * from unnest(?::uuid[], ?::text[], ?::uuid[], ?::bytea[])
        on conflict (id) do nothing returning id, handle, wrapped""";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(1, connection.createArrayOf("uuid", missing.keySet().toArray()));
      statement.setArray(2, connection.createArrayOf("text", missing.values().toArray()));
      Object[] fresh = missing.keySet().stream().map(id -> UUID.randomUUID()).toArray();
      byte[][] keys = missing.keySet().stream().map(id -> vault.newKey()).toArray(byte[][]::new);
      statement.setArray(3, connection.createArrayOf("uuid", fresh));
      statement.setArray(4, connection.createArrayOf("bytea", keys));
      collect(statement, rows);
    }
    missing.keySet().removeAll(rows.keySet());
    rows.putAll(rows(connection, missing.keySet())); // made by another transaction meanwhile
    return rows;
  }

  /** Lets the rows ride along with the entries. */
  static void append(Append append, Collection<Made> made) {
    append.insert(
        INSERT,
        made.stream()
            .map(m -> new @Nullable Object[] {m.id(), m.kind(), m.handle(), m.wrapped()})
            .toList());
  }

  private static void collect(PreparedStatement statement, Map<UUID, Row> rows)
      throws SQLException {
    try (ResultSet result = statement.executeQuery()) {
      while (result.next()) {
        rows.put(
            result.getObject(1, UUID.class),
            new Row(result.getObject(2, UUID.class), result.getBytes(3)));
      }
    }
  }

  /** Handles known to be committed. */
  Map<UUID, UUID> cached(Collection<UUID> ids) {
    var known = new HashMap<UUID, UUID>();
    synchronized (handles) {
      for (UUID id : ids) {
        UUID handle = handles.get(id);
        if (handle != null) {
          known.put(id, handle);
        }
      }
    }
    return known;
  }

  /** Call only after the entries' commit. What a refusal named is not kept: it may be nothing. */
  void remember(Collection<Pending> entries, Map<UUID, UUID> committed) {
    synchronized (handles) {
      for (Pending entry : entries) {
        if (!entry.refusal()) {
          entry.subjects().forEach(id -> handles.put(id, committed.get(id)));
          if (entry.record() != null) {
            handles.put(entry.record().id(), committed.get(entry.record().id()));
          }
        }
      }
    }
  }

  /**
   * Handles for all entries: known ones, and rows made for subjects and records the trail meets for
   * the first time. A record named only in a refusal may never have existed: it gets a random
   * handle that is kept nowhere.
   */
  Map<UUID, UUID> handles(Connection connection, Collection<Pending> entries) throws SQLException {
    return handles(connection, entries, Map.of(), (id, kind) -> null);
  }

  /**
   * @param uncommitted handles this transaction has found out already
   * @param fresh the handle of an id this transaction has made, or null when it has not
   */
  Map<UUID, UUID> handles(
      Connection connection,
      Collection<Pending> entries,
      Map<UUID, UUID> uncommitted,
      BiFunction<UUID, String, @Nullable UUID> fresh)
      throws SQLException {
    var kinds = new HashMap<UUID, String>();
    var strangers = new HashMap<UUID, String>();
    for (Pending entry : entries) {
      Map<UUID, String> target = entry.refusal() ? strangers : kinds;
      if (entry.record() != null) {
        target.put(entry.record().id(), entry.record().kind());
      }
      entry.subjects().forEach(subject -> target.putIfAbsent(subject, "person"));
    }
    Map<UUID, UUID> known = cached(kinds.keySet());
    known.putAll(cached(strangers.keySet()));
    known.putAll(uncommitted);
    kinds.keySet().removeAll(known.keySet());
    strangers.keySet().removeAll(known.keySet());
    strangers.keySet().removeAll(kinds.keySet());
    kinds.forEach(
        (id, kind) -> {
          UUID handle = fresh.apply(id, kind);
          if (handle != null) {
            known.put(id, handle);
          }
        });
    kinds.keySet().removeAll(known.keySet());
    if (!kinds.isEmpty()) {
      ensure(connection, kinds).forEach((id, row) -> known.put(id, row.handle()));
    }
    if (!strangers.isEmpty()) {
      rows(connection, strangers.keySet()).forEach((id, row) -> known.put(id, row.handle()));
      strangers.keySet().forEach(id -> known.computeIfAbsent(id, i -> UUID.randomUUID()));
    }
    return known;
  }
}
