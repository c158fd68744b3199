// SPDX-License-Identifier: EUPL-1.2
package al.fole.spi.host;

import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The parent's users. Asked at each request that comes with a parent's session, so that a user the
 * parent has disabled is refused at once. Must answer within a second and never block on Fole.
 */
@ConsumerType
public interface ParentIdentities {

  /**
   * The user behind a session token of the parent.
   *
   * @param token opaque text the parent issued
   * @return empty when the session is unknown, ended or its user disabled
   */
  Optional<ParentIdentity> identify(String token);
}
