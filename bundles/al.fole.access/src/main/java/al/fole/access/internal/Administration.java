// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import al.fole.access.Access;
import al.fole.access.Permission;
import al.fole.event.Change;
import al.fole.spi.Actor;
import al.fole.spi.Problem;
import al.fole.spi.Ref;
import al.fole.store.Receipt;
import al.fole.store.Store;
import al.fole.store.Tx;
import al.fole.store.Version;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What every change of somebody else's account has in common: the administrator makes it, never to
 * his own (I-20), from the newest version, and what narrows the account ends its sessions in the
 * same transaction.
 */
@Component(service = Administration.class, configurationPid = "al.fole.access")
public final class Administration {

  static final Permission ADMINISTER = new Permission("access.administer");
  private static final UUID NO_SESSION = new UUID(0, 0);

  private final Store store;
  private final Access access;
  private final CurrentMatrix matrix;
  private final Refusals refusals;

  /** Changes accounts of the schema. */
  @Activate
  public Administration(
      @Reference AccessSchema schema,
      @Reference Access access,
      @Reference CurrentMatrix matrix,
      @Reference Refusals refusals) {
    this(schema.store(), access, matrix, refusals);
  }

  Administration(Store store, Access access, CurrentMatrix matrix, Refusals refusals) {
    this.store = store;
    this.access = access;
    this.matrix = matrix;
    this.refusals = refusals;
  }

  /** The actor is an administrator. */
  void require(Actor actor) {
    access.require(actor, ADMINISTER, null);
  }

  /** The actor is an administrator, and the account not his own. */
  void require(Actor actor, UUID id) {
    access.require(actor, ADMINISTER, new Ref("account", id));
    if (actor.who().equals(id)) {
      throw refused(actor, id, AccountRules.ownAccount());
    }
  }

  /** He has also proved lately who he is: for what gives somebody rights. */
  void requireFresh(Actor actor) {
    require(actor);
    access.requireFresh(actor);
  }

  /** {@link #requireFresh(Actor)} about an account. */
  void requireFresh(Actor actor, UUID id) {
    require(actor, id);
    access.requireFresh(actor);
  }

  /** A refusal about an account, written down. */
  Problem refused(Actor actor, UUID id, Problem problem) {
    return refusals.refuse(
        actor, id.toString(), "access.own-account-refused", new Ref("account", id), problem);
  }

  /** Changes an existing account and ends its sessions. */
  Receipt narrow(Actor actor, UUID id, Function<Tx, Change<Account, AccountEvent>> verb) {
    return change(
        actor,
        id,
        tx -> {
          var change = verb.apply(tx);
          endSessions(tx, id);
          return change;
        });
  }

  /** Changes an existing account. */
  Receipt change(Actor actor, UUID id, Function<Tx, Change<Account, AccountEvent>> verb) {
    require(actor, id);
    return known(
        actor,
        id,
        () ->
            store.write(
                actor,
                tx -> {
                  var change = verb.apply(tx);
                  Accounts.one(tx.mapper(AccountMapper.class).update(change.state()));
                  return tx.record(change);
                }));
  }

  /** An account that is not there is written down after the transaction, not within. */
  <T> T known(Actor actor, UUID id, Supplier<T> work) {
    try {
      return work.get();
    } catch (Problem e) {
      throw e.kind() == Problem.Kind.ABSENT ? access.absent(actor, new Ref("account", id)) : e;
    }
  }

  /** The account as the caller read it. */
  static Account current(Tx tx, UUID id, Version expected) {
    var account = tx.mapper(AccountMapper.class).account(id, tx.now()).orElseThrow(Problem::absent);
    if (account.version() != expected.value()) {
      throw AccountRules.stale();
    }
    return account;
  }

  static void endSessions(Tx tx, UUID account) {
    Sessions.recordEnded(
        tx,
        tx.mapper(SessionMapper.class).endAll(account, NO_SESSION, tx.now(), "ACCOUNT_CHANGED"),
        "ACCOUNT_CHANGED");
  }

  /** The role can be held in the unit. */
  void fits(String role, String unit) {
    var current = matrix.where(known -> known.fits(role, unit));
    if (current.role(role).isEmpty()) {
      throw Problem.invalid(
          "role", "role-unknown", "Ky rol nuk ekziston.", "There is no such role.");
    }
    if (current.unit(unit).isEmpty()) {
      throw AccountRules.unitUnknown();
    }
    if (!current.fits(role, unit)) {
      throw AccountRules.roleDoesNotFitUnit();
    }
  }
}
