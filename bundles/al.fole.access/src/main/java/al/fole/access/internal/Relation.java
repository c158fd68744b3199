// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import al.fole.access.Standing;

/** How an actor is connected with a record (lidhja me dosjen), as the matrix names it. */
enum Relation {
  /** The record is held by the account itself. */
  OWN_CASE,
  OWN_UNIT,
  MUNICIPALITY,
  QARK,
  /** Exactly the unit of the own institution. */
  INSTITUTION,
  NATIONAL,
  /** The record is held by a worker the account monitors. */
  MONITORED,
  /** The record is held by a mandate of the account: a control or inspection that is open. */
  MANDATE,
  /** The own unit had the record: its past state, to the day it went. */
  FORMER_UNIT,
  /** What needs no record: accounts, the matrix, releases, aggregates. */
  NONE;

  /** All of them in every standing. */
  static final long EVERY = (1L << (values().length * Standing.values().length)) - 1;

  /** The bit of a record of this relation in that standing. */
  long in(Standing standing) {
    return 1L << (ordinal() * Standing.values().length + standing.ordinal());
  }

  /** The bits of this relation in every standing. */
  long bits() {
    return ((1L << Standing.values().length) - 1) << (ordinal() * Standing.values().length);
  }

  /** Whether a mask has this relation in any standing. */
  boolean in(long mask) {
    return (mask & bits()) != 0;
  }
}
