// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import al.fole.access.internal.RoleEvent.RoleEnded;
import al.fole.access.internal.RoleEvent.RoleGranted;
import al.fole.access.internal.RoleEvent.RoleProposed;
import al.fole.event.Notice;
import al.fole.spi.Actor;
import al.fole.spi.Problem;
import al.fole.spi.Ref;
import al.fole.store.Receipt;
import al.fole.store.Store;
import al.fole.store.Tx;
import al.fole.store.Version;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The roles of an account, each in a unit and for a time. A privileged role is proposed by one
 * administrator and approved by another; neither can have it himself, so nobody reaches the case
 * data, the accounts or the trail of the whole country alone.
 */
@Component(service = AccountRoles.class, configurationPid = "al.fole.access")
public final class AccountRoles {

  private static final String GROUND = "VKM-2026 n.9/3";

  private final Store store;
  private final Administration administration;
  private final Demands demands;

  /** Keeps roles in the schema. */
  @Activate
  public AccountRoles(@Reference AccessSchema schema, @Reference Administration administration) {
    this(schema.store(), administration, Demands.of(schema.mode()));
  }

  AccountRoles(Store store, Administration administration, Demands demands) {
    this.store = store;
    this.administration = administration;
    this.demands = demands;
  }

  /** The roles of an account, also those that are over or wait. */
  List<HeldRole> all(Actor actor, UUID account) {
    administration.require(actor);
    return store.read(
        actor,
        tx -> {
          tx.disclose(
              Notice.disclosed(
                  "access.account-read", GROUND, new Ref("account", account), List.of()));
          return tx.mapper(RoleMapper.class).all(account);
        });
  }

  /** What waits for a second administrator. */
  List<HeldRole> proposals(Actor actor) {
    administration.require(actor);
    return store.read(
        actor,
        tx -> {
          tx.disclose(Notice.disclosed("access.accounts-read", GROUND, null, List.of()));
          return tx.mapper(RoleMapper.class).proposals(tx.now());
        });
  }

  /** A further role; a privileged one waits for a second administrator. */
  Receipt grant(Actor actor, UUID id, GrantRole command) {
    administration.requireFresh(actor, id);
    administration.fits(command.role(), command.unit());
    return administration.known(
        actor,
        id,
        () ->
            store.write(
                actor,
                tx -> {
                  if (tx.mapper(AccountMapper.class).account(id, tx.now()).isEmpty()) {
                    throw Problem.absent();
                  }
                  if (tx.mapper(RoleMapper.class).all(id).stream()
                      .filter(held -> !held.isOver(tx.now()))
                      .anyMatch(
                          held ->
                              held.role().equals(command.role())
                                  && held.unit().equals(command.unit()))) {
                    throw AccountRules.roleHeld();
                  }
                  var from = command.from() == null ? tx.now() : command.from();
                  return insert(
                      tx, actor, id, command.role(), command.unit(), from, command.until());
                }));
  }

  /** A second administrator lets a proposed role begin. */
  Receipt approve(Actor actor, UUID account, UUID id) {
    administration.requireFresh(actor, account);
    var proposed =
        administration.known(
            actor,
            account,
            () ->
                store.read(actor, tx -> tx.mapper(RoleMapper.class).all(account)).stream()
                    .filter(held -> held.id().equals(id))
                    .findFirst()
                    .orElseThrow(Problem::absent));
    if (proposed.proposedBy().equals(actor.who())) {
      throw administration.refused(actor, account, AccountRules.twoPersons());
    }
    return store.write(
        actor,
        tx -> {
          if (tx.mapper(RoleMapper.class).approve(id, actor.who(), tx.now()) != 1) {
            throw AccountRules.roleOver();
          }
          return tx.record(
              new RoleGranted(
                  id, account, proposed.role(), proposed.unit(), proposed.proposedBy(), true),
              List.of());
        });
  }

  /** Takes a role or a proposal away; the sessions of the account end. */
  Receipt end(Actor actor, UUID account, UUID id) {
    administration.require(actor, account);
    return administration.known(
        actor,
        account,
        () ->
            store.write(
                actor,
                tx -> {
                  var mapper = tx.mapper(RoleMapper.class);
                  var held = mapper.role(account, id).orElseThrow(Problem::absent);
                  if (mapper.end(id, tx.now()) != 1) {
                    throw AccountRules.roleOver();
                  }
                  Administration.endSessions(tx, account);
                  return tx.record(new RoleEnded(id, account, held.role(), held.unit()), List.of());
                }));
  }

  /** This role and no other from now on; ends the account's sessions. */
  Receipt assign(Actor actor, UUID id, Version expected, AssignAccount command) {
    administration.requireFresh(actor, id);
    return administration.narrow(
        actor,
        id,
        tx -> {
          administration.fits(command.role(), command.unit());
          if (waits(tx, command.role())) {
            throw AccountRules.twoPersons();
          }
          var change =
              Administration.current(tx, id, expected).assign(command.role(), command.unit());
          var mapper = tx.mapper(RoleMapper.class);
          mapper.endAll(id, tx.now());
          mapper.insert(held(tx, actor, id, command.role(), command.unit(), tx.now(), null, false));
          return change;
        });
  }

  /** The role an account is made with; the event of the account speaks of it. */
  void first(Tx tx, Actor actor, Account account) {
    boolean waits = waits(tx, account.role());
    tx.mapper(RoleMapper.class)
        .insert(
            held(tx, actor, account.id(), account.role(), account.unit(), tx.now(), null, waits));
  }

  private Receipt insert(
      Tx tx,
      Actor actor,
      UUID account,
      String role,
      String unit,
      Instant from,
      @Nullable Instant until) {
    boolean waits = waits(tx, role);
    var held = held(tx, actor, account, role, unit, from, until, waits);
    tx.mapper(RoleMapper.class).insert(held);
    return tx.record(
        waits
            ? new RoleProposed(held.id(), account, role, unit)
            : new RoleGranted(held.id(), account, role, unit, actor.who(), false),
        List.of());
  }

  private boolean waits(Tx tx, String role) {
    return demands.twoPersons() && tx.mapper(RoleMapper.class).isPrivileged(role);
  }

  private static HeldRole held(
      Tx tx,
      Actor actor,
      UUID account,
      String role,
      String unit,
      Instant from,
      @Nullable Instant until,
      boolean waits) {
    return new HeldRole(
        tx.newId(),
        account,
        role,
        unit,
        from,
        until,
        actor.who(),
        tx.now(),
        waits ? null : actor.who(),
        waits ? null : tx.now());
  }
}
