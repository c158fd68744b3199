// SPDX-License-Identifier: EUPL-1.2
package al.fole.families.internal;

import al.fole.access.Access;
import al.fole.access.Permission;
import al.fole.cases.CaseEvent.CaseAssigned;
import al.fole.store.Database;
import al.fole.store.Reaction;
import al.fole.store.Tx;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;

/** A child has another worker: he goes where the child lives. */
@Component(service = Reaction.class, configurationPid = "al.fole.families")
public final class CaseAssignedReactions implements Reaction<CaseAssigned> {
  private final Access access;

  /** Opens schema {@code families}. */
  @Activate
  public CaseAssignedReactions(@Reference Database database, @Reference Access access) {
    database.open(FamilyRows.SCHEMA);
    this.access = access;
  }

  /** A new rank needs no new start. */
  @Modified
  void ranked() {}

  @Override
  public String name() {
    return "families.case-assigned";
  }

  @Override
  public Class<CaseAssigned> event() {
    return CaseAssigned.class;
  }

  @Override
  public void on(Tx tx, CaseAssigned event) {
    var scope = access.scope(tx.actor(), new Permission("families.view"));
    for (var lives : tx.mapper(PlacementMapper.class).living(event.careCase().value(), scope)) {
      LivingRows.close(tx, access, lives.placement(), lives.family());
      if (event.worker() != null) {
        LivingRows.open(tx, access, lives.placement(), lives.family(), event.worker());
      }
    }
  }
}
