// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import al.fole.access.internal.FactorMapper.FactorRow;
import al.fole.access.internal.SessionMapper.SignInRow;
import al.fole.access.internal.Throttle.Outcome;
import al.fole.event.Notice;
import al.fole.keys.OneTimeCodes;
import al.fole.keys.Passwords;
import al.fole.keys.Tokens;
import al.fole.spi.Problem;
import al.fole.spi.Ref;
import al.fole.store.ReadTx;
import al.fole.store.Store;
import al.fole.store.Tx;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Signing in with name, password and, where one is set up, the code of an authenticator. An unknown
 * name costs the same and gets the same answer as a wrong password. Guessing is slowed down for the
 * account (after 5 failures, up to a minute) and for the network address (after 20, up to a quarter
 * of an hour), a host each. Where an account has signed in from before, only failures from there
 * count: strangers elsewhere cannot keep its owner out.
 */
@Component(service = SignIns.class, configurationPid = "al.fole.access")
public final class SignIns {

  private static final String REFUSED = "access.sign-in-refused";
  private static final UUID NOBODY = new UUID(0, 0);

  /** How long an address is remembered as one of the account's own. */
  static final int KNOWN_DAYS = 90;

  private final Store store;
  private final Sessions sessions;
  private final Refusals refusals;
  private final Passwords passwords;
  private final OneTimeCodes codes;
  private final Tokens tokens;
  private final InstantSource time;
  private final Door door;

  /** Opens sessions in the schema. */
  @Activate
  public SignIns(
      @Reference AccessSchema schema,
      @Reference Sessions sessions,
      @Reference Refusals refusals,
      @Reference Passwords passwords,
      @Reference OneTimeCodes codes,
      @Reference Tokens tokens) {
    this(
        schema.store(),
        sessions,
        refusals,
        passwords,
        codes,
        tokens,
        InstantSource.system(),
        Door.ofThisMachine());
  }

  SignIns(
      Store store,
      Sessions sessions,
      Refusals refusals,
      Passwords passwords,
      OneTimeCodes codes,
      Tokens tokens,
      InstantSource time,
      Door door) {
    this.store = store;
    this.sessions = sessions;
    this.refusals = refusals;
    this.passwords = passwords;
    this.codes = codes;
    this.tokens = tokens;
    this.time = time;
    this.door = door;
  }

  /** What one read found out. */
  private record Found(
      @Nullable SignInRow account,
      List<HeldRole> roles,
      @Nullable FactorRow factor,
      boolean knownSource,
      Instant now) {}

  /**
   * Opens a session.
   *
   * @param address network address of the caller; only its keyed digest is used
   * @param before token of a session that ends with this, if the caller brought one
   * @param request id of the request
   * @throws Problem UNAUTHENTICATED; TOO_MANY with {@code retry_after}; INVALID for a purpose or
   *     role that is not the account's
   */
  SessionView signIn(SignIn command, String address, @Nullable String before, String request) {
    var name = PasswordRules.canonicalName(command.name());
    var digest = tokens.digest("access.throttle.source", address);
    var source = HexFormat.of().formatHex(digest);
    var ofName = HexFormat.of().formatHex(tokens.digest("access.throttle.name", name));
    var lane = ofName + source;
    var away = door.turnAway(source, lane).orElse(null);
    if (away != null) {
      refusals.note(
          SystemActor.of("access.sign-in", request),
          away.source(),
          Notice.refused(REFUSED, away.answer().rule(), null));
      throw away.answer();
    }
    try {
      var job = SystemActor.of("access.sign-in", request);
      var found = door.inTurn(() -> store.read(job, tx -> find(tx, name, digest)));
      var attempt = new Attempt(found, name, digest, found.knownSource() ? lane : ofName, request);
      attempt.begin();
      try {
        var session = attempt.enter(command, before);
        door.welcome(lane);
        return session;
      } finally {
        attempt.settle();
      }
    } finally {
      door.leave(source);
    }
  }

  /** The same statements whether there is such a name or not. */
  private static Found find(ReadTx tx, String name, byte[] source) {
    var mapper = tx.mapper(SessionMapper.class);
    var account = mapper.signIn(name, tx.now()).orElse(null);
    var id = account == null ? NOBODY : account.id();
    return new Found(
        account,
        tx.mapper(RoleMapper.class).valid(id, tx.now()),
        tx.mapper(FactorMapper.class)
            .factor(id)
            .filter(factor -> factor.confirmedAt() != null)
            .orElse(null),
        mapper.isKnownSource(id, source, tx.today().minusDays(KNOWN_DAYS)),
        tx.now());
  }

  /** One try: everything it is refused for is written down under its source. */
  private final class Attempt {
    private final Found found;
    private final String source;
    private final byte[] sourceDigest;
    private final String lane;
    private final String request;
    private final UUID account;
    private Outcome outcome = Outcome.WITHDRAWN;

    Attempt(Found found, String name, byte[] source, String lane, String request) {
      this.found = found;
      this.request = request;
      this.lane = lane;
      sourceDigest = source;
      this.source = HexFormat.of().formatHex(source);
      // An unknown name gets an id that follows from it, so that its refusal costs the same.
      account =
          found.account() == null
              ? UUID.nameUUIDFromBytes(name.getBytes(UTF_8))
              : found.account().id();
    }

    void begin() {
      var pause = door.attempt(source, lane, found.knownSource());
      if (!pause.isZero()) {
        throw refused("sign-in-throttled", AccessRules.wait(pause));
      }
    }

    void settle() {
      door.settle(source, lane, found.knownSource(), outcome);
    }

    SessionView enter(SignIn command, @Nullable String before) {
      var password = PasswordRules.canonicalPassword(command.password());
      var row = check(password);
      var step = step(row, command.code());
      outcome = Outcome.RIGHT;
      var role =
          HeldRole.first(found.roles(), command.role(), command.unit())
              .orElseThrow(() -> refused("role-not-held", AccountRules.roleNotHeld()));
      var purpose = sessions.purposeOf(role.role(), row.purposes(), command.purpose());
      var session =
          SessionRow.ofAccount(
              row,
              role,
              purpose,
              row.first(),
              found.now(),
              row.first() ? Sessions.IDLE : Sessions.LONGEST,
              step != null ? SessionActor.PASSWORD_CODE : SessionActor.PASSWORD,
              step != null);
      var hash = passwords.isOutdated(row.hash()) ? passwords.hash(password) : null;
      try {
        return sessions.open(
            session, found.now(), request, tx -> spend(tx, row, step, hash, before));
      } catch (Problem e) {
        outcome = Outcome.WRONG;
        throw e.kind() == Problem.Kind.UNAUTHENTICATED ? refused("sign-in-raced", e) : e;
      }
    }

    private SignInRow check(char[] password) {
      var row = found.account();
      boolean right = matches(row, password);
      outcome = Outcome.WRONG;
      if (!right || row == null) {
        throw refused("sign-in-failed", AccessRules.signInFailed());
      }
      if (row.first() ? row.state() != AccountState.INVITED : !row.state().works()) {
        throw refused("account-closed", AccessRules.signInFailed());
      }
      if (row.first() && row.usedAt() != null) {
        throw refused("first-password-used", AccessRules.signInFailed());
      }
      if (row.expiresAt() != null && !row.expiresAt().isAfter(found.now())) {
        throw refused("first-password-expired", AccessRules.firstPasswordExpired());
      }
      if (found.roles().isEmpty()) {
        throw refused("no-role", AccessRules.signInFailed());
      }
      return row;
    }

    private boolean matches(@Nullable SignInRow row, char[] password) {
      try {
        return passwords.matches(row == null ? null : row.hash(), password);
      } catch (Problem e) {
        throw refused(e.rule(), e);
      }
    }

    /** The time step of the code, where an authenticator is set up. */
    private @Nullable Long step(SignInRow row, @Nullable String code) {
      var factor = found.factor();
      if (factor == null) {
        return null;
      }
      if (code == null) {
        outcome = Outcome.WITHDRAWN;
        throw refused("code-required", AccessRules.codeRequired());
      }
      var step = codes.step(row.id().toString(), factor.secret(), code, time.instant());
      if (step.isEmpty()) {
        throw refused("code-wrong", AccessRules.signInFailed());
      }
      if (step.getAsLong() <= factor.lastStep()) {
        throw refused("code-used", AccessRules.signInFailed());
      }
      return step.getAsLong();
    }

    /** First password and code are good once; both are spent with the session they open. */
    private boolean spend(
        Tx tx, SignInRow row, @Nullable Long step, @Nullable String hash, @Nullable String before) {
      var mapper = tx.mapper(SessionMapper.class);
      if (row.first() && mapper.useFirstPassword(row.id(), tx.now()) != 1
          || step != null && tx.mapper(FactorMapper.class).take(row.id(), step) != 1) {
        return false;
      }
      if (!row.first()) {
        mapper.knowSource(row.id(), sourceDigest, tx.today());
      }
      if (hash != null) {
        tx.mapper(AccountMapper.class).rehash(row.id(), hash);
      }
      if (before != null) {
        sessions.replace(tx, row.id(), before);
      }
      return true;
    }

    private Problem refused(String rule, Problem answer) {
      refusals.note(
          SystemActor.of("access.sign-in", request),
          source,
          Notice.refused(REFUSED, rule, new Ref("account", account)));
      return answer;
    }
  }
}
