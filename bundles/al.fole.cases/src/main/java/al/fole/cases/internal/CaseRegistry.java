// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases.internal;

import static al.fole.cases.internal.SealedTexts.seal;
import static java.util.Objects.requireNonNull;

import al.fole.access.Access;
import al.fole.access.Permission;
import al.fole.access.Scope;
import al.fole.cases.AnswerReferral;
import al.fole.cases.AssessChild;
import al.fole.cases.AssessmentId;
import al.fole.cases.CaseFacts;
import al.fole.cases.CaseId;
import al.fole.cases.CaseQuery;
import al.fole.cases.CaseView;
import al.fole.cases.Cases;
import al.fole.cases.CloseCase;
import al.fole.cases.DecisionId;
import al.fole.cases.PastState;
import al.fole.cases.RecordDecision;
import al.fole.cases.RecordReferral;
import al.fole.cases.ReferralId;
import al.fole.cases.ReferralView;
import al.fole.cases.ScreenReferral;
import al.fole.journal.Entry;
import al.fole.journal.Journal;
import al.fole.keys.Tokens;
import al.fole.persons.Persons;
import al.fole.persons.Provenance;
import al.fole.rules.Code;
import al.fole.rules.Rule;
import al.fole.spi.Actor;
import al.fole.spi.Problem;
import al.fole.store.Database;
import al.fole.store.Page;
import al.fole.store.Receipt;
import al.fole.store.Store;
import al.fole.store.Tx;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Permission, transaction, verb, rows, record: the cases of the register. */
@Component(configurationPid = "al.fole.cases")
public final class CaseRegistry implements Cases {
  private static final Permission DECIDE = new Permission("cases.decide");
  private static final Permission DECIDE_EMERGENCY = new Permission("cases.decide-emergency");
  private static final Permission CLOSE = new Permission("cases.close");

  private final Access access;
  private final Store store;
  private final ReferralDesk referrals;
  private final ReferralReading referralReading;
  private final AssessmentDesk assessments;
  private final CaseReading reading;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable Persons persons;

  /** Opens schema {@code cases}. */
  @Activate
  public CaseRegistry(
      @Reference Database database,
      @Reference Access access,
      @Reference Journal journal,
      @Reference Tokens tokens) {
    this.access = access;
    this.store = database.open(CaseRows.SCHEMA);
    this.referrals = new ReferralDesk(store, access, this::persons);
    this.referralReading = new ReferralReading(store, access, tokens, this::persons);
    this.assessments = new AssessmentDesk(store, access);
    this.reading = new CaseReading(store, access, journal, tokens, this::persons);
  }

  /** A new rank needs no new start. */
  @Modified
  void ranked() {}

  private Persons persons() {
    Persons there = persons;
    if (there == null) {
      throw Problem.unavailable("persons");
    }
    return there;
  }

  @Override
  public Receipt refer(Actor actor, RecordReferral command) {
    return referrals.refer(actor, command);
  }

  @Override
  public Receipt screen(Actor actor, ReferralId id, ScreenReferral command) {
    return referrals.screen(actor, id, command);
  }

  @Override
  public Receipt answer(Actor actor, ReferralId id, AnswerReferral command) {
    return referrals.answer(actor, id, command);
  }

  @Override
  public ReferralView referral(Actor actor, ReferralId id) {
    return referralReading.referral(actor, id);
  }

  @Override
  public Page<ReferralView> referrals(
      Actor actor, @Nullable String state, int limit, @Nullable String cursor) {
    return referralReading.referrals(actor, state, limit, cursor);
  }

  @Override
  public Receipt assess(Actor actor, CaseId id, AssessChild command) {
    return assessments.assess(actor, id, command);
  }

  @Override
  public Receipt rewrite(Actor actor, AssessmentId id, long expected, AssessChild command) {
    return assessments.rewrite(actor, id, expected, command);
  }

  @Override
  public Receipt finalise(Actor actor, AssessmentId id, long expected, LocalDate finalisedOn) {
    return assessments.finalise(actor, id, expected, finalisedOn);
  }

  @Override
  public Receipt decide(Actor actor, CaseId id, RecordDecision command) {
    boolean emergency = Decision.EMERGENCY.equals(command.kind());
    access.require(actor, emergency ? DECIDE_EMERGENCY : DECIDE, id.ref());
    Scope scope = access.scope(actor);
    return CaseRows.write(
        store,
        access,
        actor,
        id.ref(),
        tx -> {
          CareCase of = CaseRows.locked(tx, id, scope);
          Rule.check(CaseRules.DECISION, new CaseRules.Deciding(command, of, tx.today()));
          CaseRows.requireCodes(
              tx,
              List.of(
                  new Code("decision-subject", "subject", command.subject()),
                  new Code("decision-authority", "authority", command.authority()),
                  Provenance.code(command.provenance())));
          Decision decision = Decision.of(new DecisionId(tx.newId()), id, command);
          var decided = of.decide(decision, command.number(), tx.today());
          byte[] number =
              requireNonNull(seal(tx.key(of.child().value()), "decision.number", command.number()));
          tx.mapper(DecisionMapper.class)
              .decide(
                  decision,
                  number,
                  command.provenance().provider(),
                  command.provenance().on(),
                  tx.now());
          CareCase after = decided.state();
          CaseRows.save(tx, after, scope);
          tx.record(decided);
          CaseRows.progress(tx, of.state(), after, after.stateSince(), scope);
          return new Receipt(decision.id().value(), 1);
        });
  }

  @Override
  public Receipt close(Actor actor, CaseId id, CloseCase command) {
    access.require(actor, CLOSE, id.ref());
    Scope scope = access.scope(actor);
    return CaseRows.write(
        store,
        access,
        actor,
        id.ref(),
        tx -> {
          CareCase of = CaseRows.locked(tx, id, scope);
          boolean cared = !tx.mapper(CaseMapper.class).cares(List.of(id.value()), scope).isEmpty();
          var closed = of.close(command, cared, tx.today());
          CaseRows.requireCodes(
              tx, List.of(new Code("closure-reason", "reason", command.reason())));
          byte[] narrative = seal(tx.key(of.child().value()), "case.closure", command.narrative());
          CaseRows.save(tx, closed.state(), command.reason(), narrative, scope);
          Receipt receipt = tx.record(closed);
          CaseRows.progress(tx, of.state(), closed.state(), command.closedOn(), scope);
          return receipt;
        });
  }

  @Override
  public CaseView view(Actor actor, CaseId id) {
    return reading.view(actor, id);
  }

  @Override
  public CaseView.Assessment assessment(Actor actor, AssessmentId id) {
    return reading.assessment(actor, id);
  }

  @Override
  public CaseView.Decision decision(Actor actor, DecisionId id) {
    return reading.decision(actor, id);
  }

  @Override
  public Page<CaseView> list(Actor actor, CaseQuery query) {
    return reading.list(actor, query);
  }

  @Override
  public List<Entry> history(Actor actor, CaseId id) {
    return reading.history(actor, id);
  }

  @Override
  public PastState on(Actor actor, CaseId id, LocalDate day) {
    return reading.on(actor, id, day);
  }

  @Override
  public CaseFacts facts(Tx tx, CaseId id, DecisionId decision) {
    Scope scope = access.scope(tx.actor());
    CareCase of = tx.mapper(CaseMapper.class).locked(id, scope);
    Decision found =
        of == null ? null : tx.mapper(DecisionMapper.class).decision(decision, id, scope);
    if (of == null || found == null) {
      throw access.absent(tx.actor(), id.ref());
    }
    return new CaseFacts(
        of.id(),
        of.child(),
        of.fileNumber(),
        of.unit(),
        of.municipality(),
        of.state(),
        of.referredOn(),
        of.assessedOn(),
        found.id(),
        found.kind(),
        found.subject(),
        found.decidedOn(),
        found.inForceFrom(),
        found.validTo());
  }
}
