// SPDX-License-Identifier: EUPL-1.2
package al.fole.families.internal;

import al.fole.cases.CaseFacts;
import al.fole.cases.CaseId;
import al.fole.cases.CaseQuery;
import al.fole.cases.CaseState;
import al.fole.cases.CaseView;
import al.fole.cases.Cases;
import al.fole.cases.CloseCase;
import al.fole.cases.DecisionId;
import al.fole.cases.PastState;
import al.fole.cases.RecordDecision;
import al.fole.journal.Entry;
import al.fole.persons.PersonId;
import al.fole.spi.Actor;
import al.fole.spi.Problem;
import al.fole.store.Page;
import al.fole.store.Receipt;
import al.fole.store.Tx;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Cases and decisions from memory; it locks nothing. */
final class FakeCases implements Cases {
  private final Map<DecisionId, CaseFacts> decisions = new ConcurrentHashMap<>();

  /** Whom cases are assigned to that are decided from now on. */
  volatile @Nullable UUID worker;

  private final AtomicInteger numbers = new AtomicInteger();
  private final Map<CaseId, String> fileNumbers = new ConcurrentHashMap<>();

  /** A decision on a case. */
  DecisionId decided(
      CaseId id,
      PersonId child,
      String kind,
      String subject,
      LocalDate from,
      @Nullable LocalDate to) {
    var decision = new DecisionId(UUID.randomUUID());
    String number =
        fileNumbers.computeIfAbsent(
            id, it -> String.format("RKAF-53-2026-%05d", numbers.incrementAndGet()));
    var facts =
        new CaseFacts(
            id,
            child,
            number,
            "B53",
            "53",
            CaseState.IN_PREPARATION,
            from,
            from,
            decision,
            kind,
            subject,
            from,
            from,
            to,
            worker);
    decisions.put(decision, facts);
    return decision;
  }

  @Override
  public CaseFacts facts(Tx tx, CaseId id, DecisionId decision) {
    CaseFacts facts = decisions.get(decision);
    if (facts == null || !facts.id().equals(id)) {
      throw Problem.absent();
    }
    return facts;
  }

  @Override
  public Receipt decide(Actor actor, CaseId id, RecordDecision command) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Receipt close(Actor actor, CaseId id, CloseCase command) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CaseView view(Actor actor, CaseId id) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CaseView.Decision decision(Actor actor, DecisionId id) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Page<CaseView> list(Actor actor, CaseQuery query) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Entry> history(Actor actor, CaseId id) {
    throw new UnsupportedOperationException();
  }

  @Override
  public PastState on(Actor actor, CaseId id, LocalDate day) {
    throw new UnsupportedOperationException();
  }
}
