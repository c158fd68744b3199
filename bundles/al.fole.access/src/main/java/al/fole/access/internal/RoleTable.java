// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import al.fole.access.Access;
import al.fole.access.Claimed;
import al.fole.access.FieldGroup;
import al.fole.access.Permission;
import al.fole.access.Scope;
import al.fole.access.Standing;
import al.fole.spi.Actor;
import al.fole.spi.Problem;
import al.fole.spi.Ref;
import al.fole.store.Store;
import al.fole.store.Tx;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
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

  private static final Scope EVERYTHING = everything();

  private final Store store;
  private final CurrentMatrix matrix;
  private final Refusals refusals;
  private final ParentSessions parentSessions;
  private final Sessions sessions;

  /** Decides by the current matrix. */
  @Activate
  public RoleTable(
      @Reference AccessSchema schema,
      @Reference CurrentMatrix matrix,
      @Reference Refusals refusals,
      @Reference ParentSessions parentSessions,
      @Reference Sessions sessions) {
    this(schema.store(), matrix, refusals, parentSessions, sessions);
  }

  RoleTable(
      Store store,
      CurrentMatrix matrix,
      Refusals refusals,
      ParentSessions parentSessions,
      Sessions sessions) {
    this.store = store;
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
          refusal(actor, permission.code()));
    }
  }

  @Override
  public boolean allows(Actor actor, Permission permission) {
    return isSystem(actor) || allows(deciding(actor, permission), actor, permission);
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
  public Scope scope(Actor actor, Permission permission) {
    if (isSystem(actor)) {
      return EVERYTHING;
    }
    var known = deciding(actor, permission);
    return allows(known, actor, permission)
        ? new Reaching(known, actor, () -> charges(actor)).scope(permission.code())
        : Scope.NOTHING;
  }

  @Override
  public boolean shows(Actor actor, Permission permission, FieldGroup group) {
    return isSystem(actor)
        || (allows(actor, permission)
            && matrix.now().rights().mask(actor.role(), permission.code(), actor.purpose(), group)
                != 0);
  }

  /** The matrix to decide by: compared with the database before it refuses. */
  private Matrix deciding(Actor actor, Permission permission) {
    return matrix.where(known -> allows(known, actor, permission));
  }

  private static boolean allows(Matrix known, Actor actor, Permission permission) {
    return known.allows(actor, permission.code())
        && !(isLimited(actor) && known.writes(permission.code()));
  }

  private List<ScopeMapper.ChargeRow> charges(Actor actor) {
    return store.read(
        SystemActor.of("access.charges", actor.request()),
        tx -> tx.mapper(ScopeMapper.class).charges(actor.who()));
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
      throw AccountRules.unitUnknown();
    }
  }

  @Override
  public void entrust(Tx tx, UUID subject, UUID via, UUID holder, String relation) {
    tx.mapper(ScopeMapper.class).entrust(subject, via, holder, relation, tx.today(), null);
  }

  @Override
  public void entrust(
      Tx tx, UUID subject, UUID via, UUID holder, String relation, Duration length) {
    if (length.isNegative() || length.isZero()) {
      throw new IllegalArgumentException("a record is entrusted for a time that is positive");
    }
    tx.mapper(ScopeMapper.class)
        .entrust(subject, via, holder, relation, tx.today(), length.toSeconds());
  }

  @Override
  public void close(Tx tx, UUID subject, UUID via) {
    tx.mapper(ScopeMapper.class).close(subject, via, tx.today());
  }

  @Override
  public void release(Tx tx, UUID subject, UUID via, UUID holder) {
    tx.mapper(ScopeMapper.class).release(subject, via, holder, tx.today());
  }

  @Override
  public void charge(Tx tx, UUID account, UUID holder, String charge) {
    tx.mapper(ScopeMapper.class).charge(account, holder, charge, tx.today());
  }

  @Override
  public void discharge(Tx tx, UUID account, UUID holder) {
    tx.mapper(ScopeMapper.class).discharge(account, holder, tx.today());
  }

  @Override
  public void settle(Tx tx, UUID subject, Standing standing) {
    tx.mapper(ScopeMapper.class).settle(subject, standing, tx.now());
  }

  @Override
  public Actor system(String job) {
    return SystemActor.of(job);
  }

  @Override
  public Actor parent(String token) {
    return parentSessions.resume(token, null, UUID.randomUUID().toString());
  }

  private Problem refusal(Actor actor, String permission) {
    var session = sessionOf(actor);
    if (session == null || !session.limited() || !matrix.now().writes(permission)) {
      return AccessRules.forbidden(permission);
    }
    return session.lapsed()
        ? AccessRules.trainingExpired(permission)
        : AccessRules.limited(permission);
  }

  private static boolean isSystem(Actor actor) {
    return SystemActor.ASSURANCE.equals(actor.assurance());
  }

  private static boolean isLimited(Actor actor) {
    var session = sessionOf(actor);
    return session != null && session.limited();
  }

  /** The session of an actor, also of one who came with a claim; null of whoever has none. */
  private static @Nullable SessionActor sessionOf(Actor actor) {
    var known = actor;
    while (known instanceof Claimed claimed && claimed.actor() != known) {
      known = claimed.actor();
    }
    return known instanceof SessionActor session ? session : null;
  }

  private static Scope everything() {
    var states = Arrays.stream(Standing.values()).map(Standing::name).toList();
    var whole = new Scope(true, List.of(), List.of(), List.of(), states, List.of(), Map.of());
    return new Scope(
        true,
        List.of(),
        List.of(),
        List.of(),
        states,
        List.of(),
        Arrays.stream(FieldGroup.values())
            .collect(Collectors.toMap(FieldGroup::name, group -> whole)));
  }
}
