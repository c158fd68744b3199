// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases.internal;

/** Which field groups of a case somebody reads. */
record Reads(boolean notes, boolean court, boolean fosterFamily) {
  static final Reads NOTHING = new Reads(false, false, false);
}
