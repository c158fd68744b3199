// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases;

import al.fole.spi.Actor;
import al.fole.store.Receipt;
import java.time.LocalDate;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Initial assessments (vlerësimet fillestare) of children, each a part of a case. Refuses as {@link
 * Cases} does.
 */
@ProviderType
public interface Assessments {

  /** Starts the initial assessment of a case; one at a time. */
  Receipt assess(Actor actor, CaseId id, AssessChild command);

  /** Replaces a draft. Only its assessor may. */
  Receipt rewrite(Actor actor, AssessmentId id, long expected, AssessChild command);

  /**
   * Makes a draft final: from then on it cannot be changed (I-10), and the case moves on.
   *
   * @param finalisedOn not in the future, not before it was started and the child was heard
   */
  Receipt finalise(Actor actor, AssessmentId id, long expected, LocalDate finalisedOn);

  /** One assessment, with its texts; the read is in the journal. */
  CaseView.Assessment view(Actor actor, AssessmentId id);
}
