// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import al.fole.spi.Actor;
import java.security.Principal;
import java.util.UUID;

/**
 * Who is behind a session.
 *
 * @param restricted opened with a first password: may only replace it
 */
record SessionActor(
    UUID who,
    String role,
    String unit,
    UUID session,
    String purpose,
    String assurance,
    String request,
    boolean restricted)
    implements Actor, Principal {

  static final String PASSWORD = "PASSWORD";
  static final String PARENT = "PARENT";

  /** The id: a principal's name ends up in logs. */
  @Override
  public String getName() {
    return who.toString();
  }
}
