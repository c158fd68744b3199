// SPDX-License-Identifier: EUPL-1.2
package al.fole.spi;

import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Who acts, in which role, for which unit and purpose. Built by Fole from a session or for a named
 * job, never by a caller; it is handed down as a parameter, never kept.
 */
@ProviderType
public interface Actor {

  /** The account, or the well-known id of a system actor. */
  UUID who();

  /** Role code (roli), for example {@code PMF}; the law's roles are data, so this is no enum. */
  String role();

  /** Code of the organisation unit the actor works for, for example {@code B11}. */
  String unit();

  /** The session the request came with; for a system actor its run. */
  UUID session();

  /** Declared purpose of processing (draft decision 2026, art. 9), a code of {@link Purpose}. */
  String purpose();

  /**
   * How the identity was established: {@code PASSWORD}, {@code PASSWORD_CODE} (with a second
   * factor), {@code SIGN_ON} (by an identity gate), {@code PARENT} or {@code SYSTEM}.
   */
  String assurance();

  /** Id of the request, shown to the caller in {@code X-Request-Id} and kept in the journal. */
  String request();
}
