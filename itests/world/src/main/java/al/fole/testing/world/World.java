// SPDX-License-Identifier: EUPL-1.2
package al.fole.testing.world;

import static java.nio.charset.StandardCharsets.UTF_8;

import al.fole.access.internal.AccessSchema;
import al.fole.access.internal.CurrentMatrix;
import al.fole.access.internal.ParentSessions;
import al.fole.access.internal.Refusals;
import al.fole.access.internal.RoleTable;
import al.fole.access.internal.Sessions;
import al.fole.keys.Seals;
import al.fole.keys.Vault;
import al.fole.keys.internal.FileKeys;
import al.fole.keys.internal.NodeSeals;
import al.fole.keys.internal.SealedTokens;
import al.fole.keys.internal.SubjectVault;
import al.fole.spi.Actor;
import al.fole.testing.fakes.TestActor;
import al.fole.testing.store.StoreFixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * Store, keys, access and trail on a fresh database, and those who act on them. A feature's world
 * puts its registry on top.
 */
public class World implements AutoCloseable {
  /** Child-protection workers of Tirana and of Durrës, and the head of the unit in Tirana. */
  public final Actor tirana = TestActor.of("PMF", "B53");

  public final Actor durres = TestActor.of("PMF", "B10");
  public final Actor head = TestActor.of("NJMF_HEAD", "B53");

  /** Supervision: the region of both, and everything. */
  public final Actor region = TestActor.of("SHSSH_REG", "Q-AL-11");

  public final Actor directorate = TestActor.of("SHSSH_HQ", "N");

  /** Sees nobody. */
  public final Actor administrator = TestActor.of("SHSSH_ADMIN", "N");

  public final StoreFixture fixture;
  public final SubjectVault vault;
  public final SealedTokens tokens;
  public final RoleTable roles;
  public final TestJournal journal;
  private final Path keys;

  /** With keys of its own. */
  public World() {
    this(StoreFixture::create);
  }

  /**
   * With keys of its own on a database that somebody brings.
   *
   * @param on the database, for these keys
   */
  public World(BiFunction<Seals, Vault, StoreFixture> on) {
    try {
      keys = Files.createTempDirectory("fole-keys");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    FileKeys opened = FileKeys.open(keys.resolve("keys"), true);
    vault = new SubjectVault(opened);
    tokens = new SealedTokens(opened);
    fixture = on.apply(new NodeSeals(opened), vault);
    var schema = new AccessSchema(fixture.database());
    var matrix = new CurrentMatrix(schema);
    var refusals = new Refusals(schema);
    var sessions = new Sessions(schema, matrix, refusals, tokens);
    roles =
        new RoleTable(
            schema,
            matrix,
            refusals,
            new ParentSessions(schema, sessions, matrix, refusals, tokens),
            sessions);
    journal = new TestJournal(fixture.postgres());
  }

  /** How many entries of a type there are. */
  public final long entries(String type) {
    return fixture.number("select count(*) from journal.event where type = ?", type);
  }

  /** How many entries of a type speak of a subject. */
  public final long entries(String type, UUID subject) {
    return fixture.number(
        "select count(*) from journal.event e join journal.event_subject s on s.entry = e.entry"
            + " where e.type = ? and s.subject = ?",
        type,
        subject);
  }

  /** Gives somebody a session in which he has just proved who he is, whatever the clock. */
  public final Actor proved(Actor actor) {
    run(
        """
        insert into access.session
          (id, digest, who, origin, role, unit, purpose, restricted, started_at, last_seen_at,
           expires_at, proved_at)
        values ('%s', decode(md5('%s') || md5('%s'), 'hex'), '%s', 'ACCOUNT', '%s', '%s', '%s', false,
                now(), '2100-01-01', '2100-01-01', '2100-01-01')"""
            .formatted(
                actor.session(),
                actor.session(),
                actor.who(),
                actor.who(),
                actor.role(),
                actor.unit(),
                actor.purpose()));
    return actor;
  }

  /** Runs a statement of the superuser, past all walls. */
  public final void run(String sql) {
    try (Connection connection = fixture.postgres().superuser().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** First column of a query of the superuser, past all walls. */
  public final List<String> texts(String sql) {
    try (Connection connection = fixture.postgres().superuser().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      var texts = new ArrayList<String>();
      while (row.next()) {
        texts.add(String.valueOf(row.getString(1)));
      }
      return texts;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Tables of any schema with a row that shows one of the words, as text or as bytes. */
  public final List<String> tablesShowing(List<String> words) {
    var signs =
        words.stream()
            .flatMap(word -> Stream.of(word, word.toLowerCase(Locale.ROOT)))
            .flatMap(word -> Stream.of(word, HexFormat.of().formatHex(word.getBytes(UTF_8))))
            .toList();
    String tables =
        """
        select format('%I.%I', table_schema, table_name) from information_schema.tables
        where table_schema not in ('pg_catalog', 'information_schema') order by 1""";
    return texts(tables).stream()
        .filter(
            table ->
                texts("select t::text from " + table + " t").stream()
                    .anyMatch(row -> signs.stream().anyMatch(row::contains)))
        .toList();
  }

  @Override
  public void close() {
    fixture.close();
    try (var files = Files.walk(keys)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
