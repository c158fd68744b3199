// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.database.LoginRole;
import al.fole.spi.host.ParentDatabase;
import al.fole.store.Mode;
import al.fole.store.Receipt;
import al.fole.store.Schema;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/** Who looks up a lost COMMIT ends the session that made it, and no other. */
class LostAnswerTest {
  private static final String HANGING =
      "select coalesce(max(pid), 0) from pg_stat_activity where datname = current_database()"
          + " and query like '%commit' and state = 'active' and wait_event = 'advisory'";

  private static final String WORKING =
      "select count(*) from pg_stat_activity where pid = ? and state = 'active'";

  private StoreOnPostgres db;
  private final Map<Integer, Connection> opened = new ConcurrentHashMap<>();

  @BeforeEach
  void open() {
    db = StoreOnPostgres.create();
    db.update(
        LoginRole.OWNER,
        """
        create function sample.at_commit() returns trigger language plpgsql as $$
        begin
          if new.label = 'hangs' then perform pg_advisory_xact_lock(7); end if;
          return null;
        end $$""");
    db.update(
        LoginRole.OWNER,
        """
        create constraint trigger at_commit after insert on sample.thing
        deferrable initially deferred for each row execute function sample.at_commit()""");
  }

  @AfterEach
  void close() {
    db.close();
  }

  /** The server still works at a COMMIT whose client has gone: it would be done after all. */
  @Test
  void aCommitThatGoesOnWithoutItsClientIsEndedBeforeItIsVoid() throws Exception {
    db.engine.close();
    var settings = new Settings(Mode.DEMONSTRATION, "host", 8, 3);
    try (var engine =
            PostgresDatabase.start(
                watched(), StoreOnPostgres.KEYS, StoreOnPostgres.KEYS, settings);
        var view = engine.view();
        var administrator = db.postgres.superuser().getConnection();
        var lock = administrator.createStatement()) {
      var store = view.open(Schema.of("sample", SampleMapper.class, SampleMapper.class));
      lock.execute("select pg_advisory_lock(7)");
      var runs = new AtomicInteger();
      var writing =
          CompletableFuture.supplyAsync(
              () ->
                  store.write(
                      Sample.WORKER,
                      tx -> Sample.make(tx, runs.getAndIncrement() == 0 ? "hangs" : "again")),
              work -> new Thread(work, "writer").start());
      until("nothing hangs", () -> db.number(HANGING) > 0);
      int session = (int) db.number(HANGING);
      Objects.requireNonNull(opened.get(session)).abort(Runnable::run);
      Receipt receipt = writing.get(60, TimeUnit.SECONDS);
      lock.execute("select pg_advisory_unlock(7)");
      until("it works for ever", () -> db.number(WORKING, session) == 0);
      assertEquals(2, runs.get());
      assertEquals(List.of("again"), db.texts("select label from sample.thing"));
      assertEquals(
          1, db.number("select count(*) from journal.event where record = ?", receipt.id()));
      assertEquals(new Trail(1, 1, 1, 0), Trail.verified(db));
    }
  }

  /** As on a standby that took over: whatever else is alike, it is another session. */
  @Test
  void anotherSessionOfTheSameHostIsLeftAlone() throws SQLException {
    var session = db.engine.lease().session();
    var source =
        new TaggedSource(db.postgres.source(LoginRole.APP), () -> session, Duration.ofSeconds(30));
    try (var lost = source.getConnection();
        var innocent = source.getConnection();
        var asking = source.getConnection();
        var statement = innocent.createStatement()) {
      String name = TaggedSource.nameOf(lost);
      assertTrue(name.startsWith(session.name() + "/"), name);
      assertNotEquals(name, TaggedSource.nameOf(innocent));
      until("the session does not end", () -> ended(asking, name));
      assertTrue(ended(asking, name), "it is gone");
      try (var row = statement.executeQuery("select current_setting('application_name')")) {
        assertTrue(row.next());
        assertEquals(TaggedSource.nameOf(innocent), row.getString(1));
      }
      assertEquals(
          0, db.number("select count(*) from pg_stat_activity where application_name = ?", name));
    }
  }

  private static boolean ended(Connection asking, String name) {
    try {
      return Commits.ended(asking, name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void until(String otherwise, BooleanSupplier state) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!state.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, otherwise);
      LockSupport.parkNanos(5_000_000);
    }
  }

  /** The database of a parent, with every connection at hand. */
  private ParentDatabase watched() {
    var parent = StoreOnPostgres.parent(db.postgres);
    return role -> watched(parent.source(role));
  }

  private DataSource watched(DataSource source) {
    return (DataSource)
        Proxy.newProxyInstance(
            LostAnswerTest.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) -> {
              Object result = method.invoke(source, arguments);
              if (result instanceof Connection connection) {
                opened.put(connection.unwrap(PGConnection.class).getBackendPID(), connection);
              }
              return result;
            });
  }
}
