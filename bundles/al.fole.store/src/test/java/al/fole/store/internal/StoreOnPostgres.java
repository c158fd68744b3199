// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import al.fole.database.LoginRole;
import al.fole.spi.host.ParentDatabase;
import al.fole.store.Mode;
import al.fole.store.Schema;
import al.fole.store.Store;
import al.fole.testing.BuildPostgres;
import al.fole.testing.TestDatabase;
import al.fole.testing.fakes.FakeKeys;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A store on a database of its own, with the schema {@code sample} open. */
final class StoreOnPostgres implements AutoCloseable {
  static final FakeKeys KEYS = new FakeKeys();

  final TestDatabase postgres;
  final PostgresDatabase engine;
  final PostgresDatabase.View view;
  final Store store;

  private StoreOnPostgres(TestDatabase postgres, PostgresDatabase engine) {
    this.postgres = postgres;
    this.engine = engine;
    this.view = engine.view();
    this.store = view.open(Schema.of("sample", SampleMapper.class, SampleMapper.class));
  }

  static StoreOnPostgres create() {
    String template =
        BuildPostgres.template("store_sample", empty -> on(empty, "template").closeStore());
    return on(BuildPostgres.createFrom(template), "host");
  }

  static StoreOnPostgres on(TestDatabase postgres, String host) {
    return new StoreOnPostgres(postgres, start(postgres, host));
  }

  static PostgresDatabase start(TestDatabase postgres, String host) {
    var settings = new Settings(Mode.DEMONSTRATION, host, 8, 3);
    return PostgresDatabase.start(parent(postgres), KEYS, KEYS, settings);
  }

  static ParentDatabase parent(TestDatabase postgres) {
    return role -> postgres.source(LoginRole.valueOf(role.name()));
  }

  /** Another host on the same database. */
  StoreOnPostgres another(String host) {
    return on(postgres, host);
  }

  /** Stands in for the sealer. */
  void sequence() {
    update(
        LoginRole.SEALER,
        """
        insert into journal.sequence (log_index, entry)
        select (select coalesce(max(log_index), -1) from journal.sequence)
            + row_number() over (order by recorded_at, node, seq, position), id
        from journal.entry where not exists (select from journal.sequence where entry = id)""");
  }

  /** Destroys a key past all triggers. */
  void destroyKey(UUID subject) {
    try (Connection connection = postgres.superuser().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(
          "set fole.by_hand = 'test:erased'; set session_replication_role = replica;"
              + " update store.subject_key set wrapped = null, erased_at = now() where id = '"
              + subject
              + "'; reset all");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  void update(LoginRole role, String sql, @Nullable Object... parameters) {
    try (Connection connection = postgres.source(role).getConnection();
        PreparedStatement statement = bound(connection, sql, parameters)) {
      statement.execute();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What an administrator of the database does, with a reason. */
  void byHand(String sql) {
    try (Connection connection = postgres.superuser().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  long number(String sql, @Nullable Object... parameters) {
    return Long.parseLong(texts(sql, parameters).get(0));
  }

  List<String> texts(String sql, @Nullable Object... parameters) {
    var texts = new ArrayList<String>();
    try (Connection connection = postgres.superuser().getConnection();
        PreparedStatement statement = bound(connection, sql, parameters);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        texts.add(String.valueOf(row.getString(1)));
      }
      return texts;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static PreparedStatement bound(
      Connection connection, String sql, @Nullable Object... parameters) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
    return statement;
  }

  private void closeStore() {
    view.close();
    engine.close();
  }

  @Override
  public void close() {
    closeStore();
    postgres.close();
  }
}
