// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import al.fole.spi.Actor;
import java.security.Principal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who is behind a session.
 *
 * @param limited the account reads only (VKM-2026 n.11/4/b)
 * @param lapsed because his training certificate is past its last day
 * @param step what he has to do before anything else, or null
 */
record SessionActor(
    UUID who,
    String role,
    String unit,
    UUID session,
    String purpose,
    String assurance,
    String request,
    boolean limited,
    boolean lapsed,
    @Nullable Step step)
    implements Actor, Principal {

  static final String PASSWORD = "PASSWORD";
  static final String PASSWORD_CODE = "PASSWORD_CODE";
  static final String SIGN_ON = "SIGN_ON";
  static final String PARENT = "PARENT";

  /** The id: a principal's name ends up in logs. */
  @Override
  public String getName() {
    return who.toString();
  }
}
