// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import al.fole.spi.Unit;
import al.fole.spi.host.ParentUnits;
import al.fole.store.Store;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Takes over the parent's organisation units; without a parent the units of 002_units.sql stand. A
 * unit the parent no longer names stays: scope rows and the journal refer to it.
 */
@Component(service = UnitSync.class, configurationPid = "al.fole.access")
public final class UnitSync {

  private final Store store;
  private final CurrentMatrix matrix;
  private volatile @Nullable ParentUnits parent;

  /** Writes to the schema. */
  @Activate
  public UnitSync(@Reference AccessSchema schema, @Reference CurrentMatrix matrix) {
    this(schema.store(), matrix);
  }

  UnitSync(Store store, CurrentMatrix matrix) {
    this.store = store;
    this.matrix = matrix;
  }

  /** The parent's units came. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindParent(ParentUnits units) {
    parent = units;
  }

  /** The parent's units went, unless others are here already. */
  void unbindParent(ParentUnits units) {
    if (parent == units) {
      parent = null;
    }
  }

  /**
   * Compares and takes over.
   *
   * @return units that changed
   */
  int sync() {
    var source = parent;
    if (source == null) {
      return 0;
    }
    Map<String, Unit> known = matrix.fresh().units();
    Map<String, Unit> given = new HashMap<>();
    source.units().forEach(unit -> given.put(unit.code(), unit));
    given.values().removeIf(unit -> unit.equals(known.get(unit.code())));
    if (given.isEmpty()) {
      return 0;
    }
    var changed = new int[1];
    try {
      store.write(
          SystemActor.of("access.unit-sync"),
          tx -> {
            var units = tx.mapper(UnitMapper.class);
            var list = units.next("units");
            changed[0] = given.values().stream().mapToInt(units::put).sum();
            if (changed[0] == 0) {
              throw new NothingToDo();
            }
            return tx.record(new UnitsSynced(list.id(), list.version(), changed[0]), List.of());
          });
      return changed[0];
    } catch (NothingToDo anotherHostWasFaster) {
      return 0;
    }
  }
}
