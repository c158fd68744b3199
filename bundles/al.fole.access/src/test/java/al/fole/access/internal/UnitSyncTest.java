// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.itests.clauses.Clause;
import al.fole.spi.Unit;
import al.fole.spi.host.ParentUnits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UnitSyncTest {
  private final AccessWorld world = AccessWorld.alone();
  private final UnitSync sync = new UnitSync(world.store, world.matrix);
  private final List<Unit> given = new ArrayList<>();
  private final ParentUnits parent = () -> List.copyOf(given);

  @AfterEach
  void close() {
    world.close();
  }

  private int sync() {
    world.time.pass(Duration.ofMinutes(1));
    return sync.sync();
  }

  @Test
  void withoutAParentTheUnitsComeFromTheReferenceData() {
    assertEquals(0, sync());
    var units = world.matrix.fresh().units();
    assertEquals(3 * 61 + 2 * 12 + 1 + 5, units.size());
    var tirana = world.matrix.fresh().unit("B53").orElseThrow();
    assertEquals("53", tirana.municipality());
    assertEquals("AL-11", tirana.qark());
    assertTrue(units.containsKey("Q-AL-11") && units.containsKey("N"));
  }

  @Test
  @Clause("R-13")
  void theParentsUnitsOverrideAndAdd() {
    sync.bindParent(parent);
    given.add(new Unit("B53", "NJMF", "53", "AL-11", "Njësia e Tiranës"));
    given.add(new Unit("B53-1", "NJVV", "53", "AL-11", "Njësia administrative 1"));
    given.add(new Unit("B48", "NJMF", "48", "AL-10", "NJMF Shkodër"));
    assertEquals(2, sync());
    assertEquals(0, sync());
    world.time.pass(Duration.ofMinutes(1));
    var tirana = world.matrix.fresh().unit("B53").orElseThrow();
    assertEquals("Njësia e Tiranës", tirana.name());
    assertEquals(
        List.of("B53", "B53-1", "D53", "V53"), world.matrix.now().territory().municipality(tirana));
    assertEquals(1, world.entries("access.units-synced"));
    given.clear();
    assertEquals(0, sync(), "a unit the parent no longer names stays");
  }
}
