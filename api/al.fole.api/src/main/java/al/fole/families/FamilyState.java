// SPDX-License-Identifier: EUPL-1.2
package al.fole.families;

/** How far a foster family has come (gjendja e familjes). The list grows. */
public enum FamilyState {
  /** Has applied (ka aplikuar). */
  APPLIED,
  /** Assessed; waits for the decision (në pritje të vendimit). */
  DECISION_PENDING,
  /** Approved; may take children while its approval is valid (e miratuar). */
  APPROVED,
  /** Takes no further child, by its own wish (në pauzë). */
  ON_HOLD,
  /** Takes no further child while something is looked into (e pezulluar). */
  SUSPENDED,
  /** Not approved (e refuzuar). */
  REJECTED,
  /** Has taken back its application, or its approval was withdrawn (e tërhequr). */
  WITHDRAWN
}
