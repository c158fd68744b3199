// SPDX-License-Identifier: EUPL-1.2
package al.fole.spi.host;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** What the module offers a parent in the same process. Throws {@link al.fole.spi.Problem}. */
@ProviderType
public interface Referrals {

  /**
   * Refers a child. The same case number again with the same content answers the same status; with
   * other content it is refused ({@code referral-differs}).
   *
   * @param token session token of the parent's user who refers, see {@link ParentIdentities}
   */
  ReferralStatus refer(String token, Referral referral);

  /** Status of a referral, by the parent's case number. */
  Optional<ReferralStatus> status(String caseNumber);
}
