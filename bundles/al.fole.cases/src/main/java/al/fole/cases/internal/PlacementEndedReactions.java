// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases.internal;

import al.fole.access.Access;
import al.fole.access.Permission;
import al.fole.access.Scope;
import al.fole.families.PlacementEvent.PlacementEnded;
import al.fole.rules.Rule;
import al.fole.store.Database;
import al.fole.store.Reaction;
import al.fole.store.Tx;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;

/** When a placement ends, the child's case goes where the reason leads, or it does not end. */
@Component(service = Reaction.class, configurationPid = "al.fole.cases")
public final class PlacementEndedReactions implements Reaction<PlacementEnded> {
  /** The right to place is families' to ask for; the case must be one the actor reads. */
  private static final Permission VIEW = new Permission("cases.view");

  private final Access access;

  /** Opens schema {@code cases}. */
  @Activate
  public PlacementEndedReactions(@Reference Database database, @Reference Access access) {
    this.access = access;
    database.open(CaseRows.SCHEMA);
  }

  /** A new rank needs no new start. */
  @Modified
  void ranked() {}

  @Override
  public String name() {
    return "cases.placement-ended";
  }

  @Override
  public Class<PlacementEnded> event() {
    return PlacementEnded.class;
  }

  @Override
  public void on(Tx tx, PlacementEnded ended) {
    Scope scope = access.scope(tx.actor(), VIEW);
    CareCase of = ChildPlacedReactions.caseOf(tx, access, ended.careCase(), ended.child(), scope);
    if (ended.respite()) {
      Rule.check(CaseRules.WHILE_PLACED, of);
      return;
    }
    var left = of.left(ended, CaseRows.leadsTo(tx, ended.reason()));
    CareCase after = left.state();
    CaseRows.save(tx, after, scope);
    int rows =
        tx.mapper(CaseMapper.class)
            .end(of.id(), ended.placement().value(), ended.endedOn(), ended.reason(), scope);
    Rule.check(CaseRules.KNOWN_CARE, rows == 1);
    tx.record(left);
    CaseRows.progress(tx, of.state(), after, left.event().on(), scope);
    CaseRows.settle(tx, access, after);
  }
}
