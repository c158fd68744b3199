// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import al.fole.spi.Unit;

/** How far a role sees from its unit at most (shtrirja); the matrix may say less. */
enum Reach {
  /** Every unit of the unit's municipality. */
  MUNICIPALITY {
    @Override
    boolean fits(Unit unit) {
      return unit.municipality() != null;
    }
  },
  /** Every unit of the county. */
  QARK {
    @Override
    boolean fits(Unit unit) {
      return unit.municipality() == null && unit.qark() != null;
    }
  },
  /** Everything. */
  NATIONAL {
    @Override
    boolean fits(Unit unit) {
      return unit.qark() == null;
    }
  },
  /** Exactly the own unit, an institution. */
  INSTITUTION,
  /** What is held by the account itself, by those it monitors or by its mandates. */
  OWN,
  /** No record of a person, case or family. */
  NONE {
    @Override
    boolean fits(Unit unit) {
      return unit.qark() == null;
    }
  };

  /** Whether a role of this reach can be held where the unit lies. */
  boolean fits(Unit unit) {
    return true;
  }
}
