// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import al.fole.spi.Problem;

/** What somebody has to do first, in this order; until then his session can do nothing else. */
enum Step {
  /** Replace the first password. */
  PASSWORD {
    @Override
    Problem refusal() {
      return AccessRules.firstPasswordMustChange();
    }
  },
  /** Set up a second factor. */
  SECOND_FACTOR {
    @Override
    Problem refusal() {
      return AccessRules.secondFactorMustEnrol();
    }
  },
  /** Accept the undertaking of confidentiality. */
  UNDERTAKING {
    @Override
    Problem refusal() {
      return AccessRules.undertakingMustAccept();
    }
  };

  abstract Problem refusal();
}
