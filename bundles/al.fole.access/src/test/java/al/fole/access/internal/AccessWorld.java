// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import static org.junit.jupiter.api.Assertions.assertThrows;

import al.fole.spi.Actor;
import al.fole.spi.Problem;
import al.fole.store.Mode;
import al.fole.store.Store;
import al.fole.testing.fakes.FakeKeys;
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
  final Administration administration;
  final AccountRoles roles;
  final Accounts accounts;
  final Proof proof;
  final OwnPassword ownPassword;
  final SecondFactors factors;
  final Briefings briefings;
  final SessionDesk desk;
  final SignOns signOns;
  final Identities identities;
  final Demands demands;
  final Actor administrator = TestActor.of("SHSSH_ADMIN", "N");
  private final boolean alone;
  private final long entriesBefore;

  AccessWorld() {
    this(shared(), false, Demands.of(Mode.DEMONSTRATION));
  }

  /** Where everything is demanded that a register with real people demands. */
  static AccessWorld strict() {
    return new AccessWorld(shared(), false, Demands.of(Mode.PRODUCTION));
  }

  private AccessWorld(StoreFixture fixture, boolean alone, Demands demands) {
    this.fixture = fixture;
    this.alone = alone;
    this.demands = demands;
    store = new AccessSchema(fixture.database()).store();
    refusals = new Refusals(store, time);
    matrix = new CurrentMatrix(store, time);
    sessions = new Sessions(store, matrix, refusals, keys, demands);
    parentSessions = new ParentSessions(store, sessions, matrix, refusals, keys);
    access = new RoleTable(store, matrix, refusals, parentSessions, sessions);
    signIns = new SignIns(store, sessions, refusals, keys, keys, keys, time, new Door(16, time));
    administration = new Administration(store, access, matrix, refusals);
    roles = new AccountRoles(store, administration, demands);
    accounts =
        new Accounts(store, administration, matrix, roles, keys, keys, new FakeKeys(), demands);
    proof = new Proof(store, refusals, keys, keys, time);
    ownPassword = new OwnPassword(store, proof, keys);
    factors = new SecondFactors(store, proof, keys);
    briefings = new Briefings(store);
    desk = new SessionDesk(store, administration);
    signOns = new SignOns(store, sessions, refusals, keys, keys, time);
    identities = new Identities(store, administration, keys);
    superuser(
        "update access.session set ended_at = now(), ended_because = 'TEST' where ended_at is"
            + " null");
    freshForEver(administrator);
    entriesBefore = fixture.number("select count(*) from journal.entry");
  }

  /** A database of its own, for tests that look at whole tables. */
  static AccessWorld alone() {
    return new AccessWorld(StoreFixture.create(), true, Demands.of(Mode.DEMONSTRATION));
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

  /** Gives somebody without an account a session that has just been proved, whatever the clock. */
  void freshForEver(Actor actor) {
    superuser(
        """
        insert into access.session
          (id, digest, who, origin, role, unit, purpose, restricted, started_at, last_seen_at, expires_at, proved_at)
        values ('%s', decode(md5('%s') || md5('%s'), 'hex'), '%s', 'ACCOUNT', '%s', '%s', 'ADMINISTRATION', false,
                now(), '2100-01-01', '2100-01-01', '2100-01-01')\
        """
            .formatted(
                actor.session(),
                actor.session(),
                actor.who(),
                actor.who(),
                actor.role(),
                actor.unit()));
  }

  /** An account that has set its password. */
  record Known(UUID id, String name, SessionActor actor, String token) {}

  String name() {
    return "person" + NEXT.incrementAndGet();
  }

  Invitation invite(String name, String role, String unit) {
    return accounts.create(administrator, new CreateAccount(name, role, unit, null, newNumber()));
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

  /** A personal number nobody has. */
  static String newNumber() {
    return "X%08dZ".formatted(NEXT.incrementAndGet());
  }

  /** The code of an authenticator now: the fake one shows the step itself. */
  String code() {
    return Long.toString(time.instant().getEpochSecond() / 30);
  }

  /** Sets up an authenticator, whose first code is spent with it. */
  void enrol(Actor actor) {
    factors.begin(actor, new BeginSecondFactor(PASSWORD));
    factors.confirm(actor, new ConfirmSecondFactor(code()));
  }

  String signIn(String name, String password) {
    return String.valueOf(
        signIns
            .signIn(
                new SignIn(name, password, null, null, null, null), "192.0.2.7", null, "request")
            .token());
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
         where v.type = ?\
        """,
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
