// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import al.fole.access.Claimed;
import al.fole.event.Notice;
import al.fole.spi.Actor;
import al.fole.spi.Problem;
import al.fole.steps.Step;
import al.fole.steps.Steps;
import al.fole.store.ReadTx;
import al.fole.store.Receipt;
import al.fole.store.Store;
import al.fole.store.Tx;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Runs lambdas in transactions. One for all schemas: they share the connection. */
final class Transactions implements Store {
  private static final int ATTEMPTS = 5;

  private final Parts parts;
  private final Pools pools;
  private final Reactions reactions;
  private final Commits commits;
  private final Notices notices;
  private final Steps steps;

  Transactions(
      Parts parts,
      Pools pools,
      Reactions reactions,
      Commits commits,
      Notices notices,
      Steps steps) {
    this.parts = parts;
    this.pools = pools;
    this.reactions = reactions;
    this.commits = commits;
    this.notices = notices;
    this.steps = steps;
  }

  /** What may fail at the database. */
  interface Attempt<T> {
    T run() throws SQLException;
  }

  @Override
  public Receipt write(Actor actor, Function<Tx, Receipt> work) {
    try (Reactions.Chosen chosen = reactions.choice()) {
      return repeated(() -> writeOnce(actor, chosen, work));
    }
  }

  private Receipt writeOnce(Actor actor, Reactions.Chosen chosen, Function<Tx, Receipt> work)
      throws SQLException {
    DataSource pool = pools.of(actor);
    Claimed claimed = actor instanceof Claimed c ? c : null;
    try (Connection connection = Pools.open(pool)) {
      var opening = new Opening(connection, actor, notices::shift);
      if (claimed != null && !opening.claims(claimed)) {
        return firstReceipt(connection, claimed);
      }
      steps.reached(Step.WRITE_BEGUN);
      var tx = new Writing(parts, opening, actor, chosen);
      Receipt receipt;
      try {
        receipt = work.apply(tx);
      } finally {
        tx.end();
      }
      tx.refuseVetoed();
      if (tx.recordedNothing()) {
        throw new IllegalStateException("nothing was recorded: no write without trail");
      }
      steps.reached(Step.WRITE_CHANGED);
      var claim =
          claimed == null
              ? null
              : new JournalBatch.Claim(claimed.claim(), receipt.id(), receipt.version());
      commit(pool, opening, tx, claim);
      return receipt;
    }
  }

  private void commit(
      DataSource pool, Opening opening, Writing tx, JournalBatch.@Nullable Claim claim)
      throws SQLException {
    List<Pending> entries = tx.entries();
    Map<UUID, UUID> handles = tx.handles(entries);
    commits.commit(pool, opening.connection(), entries, handles, tx.made(), claim);
    parts.subjects().remember(entries, handles);
  }

  /**
   * A transaction of the system's own, which may leave no trail when it changes nothing but its own
   * bookkeeping.
   *
   * @return what the work returns; false rolls back
   */
  boolean follow(Actor system, Follow work) {
    try (Reactions.Chosen chosen = reactions.choice()) {
      return repeated(() -> followOnce(system, chosen, work));
    }
  }

  private boolean followOnce(Actor system, Reactions.Chosen chosen, Follow work)
      throws SQLException {
    try (Connection connection = pools.jobs().getConnection()) {
      var opening = new Opening(connection, system, notices::shift);
      var tx = new Writing(parts, opening, system, chosen);
      try {
        if (!work.run(opening.connection(), tx)) {
          return false;
        }
      } finally {
        tx.end();
      }
      tx.refuseVetoed();
      if (tx.entries().isEmpty()) {
        if (!tx.made().isEmpty()) {
          throw new IllegalStateException("a key was made for nothing that was recorded");
        }
        connection.commit();
      } else {
        commit(pools.jobs(), opening, tx, null);
      }
      return true;
    }
  }

  /** Work of the system itself. */
  interface Follow {
    boolean run(Connection connection, Writing tx) throws SQLException;
  }

  @Override
  public <T> T read(Actor actor, Function<ReadTx, T> work) {
    Read<T> read;
    try {
      read =
          readAt(
              () -> Pools.open(pools.of(actor)),
              actor,
              (c, a) -> new Opening(c, a, notices::shift),
              work);
    } catch (SQLException e) {
      throw Sql.told(e);
    } catch (RuntimeException e) {
      throw told(e);
    }
    notices.commit(read.disclosed());
    return read.value();
  }

  /**
   * What was read, and what the trail has to tell of it first.
   *
   * @param sight what the standby had seen that it was read from; null for the primary
   */
  record Read<T>(T value, List<Pending> disclosed, @Nullable Sight sight) {}

  /** Reads somewhere; nothing of it may leave yet. */
  <T> Read<T> readAt(
      Attempt<Connection> connects,
      Actor actor,
      BiFunction<Connection, Actor, Opening> opens,
      Function<ReadTx, T> work)
      throws SQLException {
    try (Reactions.Chosen running = reactions.choice();
        Connection connection = connects.run()) {
      connection.setReadOnly(true);
      var opening = opens.apply(connection, actor);
      var tx = new Reading(parts, opening, actor);
      T value;
      try {
        value = work.apply(tx);
      } finally {
        tx.end();
      }
      var disclosed = new ArrayList<Pending>();
      tx.disclosed.forEach(notice -> disclosed.add(Pending.of(notice, actor, tx.now())));
      return new Read<>(value, disclosed, opening.sight());
    }
  }

  @Override
  public void note(Actor actor, Notice notice) {
    notices.commit(List.of(Pending.of(notice, actor, notices.now())));
  }

  /** The answer to a request that came before. */
  private static Receipt firstReceipt(Connection connection, Claimed claimed) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select body, record, version from store.claim where claim = ?")) {
      statement.setBytes(1, claimed.claim());
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next() || row.getObject(2) == null) {
          throw Problem.unavailable("database");
        }
        if (!Arrays.equals(row.getBytes(1), claimed.body())) {
          throw Problem.invalid(
              "Idempotency-Key",
              "idempotency-key-reused",
              "Ky Idempotency-Key është përdorur për një kërkesë tjetër.",
              "This Idempotency-Key was used for another request.");
        }
        var first = new Receipt(row.getObject(2, UUID.class), row.getLong(3));
        Commits.keep(connection);
        return first;
      }
    }
  }

  private static <T> T repeated(Attempt<T> attempt) {
    for (int n = 1; ; n++) {
      SQLException failure;
      try {
        return attempt.run();
      } catch (SQLException e) {
        failure = e;
      } catch (RuntimeException e) {
        failure = Sql.in(e);
        if (failure == null) {
          throw e;
        }
      }
      if (n == ATTEMPTS || !Sql.again(failure)) {
        throw Sql.told(failure);
      }
      LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(2_000_000L << n));
    }
  }

  private static RuntimeException told(RuntimeException e) {
    SQLException sql = Sql.in(e);
    return sql == null ? e : Sql.told(sql);
  }
}
