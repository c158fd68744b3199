// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases.internal;

import al.fole.access.Access;
import al.fole.access.Permission;
import al.fole.access.Scope;
import al.fole.cases.CaseId;
import al.fole.cases.internal.CaseMapper.Care;
import al.fole.families.PlacementEvent.ChildPlaced;
import al.fole.persons.PersonId;
import al.fole.rules.Rule;
import al.fole.store.Database;
import al.fole.store.Reaction;
import al.fole.store.Tx;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;

/** When a child is placed (vendosja), his case moves with him or the placement does not happen. */
@Component(service = Reaction.class, configurationPid = "al.fole.cases")
public final class ChildPlacedReactions implements Reaction<ChildPlaced> {
  private static final String RESPITE = "FOSTER_RESPITE";

  /** The right to place is families' to ask for; the case must be one the actor reads. */
  private static final Permission VIEW = new Permission("cases.view");

  private final Access access;

  /** Opens schema {@code cases}. */
  @Activate
  public ChildPlacedReactions(@Reference Database database, @Reference Access access) {
    this.access = access;
    database.open(CaseRows.SCHEMA);
  }

  /** A new rank needs no new start. */
  @Modified
  void ranked() {}

  @Override
  public String name() {
    return "cases.child-placed";
  }

  @Override
  public Class<ChildPlaced> event() {
    return ChildPlaced.class;
  }

  @Override
  public void on(Tx tx, ChildPlaced placed) {
    Scope scope = access.scope(tx.actor(), VIEW);
    CareCase of = caseOf(tx, access, placed.careCase(), placed.child(), scope);
    var decision = tx.mapper(DecisionMapper.class).decision(placed.decision(), of.id(), scope);
    if (decision == null) {
      throw access.absent(tx.actor(), placed.decision().ref());
    }
    if (placed.respiteOf() != null || placed.careType().equals(RESPITE)) {
      Rule.check(CaseRules.WHILE_PLACED, of);
      return;
    }
    var started = of.placed(placed, decision);
    CareCase after = started.state();
    CaseRows.save(tx, after, scope);
    tx.mapper(CaseMapper.class)
        .begin(
            new Care(
                placed.placement().value(),
                of.id(),
                placed.family().value(),
                placed.careType(),
                placed.startedOn(),
                null,
                null));
    tx.record(started);
    CaseRows.progress(tx, of.state(), after, started.event().on(), scope);
  }

  /** The locked case, which is the child's. */
  static CareCase caseOf(Tx tx, Access access, CaseId id, PersonId child, Scope scope) {
    CareCase of = CaseRows.reached(tx, access, id, scope);
    if (of == null) {
      throw access.absent(tx.actor(), id.ref());
    }
    Rule.check(List.of(CaseRules.SAME_CHILD), of.child().equals(child));
    return of;
  }
}
