// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import al.fole.database.LoginRole;
import al.fole.spi.Actor;
import al.fole.store.Receipt;
import al.fole.store.Version;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A matrix with a database of its own, one who proposes its changes and one who approves them. */
final class MatrixAtWork implements AutoCloseable {
  static final String REASON = "Kërkesë me shkrim nr. 12";

  final AccessWorld world = AccessWorld.alone();
  final MatrixChanges changes =
      new MatrixChanges(world.store, world.access, world.matrix, world.refusals);
  final Actor administrator = world.somebody("SHSSH_ADMIN", "N").actor();
  final Actor ministry = world.somebody("MIN_POLICY", "MINISTRIA").actor();

  /** The ministry approves the manual too, so that the matrix may be changed. */
  MatrixAtWork() {
    changes.approveManual(ministry, "1", new Version(1), act());
  }

  Receipt propose(AskedRow row) {
    return changes.propose(administrator, row.said());
  }

  Receipt end(UUID row) {
    return changes.propose(administrator, change("END", row, REASON));
  }

  void approve(Receipt proposed) {
    changes.approve(ministry, proposed.id(), new Version(1));
  }

  static ProposeChange change(String kind, @Nullable UUID row, @Nullable String reason) {
    return new ProposeChange(
        kind,
        "1",
        row,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        "VKM-2026 n.9/3",
        null,
        null,
        reason);
  }

  /** The act that approves a manual. */
  static RecordManual.Approval act() {
    return new RecordManual.Approval("Urdhër nr. 5, datë 1.12.2026");
  }

  static RecordManual manual(String number, LocalDate from) {
    return new RecordManual(number, "ab".repeat(32), from);
  }

  UUID rowOf(Receipt proposed) {
    return changes.list(administrator).stream()
        .filter(it -> it.id().equals(proposed.id()))
        .findFirst()
        .orElseThrow()
        .policy();
  }

  /** How many rows of a change are in force. */
  long rows(Receipt proposed) {
    return world.fixture.number(
        "select count(*) from access.policy where id = ? and ended_at is null", rowOf(proposed));
  }

  /** A row by which the administrator changes the matrix. */
  UUID keeper() {
    var found = new UUID[1];
    world.store.read(
        administrator,
        tx -> {
          tx.mapper(MatrixMapper.class).policies(tx.today()).stream()
              .filter(it -> it.object().equals("MATRIX") && it.act().equals("ADMINISTER"))
              .filter(it -> it.role().equals("SHSSH_ADMIN"))
              .forEach(it -> found[0] = it.id());
          return 0;
        });
    return found[0];
  }

  /** SQL state as the app role with an actor's context; "0" when the database takes it. */
  String refusedByDatabase(Actor actor, String sql) throws SQLException {
    try (var connection = world.fixture.postgres().source(LoginRole.APP).getConnection();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("select set_config('fole.actor', '" + actor.who() + "', true)");
      try {
        statement.execute(sql);
        connection.commit();
        return "0";
      } catch (SQLException e) {
        connection.rollback();
        return String.valueOf(e.getSQLState());
      }
    }
  }

  @Override
  public void close() {
    world.close();
  }
}
