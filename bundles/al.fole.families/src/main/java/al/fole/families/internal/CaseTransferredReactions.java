// SPDX-License-Identifier: EUPL-1.2
package al.fole.families.internal;

import al.fole.access.Access;
import al.fole.access.Permission;
import al.fole.cases.CaseEvent.CaseTransferred;
import al.fole.store.Database;
import al.fole.store.Reaction;
import al.fole.store.Tx;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;

/** Another unit is responsible for a child: his placement is of its municipality. */
@Component(service = Reaction.class, configurationPid = "al.fole.families")
public final class CaseTransferredReactions implements Reaction<CaseTransferred> {
  private final Access access;

  /** Opens schema {@code families}. */
  @Activate
  public CaseTransferredReactions(@Reference Database database, @Reference Access access) {
    database.open(FamilyRows.SCHEMA);
    this.access = access;
  }

  /** A new rank needs no new start. */
  @Modified
  void ranked() {}

  @Override
  public String name() {
    return "families.case-transferred";
  }

  @Override
  public Class<CaseTransferred> event() {
    return CaseTransferred.class;
  }

  @Override
  public void on(Tx tx, CaseTransferred event) {
    var scope = access.scope(tx.actor(), new Permission("families.view"));
    var mapper = tx.mapper(PlacementMapper.class);
    for (var lives : mapper.living(event.careCase().value(), scope)) {
      LivingRows.close(tx, access, lives.placement(), lives.family());
    }
    mapper.move(event.careCase().value(), event.municipality(), scope);
  }
}
