// SPDX-License-Identifier: EUPL-1.2
package al.fole.spi.signon;

import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Identifies people (porta e identifikimit). A service with the property {@value #NAME}: its name,
 * 2 to 32 of a-z, 0-9 and hyphen, the first a letter, the same on every host and for ever, because
 * accounts are linked to identities under it.
 *
 * <p>A gate answers within five seconds, keeps nobody's session and never decides what somebody
 * may. A credential is for this register alone (an audience, where the protocol knows one) and
 * short-lived; Fole takes each of them once.
 */
@ConsumerType
public interface IdentityGate {

  /** Service property: the gate's name. */
  String NAME = "fole.gate";

  /**
   * Who brought a credential.
   *
   * @param credential what the client got from the gate's protocol, for example a code or an
   *     assertion; at most 32,000 characters, from anybody
   * @return empty when it is no valid credential; why is the gate's own log's business
   */
  Optional<Identified> identify(String credential);
}
