// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import al.fole.access.internal.SessionEvent.SessionEnded;
import al.fole.access.internal.SessionEvent.SessionStarted;
import al.fole.access.internal.SessionMapper.EndedRow;
import al.fole.access.internal.SessionMapper.SessionRow;
import al.fole.access.internal.SessionMapper.SignInRow;
import al.fole.event.Notice;
import al.fole.keys.Passwords;
import al.fole.keys.Tokens;
import al.fole.spi.Actor;
import al.fole.spi.Problem;
import al.fole.store.Receipt;
import al.fole.store.Store;
import al.fole.store.Tx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Sessions of accounts. A token is 256 random bits; the database keeps its keyed digest. A session
 * ends after {@link #IDLE} without a request, {@link #LONGEST} after its start, or at once when its
 * account is disabled or gets another role or unit: both are read in each request. Business time
 * rules, so that a moved demonstration clock ends sessions too.
 */
@Component(service = Sessions.class, configurationPid = "al.fole.access")
public final class Sessions {

  /** Without a request; at most {@link #MARK} less, because last-seen is marked that seldom. */
  static final Duration IDLE = Duration.ofMinutes(15);

  static final Duration LONGEST = Duration.ofHours(8);
  static final Duration MARK = Duration.ofMinutes(1);

  private static final String REFUSED = "access.sign-in-refused";
  private static final String NOBODY = "nobody";

  private final Store store;
  private final CurrentMatrix matrix;
  private final Refusals refusals;
  private final Passwords passwords;
  private final Tokens tokens;
  private final Throttle ofAccount;
  private final Throttle ofSource;

  /** Opens sessions in the schema. */
  @Activate
  public Sessions(
      @Reference AccessSchema schema,
      @Reference CurrentMatrix matrix,
      @Reference Refusals refusals,
      @Reference Passwords passwords,
      @Reference Tokens tokens) {
    this(schema.store(), matrix, refusals, passwords, tokens, InstantSource.system());
  }

  Sessions(
      Store store,
      CurrentMatrix matrix,
      Refusals refusals,
      Passwords passwords,
      Tokens tokens,
      InstantSource time) {
    this.store = store;
    this.matrix = matrix;
    this.refusals = refusals;
    this.passwords = passwords;
    this.tokens = tokens;
    ofAccount = new Throttle(5, Duration.ofMinutes(1), time);
    ofSource = new Throttle(20, Duration.ofMinutes(15), time);
  }

  /** What sign-in found out in one read. */
  private record Found(Optional<SignInRow> account, Instant now) {}

  /**
   * Opens a session.
   *
   * @param address network address of the caller; only its keyed digest is used
   * @throws Problem UNAUTHENTICATED, the same for an unknown name and a wrong password; TOO_MANY
   *     with {@code retry_after}
   */
  SessionView signIn(SignIn command, String address) {
    var name = AccessRules.canonicalName(command.name());
    var attempt = new Attempt(digest("source", address), digest("name", name));
    attempt.begin();
    var found =
        store.read(
            SystemActor.of("access.sign-in"),
            tx -> new Found(tx.mapper(SessionMapper.class).signIn(name), tx.now()));
    var account = attempt.check(found, command.password());
    attempt.forgive();
    return start(account, purposeOf(account, command.purpose()), found.now());
  }

  /** One try to sign in: everything it is refused for is written down under its source. */
  private final class Attempt {
    private final String source;
    private final String name;

    Attempt(String source, String name) {
      this.source = source;
      this.name = name;
    }

    void begin() {
      var pause = ofSource.attempt(source);
      if (pause.isZero()) {
        pause = ofAccount.attempt(name);
      }
      if (!pause.isZero()) {
        throw refused("sign-in-throttled", AccessRules.wait(pause));
      }
    }

    void forgive() {
      ofAccount.forget(name);
      ofSource.forgive(source);
    }

    SignInRow check(Found found, String password) {
      var account = found.account().orElse(null);
      boolean right;
      try {
        right =
            passwords.matches(
                account == null ? null : account.hash(), AccessRules.canonicalPassword(password));
      } catch (Problem busy) {
        ofAccount.forgive(name);
        ofSource.forgive(source);
        throw busy;
      }
      if (account == null || !right) {
        throw refused("sign-in-failed", AccessRules.signInFailed());
      }
      if (account.state() != (account.first() ? AccountState.INVITED : AccountState.ACTIVE)) {
        throw refused("account-closed", AccessRules.signInFailed());
      }
      if (account.first() && account.usedAt() != null) {
        throw refused("first-password-used", AccessRules.signInFailed());
      }
      if (account.expiresAt() != null && !account.expiresAt().isAfter(found.now())) {
        throw refused("first-password-expired", AccessRules.firstPasswordExpired());
      }
      return account;
    }

    Problem refused(String rule, Problem answer) {
      refusals.note(SystemActor.of("access.sign-in"), source, Notice.refused(REFUSED, rule, null));
      return answer;
    }
  }

  private SessionView start(SignInRow account, String purpose, Instant now) {
    var until = now.plus(account.first() ? IDLE : LONGEST);
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
            until);
    var token = tokens.random();
    var actor = actor(row, UUID.randomUUID().toString());
    store.write(
        actor,
        tx -> {
          var sessions = tx.mapper(SessionMapper.class);
          if (sessions.startOfAccount(row, tokens.digest("access.session", token)) != 1
              || (account.first() && sessions.useFirstPassword(account.id(), now) != 1)) {
            throw AccessRules.signInFailed();
          }
          return tx.record(started(row, SessionActor.PASSWORD), List.of());
        });
    return view(row, token);
  }

  /**
   * The actor behind a token of ours.
   *
   * @param request id of the request
   */
  SessionActor resume(String token, String request) {
    return lookUp(tokens.digest("access.session", token))
        .filter(row -> row.origin().equals("ACCOUNT"))
        .map(row -> actor(row, request))
        .orElseThrow(() -> unauthenticated("session-ended", AccessRules.sessionEnded()));
  }

  /** The live session with this digest; marks that it was seen. */
  Optional<SessionRow> lookUp(byte[] digest) {
    return store.read(
        SystemActor.of("access.session"),
        tx ->
            tx.mapper(SessionMapper.class)
                .resume(digest, tx.now(), tx.now().minus(IDLE), tx.now().minus(MARK)));
  }

  /** A refusal of somebody unknown; all of them are one source. */
  Problem unauthenticated(String rule, Problem answer) {
    refusals.note(
        SystemActor.of("access.session"),
        NOBODY,
        Notice.refused("access.session-refused", rule, null));
    return answer;
  }

  /** A refusal of somebody known. */
  Problem refused(Actor actor, String type, Problem answer) {
    return refusals.refuse(actor, actor.who().toString(), type, null, answer);
  }

  /** The actor's own session. */
  SessionView own(Actor actor) {
    return view(
        store
            .read(actor, tx -> tx.mapper(SessionMapper.class).session(actor.session()))
            .orElseThrow(AccessRules::sessionEnded),
        null);
  }

  /** Ends the actor's own session. */
  Receipt end(Actor actor) {
    return store.write(
        actor,
        tx -> {
          if (tx.mapper(SessionMapper.class).end(actor.session(), tx.now(), "SIGNED_OUT") != 1) {
            throw AccessRules.sessionEnded();
          }
          return tx.record(new SessionEnded(actor.session(), actor.who(), "SIGNED_OUT"), List.of());
        });
  }

  /** Ends sessions whose time is over, with their entries; at most 500. */
  int sweep() {
    var job = SystemActor.of("access.session-sweep");
    boolean due =
        store.read(
            job, tx -> tx.mapper(SessionMapper.class).anyExpired(tx.now(), tx.now().minus(IDLE)));
    if (!due) {
      return 0;
    }
    var ended = new ArrayList<EndedRow>();
    try {
      store.write(
          job,
          tx -> {
            ended.clear();
            ended.addAll(tx.mapper(SessionMapper.class).endExpired(tx.now(), tx.now().minus(IDLE)));
            return recordEnded(tx, ended, "EXPIRED").orElseThrow(NothingToDo::new);
          });
    } catch (NothingToDo anotherHostWasFaster) {
      return 0;
    }
    return ended.size();
  }

  /** Writes down the end of each; empty when there were none. */
  static Optional<Receipt> recordEnded(Tx tx, List<EndedRow> ended, String reason) {
    return ended.stream()
        .map(session -> tx.record(new SessionEnded(session.id(), session.who(), reason), List.of()))
        .reduce((before, last) -> last);
  }

  String purposeOf(SignInRow account, @Nullable String declared) {
    return purposeOf(account.role(), account.purposes(), declared);
  }

  /** The declared purpose, or the role's usual one; one the role does not have is refused. */
  String purposeOf(String role, @Nullable List<String> narrowed, @Nullable String declared) {
    return matrix.now().role(role).stream()
        .flatMap(known -> known.purposes().stream())
        .map(purpose -> purpose.code())
        .filter(code -> narrowed == null || narrowed.contains(code))
        .filter(code -> declared == null || declared.equals(code))
        .findFirst()
        .orElseThrow(AccessRules::purposeNotAllowed);
  }

  SessionView view(SessionRow row, @Nullable String token) {
    return new SessionView(
        row.id(),
        token,
        row.who(),
        row.role(),
        row.unit(),
        row.purpose(),
        row.startedAt(),
        row.expiresAt(),
        row.restricted(),
        matrix.now().permissions(row.role()));
  }

  static SessionStarted started(SessionRow row, String assurance) {
    return new SessionStarted(
        row.id(), row.who(), row.role(), row.unit(), row.purpose(), assurance, row.restricted());
  }

  static SessionActor actor(SessionRow row, String request) {
    return new SessionActor(
        row.who(),
        row.role(),
        row.unit(),
        row.id(),
        row.purpose(),
        row.origin().equals("PARENT") ? SessionActor.PARENT : SessionActor.PASSWORD,
        request,
        row.restricted());
  }

  private String digest(String kind, String text) {
    return HexFormat.of().formatHex(tokens.digest("access.throttle." + kind, text));
  }
}
