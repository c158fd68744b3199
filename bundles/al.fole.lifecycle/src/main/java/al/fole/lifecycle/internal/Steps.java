// SPDX-License-Identifier: EUPL-1.2
package al.fole.lifecycle.internal;

import al.fole.lifecycle.Operation.Kind;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The numbered steps of a change, and where a test may cut one off: the framework property {@value
 * #HOLD_AT}, for example {@code apply-7}, makes the host stand still there for good, so that it can
 * be killed. In production it keeps lifecycle from starting.
 */
final class Steps {

  /** Names a kind and the number of a step. */
  static final String HOLD_AT = "fole.releases.hold-at";

  private static final Logger LOG = LoggerFactory.getLogger(Steps.class);

  /** In the order in which a change meets them; each kind meets those that concern it. */
  enum Step {
    /** The intent is on the disk. */
    INTENT_KEPT,
    /** It is in the journal. */
    INTENT_RECORDED,
    /** The release lies on the shelf. */
    RELEASE_KEPT,
    /** The new bundles are installed and resolved. */
    INSTALLED,
    /** They are started in the shadow; the schema is expanded. */
    STARTED,
    /** They have answered where nobody else asks. */
    REHEARSED,
    /** They are ranked above the old ones. */
    RANKED,
    /** They have answered in their place. */
    ANSWERED,
    /** The new pointer lies beside the old one. */
    POINTER_WRITTEN,
    /** The new pointer is in force. */
    POINTER_MOVED,
    /** A step of the contraction is done. */
    CONTRACTED,
    /** What goes has stopped, what comes back has started. */
    SETTLED,
    /** The outcome is on the disk. */
    OUTCOME_KEPT,
    /** It is in the journal. */
    OUTCOME_RECORDED;

    /** From 1. */
    int number() {
      return ordinal() + 1;
    }
  }

  private volatile @Nullable String holdAt;
  private volatile @Nullable Kind kind;

  Steps(@Nullable String holdAt) {
    this.holdAt = holdAt;
  }

  /** Whether somebody wants a change to be cut off. */
  boolean isArmed() {
    return holdAt != null;
  }

  /** Nobody is to be held. */
  void disarm() {
    holdAt = null;
  }

  /** From now on steps are of this kind; null between changes. */
  void of(@Nullable Kind begun) {
    kind = begun;
  }

  /** A step is done. */
  void reached(Step step) {
    Kind now = kind;
    String at = holdAt;
    if (at == null || now == null) {
      return;
    }
    String here = now.name().toLowerCase(Locale.ROOT) + "-" + step.number();
    if (here.equals(at)) {
      LOG.warn("Standing still at {}, {}, until killed", here, step);
      System.out.println(HOLD_AT + "=" + here);
      while (true) {
        LockSupport.park();
      }
    }
  }
}
