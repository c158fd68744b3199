// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases.internal;

import static java.util.Objects.requireNonNullElse;

import al.fole.access.Access;
import al.fole.access.Permission;
import al.fole.access.Scope;
import al.fole.cases.Assignments;
import al.fole.cases.CaseId;
import al.fole.cases.internal.HandsMapper.Hands;
import al.fole.spi.Actor;
import al.fole.store.Database;
import al.fole.store.Receipt;
import al.fole.store.Store;
import al.fole.store.Tx;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;

/**
 * Permission, transaction, verb, rows, record: in whose hands a case is. What somebody reaches by
 * it derives from the case, or from the entrustment, so that whoever follows closes it.
 */
@Component(configurationPid = "al.fole.cases")
public final class AssignmentRegistry implements Assignments {
  private static final Permission ASSIGN = new Permission("cases.assign");

  private final Store store;
  private final Access access;

  /** Opens schema {@code cases}. */
  @Activate
  public AssignmentRegistry(@Reference Database database, @Reference Access access) {
    this.access = access;
    this.store = database.open(CaseRows.SCHEMA);
  }

  /** A new rank needs no new start. */
  @Modified
  void ranked() {}

  @Override
  public Receipt assign(Actor actor, CaseId id, AssignWorker command) {
    return change(
        actor,
        id,
        (tx, of, scope) -> {
          var assigned = of.assign(command, tx.today());
          UUID worker = command.worker();
          HandsRules.WORKER_KNOWN.require(worker == null || worksIn(worker, of.unit()));
          Hands before = hands(tx, id, scope);
          one(tx.mapper(HandsMapper.class).touched(assigned.state(), scope));
          tx.mapper(HandsMapper.class)
              .put(new Hands(id, worker, before.provider(), before.entrustment()));
          for (UUID subject : subjects(of)) {
            if (before.worker() != null) {
              access.release(tx, subject, id.value(), before.worker());
            }
            if (worker != null) {
              access.entrust(tx, subject, id.value(), worker, "ASSIGNED");
            }
          }
          return tx.record(assigned);
        });
  }

  @Override
  public Receipt entrust(Actor actor, CaseId id, EntrustProvider command) {
    return change(
        actor,
        id,
        (tx, of, scope) -> {
          var entrusted = of.entrust(command, tx.today());
          String unit = command.unit();
          var mapper = tx.mapper(HandsMapper.class);
          HandsRules.PROVIDER_KNOWN.require(unit == null || mapper.provides(unit));
          Hands before = hands(tx, id, scope);
          UUID entrustment = unit == null ? null : tx.newId();
          one(mapper.touched(entrusted.state(), scope));
          mapper.put(new Hands(id, before.worker(), unit, entrustment));
          for (UUID subject : subjects(of)) {
            if (before.entrustment() != null) {
              access.close(tx, subject, before.entrustment());
            }
            if (unit != null) {
              access.open(tx, subject, Objects.requireNonNull(entrustment), unit, "INSTITUTION");
            }
          }
          return tx.record(entrusted);
        });
  }

  /** What is done with a case that is locked. */
  private interface Work {
    Receipt on(Tx tx, CareCase of, Scope scope);
  }

  private Receipt change(Actor actor, CaseId id, Work work) {
    access.require(actor, ASSIGN, id.ref());
    Scope scope = access.scope(actor, ASSIGN);
    return CaseRows.write(
        store,
        access,
        actor,
        id.ref(),
        tx -> work.on(tx, CaseRows.locked(tx, access, id, scope), scope));
  }

  /** Accounts and sessions are told to the system alone. */
  private boolean worksIn(UUID worker, String unit) {
    return store.read(
        access.system("cases.worker"), tx -> tx.mapper(HandsMapper.class).worksIn(worker, unit));
  }

  private static Hands hands(Tx tx, CaseId id, Scope scope) {
    @Nullable Hands there = tx.mapper(HandsMapper.class).of(id, scope);
    return requireNonNullElse(there, new Hands(id, null, null, null));
  }

  private static List<UUID> subjects(CareCase of) {
    return List.of(of.id().value(), of.child().value());
  }

  private static void one(int rows) {
    if (rows != 1) {
      throw new IllegalStateException("a locked row was not there to update");
    }
  }
}
