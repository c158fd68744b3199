// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import al.fole.spi.Unit;
import java.util.Objects;

/** How far a role sees from its unit (shtrirja territoriale). */
enum Reach {
  /** Every unit of the unit's municipality. */
  MUNICIPALITY {
    @Override
    boolean fits(Unit unit) {
      return unit.municipality() != null;
    }

    @Override
    boolean covers(Unit from, Unit other) {
      return fits(from) && Objects.equals(from.municipality(), other.municipality());
    }
  },
  /** Every unit of the county. */
  QARK {
    @Override
    boolean fits(Unit unit) {
      return unit.municipality() == null && unit.qark() != null;
    }

    @Override
    boolean covers(Unit from, Unit other) {
      return fits(from) && Objects.equals(from.qark(), other.qark());
    }
  },
  /** Everything. */
  NATIONAL {
    @Override
    boolean fits(Unit unit) {
      return unit.qark() == null;
    }
  },
  /** No record of a person, case or family. */
  NONE {
    @Override
    boolean fits(Unit unit) {
      return unit.qark() == null;
    }
  };

  /** Whether a role of this reach can be held in the unit. */
  abstract boolean fits(Unit unit);

  /** Whether records of {@code other} are within reach of {@code from}. */
  boolean covers(Unit from, Unit other) {
    return false;
  }
}
