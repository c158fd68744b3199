// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import al.fole.access.internal.SessionEvent.SessionEnded;
import al.fole.access.internal.SessionEvent.SessionStarted;
import al.fole.access.internal.SessionEvent.SessionsSeen;
import al.fole.access.internal.SessionMapper.EndedRow;
import al.fole.keys.Tokens;
import al.fole.spi.Actor;
import al.fole.spi.Problem;
import al.fole.spi.Purpose;
import al.fole.store.Receipt;
import al.fole.store.Store;
import al.fole.store.Tx;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Sessions. A token is 256 random bits; the database keeps its keyed digest. A session ends after
 * {@link #IDLE} without a request, {@link #LONGEST} after its start, or at once when its account is
 * disabled or gets another role or unit: all of it is read in each request. Business time rules, so
 * that a moved demonstration clock ends sessions too.
 */
@Component(service = Sessions.class, configurationPid = "al.fole.access")
public final class Sessions {

  /** Without a request. */
  static final Duration IDLE = Duration.ofMinutes(15);

  static final Duration LONGEST = Duration.ofHours(8);

  /** How long a proof of who somebody is counts for what asks for a fresh one. */
  static final Duration FRESH = Duration.ofMinutes(5);

  private static final String REFUSED = "access.session-refused";
  private static final String NOBODY = "nobody";

  private final Store store;
  private final CurrentMatrix matrix;
  private final Refusals refusals;
  private final Tokens tokens;
  private final Demands demands;
  private final LastSeen lastSeen = new LastSeen();

  /** Keeps sessions in the schema. */
  @Activate
  public Sessions(
      @Reference AccessSchema schema,
      @Reference CurrentMatrix matrix,
      @Reference Refusals refusals,
      @Reference Tokens tokens) {
    this(schema.store(), matrix, refusals, tokens, Demands.of(schema.mode()));
  }

  Sessions(Store store, CurrentMatrix matrix, Refusals refusals, Tokens tokens, Demands demands) {
    this.store = store;
    this.matrix = matrix;
    this.refusals = refusals;
    this.tokens = tokens;
    this.demands = demands;
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
        .orElseThrow(() -> unauthenticated(AccessRules.sessionEnded(), request));
  }

  /** A live session, and the business day it was looked up on. */
  private record Found(SessionRow row, LocalDate today) {}

  /**
   * The live session with this digest; it has been seen now, and the matrix at hand is the one that
   * held as it was looked up.
   */
  Optional<SessionRow> lookUp(byte[] digest) {
    var found =
        store.read(
            SystemActor.of("access.session"),
            tx -> {
              var row =
                  tx.mapper(SessionMapper.class)
                      .resume(
                          digest, tx.now(), tx.now().minus(IDLE), tx.today(), lastSeen.of(digest));
              row.ifPresent(it -> lastSeen.saw(digest, it.id(), tx.now()));
              return row.map(it -> new Found(it, tx.today()));
            });
    found.ifPresent(it -> matrix.uphold(it.row().matrix(), it.today()));
    return found.map(Found::row);
  }

  /**
   * Opens a session of an account and shows its token, this once.
   *
   * @param provedAt when its person proved who he is
   * @param also what else must succeed in the same transaction
   * @throws Problem UNAUTHENTICATED when the account has changed meanwhile, or {@code also} fails
   */
  SessionView open(SessionRow row, Instant provedAt, String request, Predicate<Tx> also) {
    var token = tokens.random();
    var opened = new SessionRow[] {row};
    store.write(
        actor(row, request),
        tx -> {
          var mapper = tx.mapper(SessionMapper.class);
          if (mapper.startOfAccount(row, tokens.digest("access.session", token), provedAt) != 1
              || !also.test(tx)) {
            throw AccessRules.signInFailed();
          }
          opened[0] = mapper.session(row.id(), tx.now(), tx.today()).orElseThrow();
          return tx.record(started(row, assurance(row)), List.of());
        });
    return view(opened[0], token);
  }

  /** Ends the session of a token that its holder brings along when he signs in again. */
  void replace(Tx tx, UUID account, String before) {
    recordEnded(
        tx,
        tx.mapper(SessionMapper.class)
            .replace(account, tokens.digest("access.session", before), tx.now()),
        "REPLACED");
  }

  /** A refusal of somebody unknown; all of them are one source. */
  Problem unauthenticated(Problem answer, String request) {
    return refusals.refuse(
        SystemActor.of("access.session", request), NOBODY, REFUSED, null, answer);
  }

  /** A refusal of somebody known. */
  Problem refused(Actor actor, Problem answer) {
    return refusals.refuse(actor, actor.who().toString(), REFUSED, null, answer);
  }

  /** Whether the person has proved who he is, in this session and lately. */
  boolean isFresh(Actor actor) {
    return store.read(
        SystemActor.of("access.session", actor.request()),
        tx ->
            tx.mapper(SessionMapper.class)
                .isProvedSince(actor.session(), actor.who(), tx.now().minus(FRESH)));
  }

  /** The actor's own session. */
  SessionView own(Actor actor) {
    return view(
        store
            .read(
                actor,
                tx -> tx.mapper(SessionMapper.class).session(actor.session(), tx.now(), tx.today()))
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

  /** What a sweep found to do. */
  private record Due(Map<UUID, Instant> seen, boolean expired) {}

  /**
   * Writes what was seen and ends sessions whose time is over, with their entries.
   *
   * @return how many ended
   */
  int sweep() {
    var job = SystemActor.of("access.session-sweep");
    var due =
        store.read(
            job,
            tx ->
                new Due(
                    lastSeen.due(tx.now()),
                    tx.mapper(SessionMapper.class).anyExpired(tx.now(), tx.now().minus(IDLE))));
    if (due.seen().isEmpty() && !due.expired()) {
      return 0;
    }
    var ended = new ArrayList<EndedRow>();
    try {
      store.write(
          job,
          tx -> {
            var marked = mark(tx, due.seen());
            ended.clear();
            ended.addAll(tx.mapper(SessionMapper.class).endExpired(tx.now(), tx.now().minus(IDLE)));
            return recordEnded(tx, ended, "EXPIRED").or(() -> marked).orElseThrow(NothingToDo::new);
          });
    } catch (NothingToDo anotherHostWasFaster) {
      return 0;
    }
    lastSeen.written(due.seen());
    return ended.size();
  }

  private static Optional<Receipt> mark(Tx tx, Map<UUID, Instant> seen) {
    if (seen.isEmpty()) {
      return Optional.empty();
    }
    var ids = List.copyOf(seen.keySet());
    int marked = tx.mapper(SessionMapper.class).mark(ids, ids.stream().map(seen::get).toList());
    if (marked == 0) {
      return Optional.empty();
    }
    var counter = tx.mapper(UnitMapper.class).next("sessions");
    return Optional.of(
        tx.record(new SessionsSeen(counter.id(), counter.version(), marked), List.of()));
  }

  /** Writes down the end of each; empty when there were none. */
  static Optional<Receipt> recordEnded(Tx tx, List<EndedRow> ended, String cause) {
    return ended.stream()
        .map(session -> tx.record(new SessionEnded(session.id(), session.who(), cause), List.of()))
        .reduce((before, last) -> last);
  }

  /** The declared purpose, or the role's usual one; one the role does not have is refused. */
  String purposeOf(String role, @Nullable List<String> narrowed, @Nullable String declared) {
    return matrix.now().role(role).stream()
        .flatMap(known -> known.purposes().stream())
        .map(Purpose::code)
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
        row.secondFactor(),
        row.limited(),
        step(row),
        matrix.now().permissions(row.role(), row.purpose(), row.limited()));
  }

  static SessionStarted started(SessionRow row, String assurance) {
    return new SessionStarted(
        row.id(), row.who(), row.role(), row.unit(), row.purpose(), assurance, row.restricted());
  }

  /** What the person has to do first; of the parent's users the parent has seen to it. */
  private @Nullable Step step(SessionRow row) {
    if (row.origin().equals("PARENT")) {
      return null;
    }
    if (row.restricted()) {
      return Step.PASSWORD;
    }
    if (demands.secondFactor() && row.privileged() && !row.secondFactor()) {
      return Step.SECOND_FACTOR;
    }
    return demands.undertaking() && !row.bound() ? Step.UNDERTAKING : null;
  }

  SessionActor actor(SessionRow row, String request) {
    return new SessionActor(
        row.who(),
        row.role(),
        row.unit(),
        row.id(),
        row.purpose(),
        row.origin().equals("PARENT") ? SessionActor.PARENT : assurance(row),
        request,
        row.limited(),
        row.lapsed(),
        step(row));
  }

  private static String assurance(SessionRow row) {
    return row.assurance() == null ? SessionActor.PASSWORD : row.assurance();
  }
}
