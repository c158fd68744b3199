// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import al.fole.access.internal.SessionMapper.SessionRow;
import al.fole.access.internal.SessionMapper.SignInRow;
import al.fole.access.internal.Throttle.Outcome;
import al.fole.event.Notice;
import al.fole.keys.Passwords;
import al.fole.keys.Tokens;
import al.fole.spi.Problem;
import al.fole.spi.Ref;
import al.fole.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Signing in with name and password. An unknown name costs the same and gets the same answer as a
 * wrong password. Guessing is slowed down for the account (after 5 failures, up to a minute) and
 * for the network address (after 20, up to a quarter of an hour), a host each.
 */
@Component(service = SignIns.class, configurationPid = "al.fole.access")
public final class SignIns {

  private static final String REFUSED = "access.sign-in-refused";

  private final Store store;
  private final Sessions sessions;
  private final Refusals refusals;
  private final Passwords passwords;
  private final Tokens tokens;
  private final Throttle ofAccount;
  private final Throttle ofSource;

  /** Opens sessions in the schema. */
  @Activate
  public SignIns(
      @Reference AccessSchema schema,
      @Reference Sessions sessions,
      @Reference Refusals refusals,
      @Reference Passwords passwords,
      @Reference Tokens tokens) {
    this(schema.store(), sessions, refusals, passwords, tokens, InstantSource.system());
  }

  SignIns(
      Store store,
      Sessions sessions,
      Refusals refusals,
      Passwords passwords,
      Tokens tokens,
      InstantSource time) {
    this.store = store;
    this.sessions = sessions;
    this.refusals = refusals;
    this.passwords = passwords;
    this.tokens = tokens;
    ofAccount = new Throttle(5, 16, Duration.ofMinutes(1), time);
    ofSource = new Throttle(20, 64, Duration.ofMinutes(15), time);
  }

  /** What one read found out. */
  private record Found(Optional<SignInRow> account, Instant now) {}

  /**
   * Opens a session.
   *
   * @param address network address of the caller; only its keyed digest is used
   * @param request id of the request
   * @throws Problem UNAUTHENTICATED; TOO_MANY with {@code retry_after}; INVALID for a purpose the
   *     role does not have
   */
  SessionView signIn(SignIn command, String address, String request) {
    var name = AccessRules.canonicalName(command.name());
    var attempt = new Attempt(digest("source", address), digest("name", name), request);
    attempt.begin();
    SignInRow account;
    Instant now;
    try {
      var found =
          store.read(
              SystemActor.of("access.sign-in", request),
              tx -> new Found(tx.mapper(SessionMapper.class).signIn(name), tx.now()));
      account = attempt.check(found, AccessRules.canonicalPassword(command.password()));
      now = found.now();
    } finally {
      attempt.settle();
    }
    var purpose = sessions.purposeOf(account.role(), account.purposes(), command.purpose());
    return start(account, purpose, now, request);
  }

  /** One try: everything it is refused for is written down under its source. */
  private final class Attempt {
    private final String source;
    private final String name;
    private final String request;
    private UUID account;
    private Outcome outcome = Outcome.WITHDRAWN;

    Attempt(String source, String name, String request) {
      this.source = source;
      this.name = name;
      this.request = request;
      // An unknown name gets an id that follows from it, so that its refusal costs the same.
      account = UUID.nameUUIDFromBytes(name.getBytes(UTF_8));
    }

    void begin() {
      var pause = ofSource.attempt(source);
      if (pause.isZero()) {
        pause = ofAccount.attempt(name);
        if (!pause.isZero()) {
          ofSource.settle(source, Outcome.WITHDRAWN);
        }
      }
      if (!pause.isZero()) {
        throw refused("sign-in-throttled", AccessRules.wait(pause));
      }
    }

    /** A right password speaks for its account only: others at this address may be guessing. */
    void settle() {
      ofAccount.settle(name, outcome);
      ofSource.settle(source, outcome == Outcome.RIGHT ? Outcome.WITHDRAWN : outcome);
    }

    SignInRow check(Found found, char[] password) {
      var row = found.account().orElse(null);
      if (row != null) {
        account = row.id();
      }
      boolean right = passwords.matches(row == null ? null : row.hash(), password);
      outcome = Outcome.WRONG;
      if (!right || row == null) {
        throw refused("sign-in-failed", AccessRules.signInFailed());
      }
      if (row.state() != (row.first() ? AccountState.INVITED : AccountState.ACTIVE)) {
        throw refused("account-closed", AccessRules.signInFailed());
      }
      if (row.first() && row.usedAt() != null) {
        throw refused("first-password-used", AccessRules.signInFailed());
      }
      if (row.expiresAt() != null && !row.expiresAt().isAfter(found.now())) {
        throw refused("first-password-expired", AccessRules.firstPasswordExpired());
      }
      outcome = Outcome.RIGHT;
      return row;
    }

    private Problem refused(String rule, Problem answer) {
      refusals.note(
          SystemActor.of("access.sign-in", request),
          source,
          Notice.refused(REFUSED, rule, new Ref("account", account)));
      return answer;
    }
  }

  private SessionView start(SignInRow account, String purpose, Instant now, String request) {
    var row =
        new SessionRow(
            UUID.randomUUID(),
            account.id(),
            "ACCOUNT",
            account.role(),
            account.unit(),
            purpose,
            account.first(),
            now,
            now.plus(account.first() ? Sessions.IDLE : Sessions.LONGEST));
    var token = tokens.random();
    store.write(
        Sessions.actor(row, request),
        tx -> {
          var mapper = tx.mapper(SessionMapper.class);
          if (mapper.startOfAccount(row, tokens.digest("access.session", token)) != 1
              || (account.first() && mapper.useFirstPassword(account.id(), now) != 1)) {
            throw AccessRules.signInFailed();
          }
          return tx.record(Sessions.started(row, SessionActor.PASSWORD), List.of());
        });
    return sessions.view(row, token);
  }

  private String digest(String kind, String text) {
    return HexFormat.of().formatHex(tokens.digest("access.throttle." + kind, text));
  }
}
