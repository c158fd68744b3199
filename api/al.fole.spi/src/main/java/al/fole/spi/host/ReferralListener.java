// SPDX-License-Identifier: EUPL-1.2
package al.fole.spi.host;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Is told of each new state of a referral, after it was committed, in order, at least once.
 * Throwing means "again later". Do not call back into {@link Referrals#refer} from here.
 */
@ConsumerType
public interface ReferralListener {

  /** A referral has reached a state. */
  void changed(ReferralStatus status);
}
