// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import al.fole.access.Access;
import al.fole.access.FieldGroup;
import al.fole.access.Permission;
import al.fole.access.Scope;
import al.fole.access.Standing;
import al.fole.spi.Actor;
import al.fole.spi.Problem;
import al.fole.spi.Ref;
import al.fole.store.Tx;
import al.fole.testing.fakes.TestActor;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Grants what it is given; an actor reaches his own unit, and a password is fresh. */
record FakeAccess(Set<Permission> granted) implements Access {
  @Override
  public void require(Actor actor, Permission permission, @Nullable Ref record) {
    if (!allows(actor, permission)) {
      throw Problem.of(Problem.Kind.FORBIDDEN, "forbidden", "Jo.", "No.");
    }
  }

  @Override
  public boolean allows(Actor actor, Permission permission) {
    return granted.contains(permission);
  }

  @Override
  public void requireFresh(Actor actor) {
    if (!actor.assurance().equals("PASSWORD")) {
      throw Problem.of(Problem.Kind.FORBIDDEN, "reauthentication-required", "Jo.", "No.");
    }
  }

  @Override
  public Scope scope(Actor actor, Permission permission) {
    return allows(actor, permission) ? new Scope(false, List.of(actor.unit())) : Scope.NOTHING;
  }

  @Override
  public boolean shows(Actor actor, Permission permission, FieldGroup group) {
    return allows(actor, permission);
  }

  @Override
  public Problem absent(Actor actor, Ref record) {
    return Problem.absent();
  }

  @Override
  public void open(Tx tx, UUID subject, UUID via, String unit, String relation) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void entrust(Tx tx, UUID subject, UUID via, UUID holder, String relation) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void entrust(
      Tx tx, UUID subject, UUID via, UUID holder, String relation, Duration length) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close(Tx tx, UUID subject, UUID via) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void release(Tx tx, UUID subject, UUID via, UUID holder) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void charge(Tx tx, UUID account, UUID holder, String charge) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void discharge(Tx tx, UUID account, UUID holder) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void settle(Tx tx, UUID subject, Standing standing) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Actor system(String job) {
    return TestActor.system();
  }

  @Override
  public Actor parent(String token) {
    throw new UnsupportedOperationException();
  }
}
