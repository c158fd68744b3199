// SPDX-License-Identifier: EUPL-1.2
package al.fole.embed;

/** What a database is for; it keeps the mode of its first start. */
public enum Mode {
  /** Synthetic people and known logins; keys are made at the first start. */
  DEMONSTRATION,
  /** For practice; keys are made at the first start. */
  TRAINING,
  /** Real people; keys were made by a person before. */
  PRODUCTION
}
