// SPDX-License-Identifier: EUPL-1.2
package al.fole.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.spi.Unit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** {@link al.fole.spi.host.ParentUnits}. */
final class UnitRules {

  private static final int MOST = 10_000;

  static final List<ParentRule> ALL =
      List.of(
          new ParentRule(
              "units-all",
              "there are units, 10,000 at most, and none is named twice",
              UnitRules::all),
          new ParentRule(
              "units-places",
              "a municipality is a code of two digits, a county AL-01 to AL-12; each has a name and"
                  + " a kind",
              UnitRules::places),
          new ParentRule(
              "units-county-of-municipality",
              "a unit of a municipality says its county too",
              UnitRules::counties));

  private UnitRules() {}

  private static void all(ParentUnderTest parent) {
    List<Unit> units = parent.units().units();
    assertFalse(units.isEmpty(), "there is a unit");
    assertTrue(units.size() <= MOST, () -> units.size() + " units");
    Set<String> seen = new HashSet<>();
    units.forEach(unit -> assertTrue(seen.add(unit.code()), () -> unit.code() + " only once"));
  }

  private static void places(ParentUnderTest parent) {
    for (Unit unit : parent.units().units()) {
      String municipality = unit.municipality();
      String qark = unit.qark();
      assertTrue(municipality == null || municipality.matches("[0-9]{2}"), unit::toString);
      assertTrue(qark == null || qark.matches("AL-(0[1-9]|1[0-2])"), unit::toString);
      assertFalse(unit.name().isBlank(), unit::toString);
      assertTrue(unit.kind().matches("[A-Z0-9_]+"), unit::toString);
    }
  }

  private static void counties(ParentUnderTest parent) {
    assertEquals(
        List.of(),
        parent.units().units().stream()
            .filter(unit -> unit.municipality() != null && unit.qark() == null)
            .map(Unit::code)
            .toList());
  }
}
