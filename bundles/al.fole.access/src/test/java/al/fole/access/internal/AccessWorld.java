// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import static org.junit.jupiter.api.Assertions.assertThrows;

import al.fole.spi.Actor;
import al.fole.spi.Problem;
import al.fole.store.Store;
import al.fole.testing.fakes.TestActor;
import al.fole.testing.store.StoreFixture;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.function.Executable;

/**
 * This bundle at work, without a framework. Tests share one database, whose clock only moves
 * forward; what they count, they count from the start of their own world.
 */
final class AccessWorld implements AutoCloseable {
  static final String PASSWORD = "lumi rrjedh drejt detit";
  private static final AtomicInteger NEXT = new AtomicInteger();
  private static @Nullable StoreFixture shared;

  final StoreFixture fixture;
  final Store store;
  final FakePasswords keys = new FakePasswords();
  final MovedTime time = new MovedTime();
  final Refusals refusals;
  final CurrentMatrix matrix;
  final Sessions sessions;
  final ParentSessions parentSessions;
  final RoleTable access;
  final SignIns signIns;
  final Accounts accounts;
  final OwnPassword ownPassword;
  final Actor administrator = TestActor.of("SHSSH_ADMIN", "N");
  private final boolean alone;
  private final long entriesBefore;

  AccessWorld() {
    this(shared(), false);
  }

  private AccessWorld(StoreFixture fixture, boolean alone) {
    this.fixture = fixture;
    this.alone = alone;
    store = new AccessSchema(fixture.database()).store();
    refusals = new Refusals(store, time);
    matrix = new CurrentMatrix(store, time);
    sessions = new Sessions(store, matrix, refusals, keys);
    parentSessions = new ParentSessions(store, sessions, matrix, refusals, keys);
    access = new RoleTable(matrix, refusals, parentSessions, sessions);
    signIns = new SignIns(store, sessions, refusals, keys, keys, time);
    accounts = new Accounts(store, access, matrix, refusals, keys, keys);
    ownPassword = new OwnPassword(store, refusals, keys);
    superuser(
        "update access.session set ended_at = now(), ended_because = 'TEST' where ended_at is null");
    entriesBefore = fixture.number("select count(*) from journal.entry");
  }

  /** A database of its own, for tests that look at whole tables. */
  static AccessWorld alone() {
    return new AccessWorld(StoreFixture.create(), true);
  }

  private static synchronized StoreFixture shared() {
    var known = shared;
    if (known == null) {
      known = StoreFixture.create();
      shared = known;
      Runtime.getRuntime().addShutdownHook(new Thread(known::close));
    }
    return known;
  }

  /** An account that has set its password. */
  record Known(UUID id, String name, SessionActor actor, String token) {}

  String name() {
    return "person" + NEXT.incrementAndGet();
  }

  Invitation invite(String name, String role, String unit) {
    return accounts.create(administrator, new CreateAccount(name, role, unit, null));
  }

  /** Somebody who has replaced his first password and is signed in. */
  Known somebody(String role, String unit) {
    var name = name();
    var invitation = invite(name, role, unit);
    var first = String.valueOf(invitation.firstPassword());
    var token = signIn(name, first);
    ownPassword.change(resume(token), new ChangePassword(first, PASSWORD));
    return new Known(invitation.id(), name, resume(token), token);
  }

  String signIn(String name, String password) {
    return String.valueOf(
        signIns.signIn(new SignIn(name, password, null), "192.0.2.7", "request").token());
  }

  SessionActor resume(String token) {
    return sessions.resume(token, UUID.randomUUID().toString());
  }

  /** How many entries of a type there are since this world began. */
  long entries(String type) {
    return fixture.number(
        """
        select count(*) from journal.event v join
          (select id from journal.entry order by recorded_at, id offset ?) e on e.id = v.entry
         where v.type = ?""",
        entriesBefore,
        type);
  }

  void superuser(String sql) {
    try (var connection = fixture.postgres().superuser().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  static Problem refusedWith(String rule, Executable work) {
    var problem = assertThrows(Problem.class, work);
    if (!problem.rule().equals(rule)) {
      throw new AssertionError("expected " + rule + ", was " + problem.rule(), problem);
    }
    return problem;
  }

  static List<String> codes(List<Account> accounts) {
    return accounts.stream().map(Account::name).toList();
  }

  @Override
  public void close() {
    refusals.close();
    if (alone) {
      fixture.close();
    }
  }
}
