// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import al.fole.access.internal.FactorMapper.FactorRow;
import al.fole.access.internal.SessionMapper.SignInRow;
import al.fole.access.internal.Throttle.Outcome;
import al.fole.event.Notice;
import al.fole.keys.OneTimeCodes;
import al.fole.keys.Tokens;
import al.fole.spi.Problem;
import al.fole.spi.Ref;
import al.fole.spi.signon.Assurance;
import al.fole.spi.signon.Identified;
import al.fole.spi.signon.IdentityGate;
import al.fole.store.ReadTx;
import al.fole.store.Store;
import al.fole.store.Tx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signing on through a gate: it identifies, we authorise. The session is one of ours, in a role of
 * the account an administrator linked, and ends like any other. Whoever has no account, or one that
 * is closed, or a credential that is old, of tomorrow or was used, gets one and the same answer.
 */
@Component(service = SignOns.class, configurationPid = "al.fole.access")
public final class SignOns {

  private static final Logger LOG = LoggerFactory.getLogger(SignOns.class);
  private static final UUID NOBODY = new UUID(0, 0);
  private static final Duration SKEW = Duration.ofMinutes(1);

  private final Store store;
  private final Sessions sessions;
  private final Refusals refusals;
  private final OneTimeCodes codes;
  private final Tokens tokens;
  private final InstantSource time;
  private final Throttle ofSource;
  private final Map<String, IdentityGate> gates = new ConcurrentHashMap<>();

  /** Opens sessions in the schema. */
  @Activate
  public SignOns(
      @Reference AccessSchema schema,
      @Reference Sessions sessions,
      @Reference Refusals refusals,
      @Reference OneTimeCodes codes,
      @Reference Tokens tokens) {
    this(schema.store(), sessions, refusals, codes, tokens, InstantSource.system());
  }

  SignOns(
      Store store,
      Sessions sessions,
      Refusals refusals,
      OneTimeCodes codes,
      Tokens tokens,
      InstantSource time) {
    this.store = store;
    this.sessions = sessions;
    this.refusals = refusals;
    this.codes = codes;
    this.tokens = tokens;
    this.time = time;
    ofSource = new Throttle(20, 64, Duration.ofMinutes(15), time);
  }

  /** A gate came; one without a name identifies nobody. */
  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindGate(IdentityGate gate, Map<String, Object> properties) {
    if (properties.get(IdentityGate.NAME) instanceof String name) {
      gates.put(name, gate);
    }
  }

  /** A gate went, unless another of its name is here already. */
  void unbindGate(IdentityGate gate) {
    gates.values().removeIf(known -> known == gate);
  }

  /** What one read found out. */
  private record Found(
      @Nullable SignInRow account, List<HeldRole> roles, @Nullable FactorRow factor, Instant now) {}

  /**
   * Opens a session.
   *
   * @param address network address of the caller; only its keyed digest is used
   * @throws Problem UNAUTHENTICATED; TOO_MANY; INVALID for a gate there is not; UNAVAILABLE when
   *     the gate has trouble
   */
  SessionView signOn(SignOn command, String address, @Nullable String before, String request) {
    var source = HexFormat.of().formatHex(tokens.digest("access.throttle.source", address));
    var attempt = new Attempt(command, source, request);
    var pause = ofSource.attempt(source);
    if (!pause.isZero()) {
      throw attempt.refused("sign-in-throttled", NOBODY, AccessRules.wait(pause));
    }
    try {
      return attempt.enter(before);
    } finally {
      ofSource.settle(source, attempt.outcome);
    }
  }

  private static Found find(ReadTx tx, String gate, byte[] subject) {
    var id = tx.mapper(IdentityMapper.class).linked(gate, subject).orElse(NOBODY);
    return new Found(
        tx.mapper(SessionMapper.class).credential(id, tx.now()).orElse(null),
        tx.mapper(RoleMapper.class).valid(id, tx.now()),
        tx.mapper(FactorMapper.class)
            .factor(id)
            .filter(factor -> factor.confirmedAt() != null)
            .orElse(null),
        tx.now());
  }

  /** One try. */
  private final class Attempt {
    private final SignOn command;
    private final String source;
    private final String request;
    private Outcome outcome = Outcome.WITHDRAWN;

    Attempt(SignOn command, String source, String request) {
      this.command = command;
      this.source = source;
      this.request = request;
    }

    SessionView enter(@Nullable String before) {
      var identified = identify();
      outcome = Outcome.WRONG;
      var age = Duration.between(identified.authenticatedAt(), time.instant());
      if (age.compareTo(SKEW.negated()) < 0 || age.compareTo(Sessions.LONGEST) >= 0) {
        throw refused("credential-out-of-time", NOBODY, AccessRules.signOnFailed());
      }
      var subject = Identities.digest(tokens, command.gate(), identified.subject());
      var found =
          store.read(
              SystemActor.of("access.sign-on", request), tx -> find(tx, command.gate(), subject));
      var account = found.account();
      if (account == null || !account.state().works() || found.roles().isEmpty()) {
        var id = account == null ? NOBODY : account.id();
        throw refused("account-unknown-or-closed", id, AccessRules.signOnFailed());
      }
      boolean sure = identified.assurance() != Assurance.LOW;
      var step = sure ? null : step(account, found.factor());
      var role =
          HeldRole.first(found.roles(), command.role(), command.unit())
              .orElseThrow(
                  () -> refused("role-not-held", account.id(), AccountRules.roleNotHeld()));
      outcome = Outcome.WITHDRAWN;
      var purpose = sessions.purposeOf(role.role(), account.purposes(), command.purpose());
      var row =
          SessionRow.ofAccount(
              account,
              role,
              purpose,
              false,
              found.now(),
              Sessions.LONGEST,
              SessionActor.SIGN_ON,
              sure || step != null);
      try {
        return sessions.open(
            row,
            found.now().minus(age.isNegative() ? Duration.ZERO : age),
            request,
            tx -> spend(tx, row, step, before));
      } catch (Problem e) {
        throw e.kind() == Problem.Kind.UNAUTHENTICATED
            ? refused("credential-used", account.id(), AccessRules.signOnFailed())
            : e;
      }
    }

    private Identified identify() {
      var gate = gates.get(command.gate());
      if (gate == null) {
        throw refused("gate-unknown", NOBODY, AccessRules.gateUnknown());
      }
      try {
        var identified = gate.identify(command.credential());
        if (identified.isPresent()) {
          return identified.get();
        }
      } catch (RuntimeException e) {
        LOG.warn("A gate could not say who somebody is: {}", e.getClass().getName());
        throw Problem.unavailable("sign-on");
      }
      outcome = Outcome.WRONG;
      throw refused("credential-refused", NOBODY, AccessRules.signOnFailed());
    }

    /** Where the gate is not sure enough, its own second factor does not replace ours. */
    private @Nullable Long step(SignInRow account, @Nullable FactorRow factor) {
      if (factor == null) {
        return null;
      }
      if (command.code() == null) {
        throw refused("code-required", account.id(), AccessRules.codeRequired());
      }
      var step =
          codes.step(account.id().toString(), factor.secret(), command.code(), time.instant());
      if (step.isEmpty() || step.getAsLong() <= factor.lastStep()) {
        throw refused("code-wrong", account.id(), AccessRules.signOnFailed());
      }
      return step.getAsLong();
    }

    private boolean spend(Tx tx, SessionRow row, @Nullable Long step, @Nullable String before) {
      var digest = tokens.digest("access.credential", command.gate() + "\n" + command.credential());
      if (tx.mapper(IdentityMapper.class).use(digest, row.id(), tx.now()) != 1
          || (step != null && tx.mapper(FactorMapper.class).take(row.who(), step) != 1)) {
        return false;
      }
      if (before != null) {
        sessions.replace(tx, row.who(), before);
      }
      return true;
    }

    private Problem refused(String rule, UUID account, Problem answer) {
      refusals.note(
          SystemActor.of("access.sign-on", request),
          source,
          Notice.refused("access.sign-on-refused", rule, new Ref("account", account)));
      return answer;
    }
  }
}
