// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import static java.util.Objects.requireNonNull;

import al.fole.event.Notice;
import al.fole.spi.Actor;
import al.fole.store.ReadTx;
import al.fole.store.Receipt;
import al.fole.store.Store;
import al.fole.store.Tx;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The store of a schema whose reads may come from a replica (decision 0034). Whatever the replica
 * shows, also that something is not there, counts only when the primary says, where it takes the
 * entry, that nothing has been changed since. In every other case, and for the system's own jobs,
 * the work runs on the primary: it may run twice.
 */
final class NearReads implements Store {
  private static final Logger LOG = LoggerFactory.getLogger(NearReads.class);

  /** State of accounts, the trail and what is installed: read at the primary alone. */
  private static final Set<String> AT_PRIMARY = Set.of("access", "audit", "lifecycle");

  private static final String UNDECLARED =
      """
      select exists (
        select from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = ? and c.relkind in ('r', 'p') and not exists (
          select from journal.watched w where w.table_name = n.nspname || '.' || c.relname)
        and not exists (
          select from journal.unwatched u where u.table_name = n.nspname || '.' || c.relname))""";

  private static final Actor LOOKING = SystemActor.of("store.replica");

  private final Transactions primary;
  private final Notices notices;
  private final LongAdder fromReplica = new LongAdder();
  private final LongAdder fromPrimary = new LongAdder();
  private volatile @Nullable Replica replica;

  NearReads(Transactions primary, Notices notices) {
    this.primary = primary;
    this.notices = notices;
  }

  /**
   * Whether the journal knows of every change of a schema that may be read elsewhere: its tables
   * are declared (decision 0027), which those of a foreign bundle need not be.
   */
  static boolean holds(String schema, DataSource primary) throws SQLException {
    if (AT_PRIMARY.contains(schema)) {
      return false;
    }
    try (Connection connection = primary.getConnection();
        PreparedStatement statement = connection.prepareStatement(UNDECLARED)) {
      statement.setString(1, schema);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() && !row.getBoolean(1);
      }
    }
  }

  /** Reads from this one from now on; from the primary alone when it is null. */
  synchronized void from(@Nullable Replica next) {
    Replica before = replica;
    replica = next;
    if (before != null) {
      before.close();
    }
    if (next != null) {
      next.watch(this::look);
    }
  }

  @Nullable Replica replica() {
    return replica;
  }

  /** What the replica has answered. */
  long fromReplica() {
    return fromReplica.sum();
  }

  /** What the primary has answered instead, or because there is no replica. */
  long fromPrimary() {
    return fromPrimary.sum();
  }

  @Override
  public <T> T read(Actor actor, Function<ReadTx, T> work) {
    Replica near = replica;
    if (near != null && !Pools.isSystem(actor) && near.ready()) {
      Transactions.Read<T> read = tried(near, actor, work);
      if (read != null) {
        fromReplica.increment();
        return read.value();
      }
    }
    fromPrimary.increment();
    return primary.read(actor, work);
  }

  /** Finds out whether the replica can be read from. */
  void look() {
    Replica near = replica;
    if (near != null) {
      try {
        tried(near, LOOKING, ReadTx::now);
      } catch (RuntimeException e) {
        LOG.debug("The primary does not say whether the replica follows it", e);
      }
    }
  }

  /** What the replica showed and the primary agreed to, its entries committed; otherwise null. */
  private <T> Transactions.@Nullable Read<T> tried(
      Replica near, Actor actor, Function<ReadTx, T> work) {
    Transactions.Read<T> read;
    try {
      read = primary.readAt(near::open, actor, Opening::atStandby, work);
    } catch (SQLException e) {
      near.failed(e);
      return null;
    } catch (RuntimeException e) {
      SQLException sql = Sql.in(e);
      if (sql != null) {
        near.failed(sql);
      } else {
        LOG.debug("Refused by what the replica showed: asked again at the primary", e);
      }
      return null;
    }
    Freshness freshness = notices.commit(read.disclosed(), requireNonNull(read.sight()));
    near.judged(freshness);
    return freshness == Freshness.SAME ? read : null;
  }

  @Override
  public Receipt write(Actor actor, Function<Tx, Receipt> work) {
    return primary.write(actor, work);
  }

  @Override
  public void note(Actor actor, Notice notice) {
    primary.note(actor, notice);
  }
}
