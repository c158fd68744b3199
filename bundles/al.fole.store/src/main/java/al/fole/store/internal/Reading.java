// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import al.fole.event.Notice;
import al.fole.keys.SubjectKey;
import al.fole.spi.Actor;
import al.fole.store.ReadTx;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.SqlSession;
import org.jspecify.annotations.Nullable;

/** One transaction in a lambda's hand; of no use once it has ended. */
class Reading implements ReadTx {
  private static final ZoneId TIRANA = ZoneId.of("Europe/Tirane");

  final Connection connection;
  final Parts parts;
  final List<Notice> disclosed = new ArrayList<>();
  private final Actor actor;
  private final Opening opening;
  private final Map<Configuration, SqlSession> sessions = new HashMap<>();
  private final Map<UUID, SubjectKey> keys = new HashMap<>();
  private boolean ended;

  Reading(Parts parts, Opening opening, Actor actor) {
    this.parts = parts;
    this.connection = opening.connection();
    this.actor = actor;
    this.opening = opening;
  }

  @Override
  public final Actor actor() {
    return actor;
  }

  @Override
  public final <M> M mapper(Class<M> type) {
    used();
    Configuration configuration = parts.mappers().configuration(type);
    SqlSession session =
        sessions.computeIfAbsent(configuration, c -> parts.mappers().session(c, connection));
    return configuration.getMapper(type, session);
  }

  @Override
  public final Instant now() {
    try {
      return opening.now();
    } catch (SQLException e) {
      throw new Broken(e);
    }
  }

  @Override
  public final LocalDate today() {
    return LocalDate.ofInstant(now(), TIRANA);
  }

  @Override
  public final Map<UUID, SubjectKey> keys(Collection<UUID> subjects) {
    used();
    var missing = new HashSet<>(subjects);
    missing.removeAll(keys.keySet());
    try {
      parts
          .subjects()
          .rows(connection, missing)
          .forEach(
              (id, row) -> {
                if (row.wrapped() != null) {
                  keys.put(id, parts.subjects().open(row.wrapped()));
                }
              });
    } catch (SQLException e) {
      throw new Broken(e);
    }
    var found = new HashMap<>(keys);
    found.keySet().retainAll(new HashSet<>(subjects));
    return found;
  }

  @Override
  public final void disclose(Notice notice) {
    used();
    disclosed.add(notice);
  }

  final @Nullable SubjectKey known(UUID subject) {
    used();
    return keys.get(subject);
  }

  final void remember(UUID subject, SubjectKey key) {
    keys.put(subject, key);
  }

  final void used() {
    if (ended) {
      throw new IllegalStateException("the transaction has ended; a Tx is never kept");
    }
  }

  /** The work is done; whoever kept the parameter finds it closed. */
  final void end() {
    ended = true;
  }

  /** An SQL error on its way out of a lambda. */
  static final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Broken(SQLException cause) {
      super(cause);
    }
  }
}
