// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import al.fole.access.internal.FactorMapper.FactorRow;
import al.fole.access.internal.SessionMapper.SignInRow;
import al.fole.access.internal.Throttle.Outcome;
import al.fole.keys.OneTimeCodes;
import al.fole.keys.Passwords;
import al.fole.spi.Actor;
import al.fole.spi.Problem;
import al.fole.spi.Ref;
import al.fole.store.Store;
import al.fole.store.Tx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Somebody who is signed in proves that it is still he: with the password of his account, and with
 * a code where an authenticator is set up. Guessing is slowed down as at the door.
 */
@Component(service = Proof.class, configurationPid = "al.fole.access")
public final class Proof {

  private final Store store;
  private final Refusals refusals;
  private final Passwords passwords;
  private final OneTimeCodes codes;
  private final InstantSource time;
  private final Throttle guesses;

  /** Reads credentials of the schema. */
  @Activate
  public Proof(
      @Reference AccessSchema schema,
      @Reference Refusals refusals,
      @Reference Passwords passwords,
      @Reference OneTimeCodes codes) {
    this(schema.store(), refusals, passwords, codes, InstantSource.system());
  }

  Proof(
      Store store, Refusals refusals, Passwords passwords, OneTimeCodes codes, InstantSource time) {
    this.store = store;
    this.refusals = refusals;
    this.passwords = passwords;
    this.codes = codes;
    this.time = time;
    guesses = new Throttle(5, 1, Duration.ofMinutes(1), time);
  }

  /** A code that was compared, to be taken in the transaction that it is given for. */
  record Given(@Nullable Long step) {

    /** Takes it: a code is good once. */
    void take(Tx tx, Actor actor) {
      if (step != null && tx.mapper(FactorMapper.class).take(actor.who(), step) != 1) {
        throw AccessRules.codeWrong();
      }
    }
  }

  /**
   * The actor's credential, once he has shown that he knows the password.
   *
   * @param field that brought it
   */
  SignInRow password(Actor actor, String password, String field) {
    hasAccount(actor);
    return slowly(
        actor,
        () -> {
          var credential =
              store
                  .read(
                      SystemActor.of("access.password-check", actor.request()),
                      tx -> tx.mapper(SessionMapper.class).credential(actor.who(), tx.now()))
                  .orElseThrow(AccessRules::sessionEnded);
          return passwords.matches(credential.hash(), PasswordRules.canonicalPassword(password))
              ? credential
              : null;
        },
        "access.password-refused",
        PasswordRules.currentPasswordWrong(field));
  }

  /** Compares a code where an authenticator is set up; without one nothing is asked. */
  Given code(Actor actor, @Nullable String code) {
    var factor = factor(actor);
    if (factor == null || factor.confirmedAt() == null) {
      return new Given(null);
    }
    if (code == null) {
      throw AccessRules.codeRequired();
    }
    return new Given(compare(actor, factor, code));
  }

  /** Compares the first code of an authenticator that is being set up. */
  long firstCode(Actor actor, String code) {
    hasAccount(actor);
    var factor = factor(actor);
    if (factor == null) {
      throw AccessRules.secondFactorMissing();
    }
    if (factor.confirmedAt() != null) {
      throw AccessRules.secondFactorThere();
    }
    return compare(actor, factor, code);
  }

  private long compare(Actor actor, FactorRow factor, String code) {
    return slowly(
        actor,
        () -> {
          var step = codes.step(actor.who().toString(), factor.secret(), code, time.instant());
          return step.isPresent() && step.getAsLong() > factor.lastStep() ? step.getAsLong() : null;
        },
        "access.code-refused",
        AccessRules.codeWrong());
  }

  private @Nullable FactorRow factor(Actor actor) {
    return store.read(
        SystemActor.of("access.password-check", actor.request()),
        tx -> tx.mapper(FactorMapper.class).factor(actor.who()).orElse(null));
  }

  private static void hasAccount(Actor actor) {
    if (actor.assurance().equals(SessionActor.PARENT)
        || actor.assurance().equals(SystemActor.ASSURANCE)) {
      throw AccessRules.forbidden("access.password");
    }
  }

  private <T> T slowly(Actor actor, Supplier<@Nullable T> comparison, String type, Problem answer) {
    var key = actor.who().toString();
    var pause = guesses.attempt(key);
    if (!pause.isZero()) {
      throw AccessRules.wait(pause);
    }
    var outcome = Outcome.WITHDRAWN;
    try {
      var right = comparison.get();
      outcome = right == null ? Outcome.WRONG : Outcome.RIGHT;
      if (right == null) {
        throw refusals.refuse(actor, key, type, new Ref("account", actor.who()), answer);
      }
      return right;
    } finally {
      guesses.settle(key, outcome);
    }
  }
}
