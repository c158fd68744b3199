// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases.internal;

import static java.util.Objects.requireNonNull;

import al.fole.access.Access;
import al.fole.access.Permission;
import al.fole.access.Scope;
import al.fole.cases.AssessChild;
import al.fole.cases.AssessmentId;
import al.fole.cases.Assessments;
import al.fole.cases.CaseId;
import al.fole.cases.CaseView;
import al.fole.persons.Provenance;
import al.fole.rules.Code;
import al.fole.spi.Actor;
import al.fole.spi.Problem;
import al.fole.store.Database;
import al.fole.store.Receipt;
import al.fole.store.Store;
import al.fole.store.Tx;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;

/** Permission, transaction, verb, rows, record: the initial assessments of children. */
@Component(configurationPid = "al.fole.cases")
public final class AssessmentRegistry implements Assessments {
  private static final Permission ASSESS = new Permission("cases.assess");
  private static final Permission VIEW = new Permission("cases.view");

  private final Store store;
  private final Access access;

  /** Opens schema {@code cases}. */
  @Activate
  public AssessmentRegistry(@Reference Database database, @Reference Access access) {
    this.access = access;
    this.store = database.open(CaseRows.SCHEMA);
  }

  /** A new rank needs no new start. */
  @Modified
  void ranked() {}

  @Override
  public Receipt assess(Actor actor, CaseId id, AssessChild command) {
    access.require(actor, ASSESS, id.ref());
    Scope scope = access.scope(actor, ASSESS);
    return CaseRows.write(
        store,
        access,
        actor,
        id.ref(),
        tx -> {
          CareCase of = CaseRows.locked(tx, access, id, scope);
          var assessment = new AssessmentId(tx.newId());
          var drafted = Assessment.draft(assessment, of, command, actor.who(), tx.today());
          SealedTexts texts = texts(tx, drafted.state(), command);
          if (tx.mapper(AssessmentMapper.class).draft(drafted.state(), texts) == 0) {
            throw AssessmentRules.draftThere();
          }
          return tx.record(drafted);
        });
  }

  @Override
  public Receipt rewrite(Actor actor, AssessmentId id, long expected, AssessChild command) {
    access.require(actor, ASSESS, id.ref());
    Scope scope = access.scope(actor, ASSESS);
    return CaseRows.write(
        store,
        access,
        actor,
        id.ref(),
        tx -> {
          CareCase of = caseOf(tx, id, scope);
          Assessment draft = locked(tx, id, scope);
          var rewritten = draft.rewrite(of, expected, command, actor.who(), tx.today());
          SealedTexts texts = texts(tx, rewritten.state(), command);
          one(tx.mapper(AssessmentMapper.class).rewrite(rewritten.state(), texts, scope));
          return tx.record(rewritten);
        });
  }

  @Override
  public Receipt finalise(Actor actor, AssessmentId id, long expected, LocalDate finalisedOn) {
    access.require(actor, ASSESS, id.ref());
    Scope scope = access.scope(actor, ASSESS);
    return CaseRows.write(
        store,
        access,
        actor,
        id.ref(),
        tx -> {
          CareCase of = caseOf(tx, id, scope);
          var finalised = locked(tx, id, scope).finalise(of, expected, finalisedOn, tx.today());
          one(tx.mapper(AssessmentMapper.class).finalise(finalised.state(), scope));
          Receipt receipt = tx.record(finalised);
          var assessed = of.assessed(finalised.state());
          CaseRows.save(tx, assessed.state(), scope);
          tx.record(assessed);
          return receipt;
        });
  }

  @Override
  public CaseView.Assessment view(Actor actor, AssessmentId id) {
    access.require(actor, VIEW, id.ref());
    Scope scope = access.scope(actor, VIEW);
    Optional<CaseView.Assessment> found =
        store.read(
            actor,
            tx -> {
              Assessment one = tx.mapper(AssessmentMapper.class).byId(id, scope);
              if (one == null) {
                return Optional.empty();
              }
              tx.disclose(CaseViews.disclosed("cases.assessment-viewed", id.ref(), one.child()));
              return Optional.of(CaseViews.whole(tx, one, scope));
            });
    return found.orElseThrow(() -> access.absent(actor, id.ref()));
  }

  /** In lock order: the case before its assessment, which may be read longer than written. */
  private CareCase caseOf(Tx tx, AssessmentId id, Scope scope) {
    CaseId of = tx.mapper(AssessmentMapper.class).caseOf(id, access.scope(tx.actor(), VIEW));
    if (of == null) {
      throw Problem.absent();
    }
    return CaseRows.locked(tx, access, of, scope);
  }

  private static Assessment locked(Tx tx, AssessmentId id, Scope scope) {
    return requireNonNull(tx.mapper(AssessmentMapper.class).locked(id, scope));
  }

  private static SealedTexts texts(Tx tx, Assessment of, AssessChild said) {
    CaseRows.requireCodes(
        tx,
        List.of(
            new Code("risk", "risk", said.risk()),
            new Code("care-recommendation", "recommendation", said.recommendation()),
            new Code("not-heard-reason", "notHeardReason", said.notHeardReason()),
            Provenance.code(said.provenance())));
    return SealedTexts.of(of.id(), said, tx.key(of.child().value()), tx.now());
  }

  private static void one(int rows) {
    if (rows != 1) {
      throw new IllegalStateException("a locked row was not there to update");
    }
  }
}
