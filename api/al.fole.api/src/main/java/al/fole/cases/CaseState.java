// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases;

/** How far a case has come (gjendja e rastit). The list grows: treat an unknown one as live. */
public enum CaseState {
  /** Open; the initial assessment is under way (vlerësimi fillestar). */
  INITIAL_ASSESSMENT,
  /** The initial assessment is final; the form of care is being sought (vlerësimi i plotë). */
  FULL_ASSESSMENT,
  /** A decision on placement is there, the child is being prepared (përgatitja e vendosjes). */
  IN_PREPARATION,
  /** Placed by an emergency decision that is still to be confirmed (vendosje emergjente). */
  EMERGENCY_PLACED,
  /** In alternative family care (në kujdes). */
  IN_CARE,
  /** The care has ended; the child is followed up (ndjekja pas kujdesit). */
  AFTERCARE_FOLLOW_UP,
  /** Closed: care was not needed. */
  CLOSED_NOT_NEEDED,
  /** Closed (i mbyllur). */
  CLOSED;

  /** Whether the case is live: a child has at most one such case (I-02). */
  public boolean live() {
    return this != CLOSED && this != CLOSED_NOT_NEEDED;
  }

  /** Whether the child lives in a family by this case. */
  public boolean placed() {
    return this == EMERGENCY_PLACED || this == IN_CARE;
  }
}
