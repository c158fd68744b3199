// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import al.fole.access.Access;
import al.fole.access.Permission;
import al.fole.event.Notice;
import al.fole.spi.Actor;
import al.fole.store.Store;
import java.util.List;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Those a case of a unit can be given to, for whoever gives it: by user name and role, of his own
 * unit only. Where nobody keeps cases, nobody asks.
 */
@Component(service = Workers.class, configurationPid = "al.fole.access")
public final class Workers {

  /** Whoever puts a case into hands has to know whose there are. */
  static final Permission ASSIGN = new Permission("cases.assign");

  private final Store store;
  private final Access access;

  /** Looks into the schema. */
  @Activate
  public Workers(@Reference AccessSchema schema, @Reference Access access) {
    this(schema.store(), access);
  }

  Workers(Store store, Access access) {
    this.store = store;
    this.access = access;
  }

  /**
   * Somebody who works in the unit.
   *
   * @param id of the account, as a case names its worker
   * @param name of the account
   */
  record Worker(UUID id, String name, String role) {}

  /** Those of the actor's unit who work now, by name; at most 200. */
  List<Worker> ofOwnUnit(Actor actor) {
    access.require(actor, ASSIGN, null);
    var workers =
        store.read(
            SystemActor.of("access.workers", actor.request()),
            tx -> tx.mapper(AccountMapper.class).workers(actor.unit(), tx.now()));
    return store.read(
        actor,
        tx -> {
          tx.disclose(Notice.disclosed("access.workers-read", "VKM-2026 n.6/3/a", null, List.of()));
          return workers;
        });
  }
}
