// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases.internal;

import al.fole.access.Access;
import al.fole.access.FieldGroup;
import al.fole.access.Permission;
import al.fole.access.Scope;
import al.fole.access.Standing;
import al.fole.spi.Actor;
import al.fole.spi.Problem;
import al.fole.spi.Ref;
import al.fole.store.Tx;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The real access, with users of a parent that is not there. */
record TestAccess(Access real, Map<String, Actor> parentSessions, Set<Permission> withheld)
    implements Access {

  TestAccess(Access real) {
    this(real, new HashMap<>(), new HashSet<>());
  }

  @Override
  public void require(Actor actor, Permission permission, @Nullable Ref record) {
    real.require(actor, permission, record);
  }

  @Override
  public boolean allows(Actor actor, Permission permission) {
    return !withheld.contains(permission) && real.allows(actor, permission);
  }

  @Override
  public void requireFresh(Actor actor) {
    real.requireFresh(actor);
  }

  @Override
  public Scope scope(Actor actor, Permission permission) {
    return real.scope(actor, permission);
  }

  @Override
  public boolean shows(Actor actor, Permission permission, FieldGroup group) {
    return real.shows(actor, permission, group);
  }

  @Override
  public Problem absent(Actor actor, Ref record) {
    return real.absent(actor, record);
  }

  @Override
  public void open(Tx tx, UUID subject, UUID via, String unit, String relation) {
    real.open(tx, subject, via, unit, relation);
  }

  @Override
  public void entrust(Tx tx, UUID subject, UUID via, UUID holder, String relation) {
    real.entrust(tx, subject, via, holder, relation);
  }

  @Override
  public void entrust(
      Tx tx, UUID subject, UUID via, UUID holder, String relation, Duration length) {
    real.entrust(tx, subject, via, holder, relation, length);
  }

  @Override
  public void close(Tx tx, UUID subject, UUID via) {
    real.close(tx, subject, via);
  }

  @Override
  public void release(Tx tx, UUID subject, UUID via, UUID holder) {
    real.release(tx, subject, via, holder);
  }

  @Override
  public void charge(Tx tx, UUID account, UUID holder, String charge) {
    real.charge(tx, account, holder, charge);
  }

  @Override
  public void discharge(Tx tx, UUID account, UUID holder) {
    real.discharge(tx, account, holder);
  }

  @Override
  public void settle(Tx tx, UUID subject, Standing standing) {
    real.settle(tx, subject, standing);
  }

  @Override
  public Actor system(String job) {
    return real.system(job);
  }

  @Override
  public Actor parent(String token) {
    Actor actor = parentSessions.get(token);
    if (actor == null) {
      throw Problem.of(Problem.Kind.UNAUTHENTICATED, "session-ended", "Mbaroi.", "Ended.");
    }
    return actor;
  }
}
