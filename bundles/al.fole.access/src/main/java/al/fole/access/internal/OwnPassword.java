// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import al.fole.access.internal.SessionEvent.SessionProved;
import al.fole.access.internal.SessionMapper.SignInRow;
import al.fole.access.internal.Throttle.Outcome;
import al.fole.keys.Passwords;
import al.fole.spi.Actor;
import al.fole.spi.Ref;
import al.fole.store.Receipt;
import al.fole.store.Store;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The person proves that he knows his password: to set a new one, which ends his other sessions, or
 * because something asks for a fresh proof.
 */
@Component(service = OwnPassword.class, configurationPid = "al.fole.access")
public final class OwnPassword {

  private final Store store;
  private final Refusals refusals;
  private final Passwords passwords;
  private final Throttle guesses =
      new Throttle(5, 1, Duration.ofMinutes(1), InstantSource.system());

  /** Changes credentials in the schema. */
  @Activate
  public OwnPassword(
      @Reference AccessSchema schema,
      @Reference Refusals refusals,
      @Reference Passwords passwords) {
    this(schema.store(), refusals, passwords);
  }

  OwnPassword(Store store, Refusals refusals, Passwords passwords) {
    this.store = store;
    this.refusals = refusals;
    this.passwords = passwords;
  }

  /** The session is fresh for {@link Sessions#FRESH}, see {@link al.fole.access.Access}. */
  Receipt reauthenticate(Actor actor, Reauthenticate command) {
    credential(actor, command.password(), "password");
    return store.write(
        actor,
        tx -> {
          Accounts.one(tx.mapper(SessionMapper.class).proved(actor.session(), tx.now()));
          return tx.record(new SessionProved(tx.newId(), actor.session(), actor.who()), List.of());
        });
  }

  /** Sets the new password. */
  Receipt change(Actor actor, ChangePassword command) {
    var credential = credential(actor, command.current(), "current");
    AccessRules.newPasswordIsGood(credential.name(), command.current(), command.next());
    var hash = passwords.hash(AccessRules.canonicalPassword(command.next()));
    return store.write(
        actor,
        tx -> {
          var accounts = tx.mapper(AccountMapper.class);
          var change =
              accounts.account(actor.who()).orElseThrow(AccessRules::sessionEnded).passwordSet();
          Accounts.one(accounts.update(change.state()));
          Accounts.one(accounts.updatePassword(actor.who(), hash, null, tx.now()));
          var sessions = tx.mapper(SessionMapper.class);
          Accounts.one(sessions.lift(actor.session(), tx.now().plus(Sessions.LONGEST)));
          Sessions.recordEnded(
              tx,
              sessions.endAll(actor.who(), actor.session(), tx.now(), "PASSWORD_CHANGED"),
              "PASSWORD_CHANGED");
          return tx.record(change);
        });
  }

  /** The actor's credential, once he has shown that he knows the current password. */
  private SignInRow credential(Actor actor, String password, String field) {
    if (!actor.assurance().equals(SessionActor.PASSWORD)) {
      throw AccessRules.forbidden("access.password");
    }
    var key = actor.who().toString();
    var pause = guesses.attempt(key);
    if (!pause.isZero()) {
      throw AccessRules.wait(pause);
    }
    var outcome = Outcome.WITHDRAWN;
    try {
      var credential =
          store
              .read(
                  SystemActor.of("access.password-check", actor.request()),
                  tx -> tx.mapper(SessionMapper.class).credential(actor.who()))
              .orElseThrow(AccessRules::sessionEnded);
      boolean right = passwords.matches(credential.hash(), AccessRules.canonicalPassword(password));
      outcome = right ? Outcome.RIGHT : Outcome.WRONG;
      if (!right) {
        throw refusals.refuse(
            actor,
            key,
            "access.password-refused",
            new Ref("account", actor.who()),
            AccessRules.currentPasswordWrong(field));
      }
      return credential;
    } finally {
      guesses.settle(key, outcome);
    }
  }
}
