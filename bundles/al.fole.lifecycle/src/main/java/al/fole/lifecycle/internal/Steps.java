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
    INTENT_KEPT(1),
    /** It is in the journal. */
    INTENT_RECORDED(2),
    /** The release lies on the shelf. */
    RELEASE_KEPT(3),
    /** With a change of the platform: nobody is let in any more, and nobody is inside. */
    PAUSED(15),
    /** The features and the platform bundles that go have stopped. */
    EMPTIED(16),
    /** The platform bundles that come work, and the features that stay. */
    FOUNDED(17),
    /** The new bundles are installed and resolved. */
    INSTALLED(4),
    /** They are started in the shadow; the schema is expanded. */
    STARTED(5),
    /** They have answered where nobody else asks. */
    REHEARSED(6),
    /** They are ranked above the old ones. */
    RANKED(7),
    /** They have answered in their place. */
    ANSWERED(8),
    /** The new pointer lies beside the old one. */
    POINTER_WRITTEN(9),
    /** The new pointer is in force. */
    POINTER_MOVED(10),
    /** After a change of the platform: everybody is let in again. */
    RESUMED(18),
    /** A step of the contraction is done. */
    CONTRACTED(11),
    /** What goes has stopped, what comes back has started. */
    SETTLED(12),
    /** The outcome is on the disk. */
    OUTCOME_KEPT(13),
    /** It is in the journal. */
    OUTCOME_RECORDED(14);

    private final int number;

    Step(int number) {
      this.number = number;
    }

    /** As it is known to whoever wants to cut it off; those of a pause came later. */
    int number() {
      return number;
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
