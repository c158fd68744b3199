// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import al.fole.access.internal.SessionEvent.SessionProved;
import al.fole.keys.Passwords;
import al.fole.spi.Actor;
import al.fole.store.Receipt;
import al.fole.store.Store;
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
  private final Proof proof;
  private final Passwords passwords;

  /** Changes credentials in the schema. */
  @Activate
  public OwnPassword(
      @Reference AccessSchema schema, @Reference Proof proof, @Reference Passwords passwords) {
    this(schema.store(), proof, passwords);
  }

  OwnPassword(Store store, Proof proof, Passwords passwords) {
    this.store = store;
    this.proof = proof;
    this.passwords = passwords;
  }

  /** The session is fresh for {@link Sessions#FRESH}, see {@link al.fole.access.Access}. */
  Receipt reauthenticate(Actor actor, Reauthenticate command) {
    proof.password(actor, command.password(), "password");
    var code = proof.code(actor, command.code());
    return store.write(
        actor,
        tx -> {
          code.take(tx, actor);
          Accounts.one(tx.mapper(SessionMapper.class).proved(actor.session(), tx.now()));
          return tx.record(new SessionProved(tx.newId(), actor.session(), actor.who()), List.of());
        });
  }

  /** Sets the new password. */
  Receipt change(Actor actor, ChangePassword command) {
    var credential = proof.password(actor, command.current(), "current");
    PasswordRules.newPasswordIsGood(credential.name(), command.current(), command.next());
    var hash = passwords.hash(PasswordRules.canonicalPassword(command.next()));
    return store.write(
        actor,
        tx -> {
          var accounts = tx.mapper(AccountMapper.class);
          var change =
              accounts
                  .account(actor.who(), tx.now())
                  .orElseThrow(AccessRules::sessionEnded)
                  .passwordSet();
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
}
