// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import al.fole.access.Access;
import al.fole.access.Permission;
import al.fole.access.Scope;
import al.fole.spi.Actor;
import al.fole.spi.Problem;
import al.fole.spi.Ref;
import al.fole.store.Tx;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The decision, from the access matrix. Of accounts nothing is kept: the session behind an actor is
 * looked up in each request. A named job of the system may do everything; the journal says what it
 * did.
 */
@Component(service = Access.class, configurationPid = "al.fole.access")
public final class RoleTable implements Access {

  private final CurrentMatrix matrix;
  private final Refusals refusals;
  private final ParentSessions parentSessions;
  private final Sessions sessions;

  /** Decides by the current matrix. */
  @Activate
  public RoleTable(
      @Reference CurrentMatrix matrix,
      @Reference Refusals refusals,
      @Reference ParentSessions parentSessions,
      @Reference Sessions sessions) {
    this.matrix = matrix;
    this.refusals = refusals;
    this.parentSessions = parentSessions;
    this.sessions = sessions;
  }

  @Override
  public void require(Actor actor, Permission permission, @Nullable Ref record) {
    if (!allows(actor, permission)) {
      throw refusals.refuse(
          actor,
          actor.who().toString(),
          permission.code() + "-refused",
          record,
          AccessRules.forbidden(permission.code()));
    }
  }

  @Override
  public boolean allows(Actor actor, Permission permission) {
    return isSystem(actor)
        || matrix
            .where(known -> known.grants(actor.role(), permission.code()))
            .grants(actor.role(), permission.code());
  }

  @Override
  public void requireFresh(Actor actor) {
    if (isSystem(actor) || !sessions.isFresh(actor)) {
      throw refusals.refuse(
          actor,
          actor.who().toString(),
          "access.session-refused",
          null,
          AccessRules.reauthenticationRequired());
    }
  }

  @Override
  public Scope scope(Actor actor) {
    return isSystem(actor)
        ? new Scope(true, List.of())
        : matrix
            .where(known -> known.fits(actor.role(), actor.unit()))
            .scope(actor.role(), actor.unit());
  }

  @Override
  public Problem absent(Actor actor, Ref record) {
    return refusals.refuse(
        actor, actor.who().toString(), "access.absent-asked", record, Problem.absent());
  }

  @Override
  public void open(Tx tx, UUID subject, UUID via, String unit, String relation) {
    var mapper = tx.mapper(ScopeMapper.class);
    if (mapper.open(subject, via, unit, relation, tx.today()) == 0 && !mapper.isUnit(unit)) {
      throw AccessRules.unitUnknown();
    }
  }

  @Override
  public void close(Tx tx, UUID subject, UUID via) {
    tx.mapper(ScopeMapper.class).close(subject, via, tx.today());
  }

  @Override
  public Actor system(String job) {
    return SystemActor.of(job);
  }

  @Override
  public Actor parent(String token) {
    return parentSessions.resume(token, null, UUID.randomUUID().toString());
  }

  private static boolean isSystem(Actor actor) {
    return SystemActor.ASSURANCE.equals(actor.assurance());
  }
}
