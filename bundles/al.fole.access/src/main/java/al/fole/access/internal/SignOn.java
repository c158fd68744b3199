// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import al.fole.spi.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Sign on with what another gate gave.
 *
 * @param gate its name
 * @param credential its credential
 * @param purpose as in {@link SignIn}
 * @param role as in {@link SignIn}
 * @param unit as in {@link SignIn}
 * @param code of the authenticator, where one is set up and the gate is not sure enough
 */
record SignOn(
    String gate,
    String credential,
    @Nullable String purpose,
    @Nullable String role,
    @Nullable String unit,
    @Nullable String code) {

  SignOn {
    SignIn.required("gate", gate);
    SignIn.required("credential", credential);
    if (credential.length() > 32_000) {
      throw Problem.invalid(
          "credential", "too-long", "Vlera është tepër e gjatë.", "The value is too long.");
    }
  }

  /** Never the credential: it ends up in logs. */
  @Override
  public String toString() {
    return "SignOn[]";
  }
}
