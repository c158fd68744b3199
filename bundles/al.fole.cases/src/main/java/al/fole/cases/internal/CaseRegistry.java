// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases.internal;

import static al.fole.cases.internal.SealedTexts.seal;
import static java.util.Objects.requireNonNull;

import al.fole.access.Access;
import al.fole.access.FieldGroup;
import al.fole.access.Permission;
import al.fole.access.Scope;
import al.fole.cases.CaseFacts;
import al.fole.cases.CaseId;
import al.fole.cases.CaseQuery;
import al.fole.cases.CaseView;
import al.fole.cases.Cases;
import al.fole.cases.CloseCase;
import al.fole.cases.DecisionId;
import al.fole.cases.PastState;
import al.fole.cases.RecordDecision;
import al.fole.cases.internal.CaseViews.Read;
import al.fole.cases.internal.HandsMapper.Hands;
import al.fole.journal.Entry;
import al.fole.journal.Journal;
import al.fole.keys.SubjectKey;
import al.fole.keys.Tokens;
import al.fole.persons.Persons;
import al.fole.persons.Provenance;
import al.fole.rules.Code;
import al.fole.rules.Paging;
import al.fole.rules.Readable;
import al.fole.rules.Rule;
import al.fole.rules.Texts;
import al.fole.spi.Actor;
import al.fole.spi.Problem;
import al.fole.store.Database;
import al.fole.store.Page;
import al.fole.store.Receipt;
import al.fole.store.Store;
import al.fole.store.Tx;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
  private static final Permission VIEW = new Permission("cases.view");
  private static final Permission LIST = new Permission("cases.list");
  private static final Permission HISTORY = new Permission("cases.history");

  private final Access access;
  private final Store store;
  private final CaseLists lists;
  private final HistoryLists past;

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
    this.lists = new CaseLists(store, tokens);
    this.past = new HistoryLists(store, access, journal);
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
  public Receipt decide(Actor actor, CaseId id, RecordDecision command) {
    boolean emergency = Decision.EMERGENCY.equals(command.kind());
    Permission permission = emergency ? DECIDE_EMERGENCY : DECIDE;
    access.require(actor, permission, id.ref());
    Scope scope = access.scope(actor, permission);
    return CaseRows.write(
        store,
        access,
        actor,
        id.ref(),
        tx -> {
          CareCase of = CaseRows.locked(tx, access, id, scope);
          Rule.check(CaseRules.DECISION, new CaseRules.Deciding(command, of, tx.today()));
          CaseRows.requireCodes(
              tx,
              List.of(
                  new Code("decision-subject", "subject", command.subject()),
                  new Code("decision-authority", "authority", command.authority()),
                  Provenance.code(command.provenance())));
          Decision decision = Decision.of(new DecisionId(tx.newId()), id, command);
          SubjectKey key = tx.key(of.child().value());
          CaseRules.DECIDED_ONCE.require(!recorded(tx, decision, command.number(), key, scope));
          var decided = of.decide(decision, command.number(), tx.today());
          byte[] number = requireNonNull(seal(key, "decision.number", command.number()));
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

  /** Whether the case, which is locked, has this decision; numbers are sealed, so opened here. */
  private static boolean recorded(
      Tx tx, Decision decision, String number, SubjectKey key, Scope scope) {
    return tx.mapper(DecisionMapper.class).alike(decision, scope).stream()
        .map(it -> SealedTexts.open(key, "decision.number", it.number()))
        .anyMatch(it -> Objects.equals(Texts.clean(it), Texts.clean(number)));
  }

  @Override
  public Receipt close(Actor actor, CaseId id, CloseCase command) {
    access.require(actor, CLOSE, id.ref());
    Scope scope = access.scope(actor, CLOSE);
    return CaseRows.write(
        store,
        access,
        actor,
        id.ref(),
        tx -> {
          CareCase of = CaseRows.locked(tx, access, id, scope);
          TransferRules.NONE_WAITING.require(!tx.mapper(TransferMapper.class).isWaiting(id, scope));
          boolean cared = !tx.mapper(CaseMapper.class).cares(List.of(id.value()), scope).isEmpty();
          var closed = of.close(command, cared, tx.today());
          CaseRows.requireCodes(
              tx, List.of(new Code("closure-reason", "reason", command.reason())));
          byte[] narrative = seal(tx.key(of.child().value()), "case.closure", command.narrative());
          CaseRows.save(tx, closed.state(), command.reason(), narrative, scope);
          Receipt receipt = tx.record(closed);
          CaseRows.progress(tx, of.state(), closed.state(), command.closedOn(), scope);
          CaseRows.settle(tx, access, closed.state());
          return receipt;
        });
  }

  @Override
  public CaseView view(Actor actor, CaseId id) {
    access.require(actor, VIEW, id.ref());
    Scope scope = access.scope(actor, VIEW);
    Optional<Read> found =
        store.read(
            actor,
            tx -> {
              CareCase one = tx.mapper(CaseMapper.class).byId(id, scope);
              if (one == null) {
                return Optional.empty();
              }
              tx.disclose(CaseViews.disclosed("cases.viewed", id.ref(), one.child()));
              return Optional.of(CaseViews.whole(tx, one, scope));
            });
    Read one = found.orElseThrow(() -> access.absent(actor, id.ref()));
    var people = persons().views(actor, List.of(one.of().child()));
    return one.view(people.get(one.of().child()));
  }

  @Override
  public CaseView.Decision decision(Actor actor, DecisionId id) {
    access.require(actor, VIEW, id.ref());
    Scope scope = access.scope(actor, VIEW);
    Optional<CaseView.Decision> found =
        store.read(
            actor,
            tx -> {
              Decision one = tx.mapper(DecisionMapper.class).byId(id, scope);
              CareCase of =
                  one == null ? null : tx.mapper(CaseMapper.class).byId(one.careCase(), scope);
              if (one == null || of == null) {
                return Optional.empty();
              }
              tx.disclose(CaseViews.disclosed("cases.decision-viewed", id.ref(), of.child()));
              return Optional.of(CaseViews.whole(tx, one, of.child(), scope));
            });
    return found.orElseThrow(() -> access.absent(actor, id.ref()));
  }

  @Override
  public Page<CaseView> list(Actor actor, CaseQuery query) {
    access.require(actor, LIST, null);
    Rule.check(CaseRules.QUERY, query);
    Readable.require(
        !query.order().equals(Paging.NAME) || access.shows(actor, LIST, FieldGroup.IDENTITY),
        "order");
    return lists.page(actor, query, access.scope(actor, LIST), this::persons);
  }

  @Override
  public List<Entry> history(Actor actor, CaseId id) {
    access.require(actor, HISTORY, id.ref());
    return past.entries(actor, id).orElseThrow(() -> access.absent(actor, id.ref()));
  }

  @Override
  public PastState on(Actor actor, CaseId id, LocalDate day) {
    access.require(actor, VIEW, id.ref());
    return past.on(actor, id, day).orElseThrow(() -> access.absent(actor, id.ref()));
  }

  @Override
  public CaseFacts facts(Tx tx, CaseId id, DecisionId decision) {
    Scope scope = access.scope(tx.actor(), VIEW);
    CareCase of = CaseRows.reached(tx, access, id, scope);
    Decision found =
        of == null ? null : tx.mapper(DecisionMapper.class).decision(decision, id, scope);
    if (of == null || found == null) {
      throw access.absent(tx.actor(), id.ref());
    }
    Hands hands = tx.mapper(HandsMapper.class).of(id, scope);
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
        found.validTo(),
        hands == null ? null : hands.worker());
  }
}
