// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import org.jspecify.annotations.Nullable;

/**
 * Prove again who sits there.
 *
 * @param code of the authenticator, where one is set up
 */
record Reauthenticate(String password, @Nullable String code) {

  Reauthenticate {
    SignIn.required("password", password);
  }

  /** Never the password: it ends up in logs. */
  @Override
  public String toString() {
    return "Reauthenticate[]";
  }
}
