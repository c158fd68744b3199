// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import al.fole.spi.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Sign in.
 *
 * @param name user name
 * @param password text
 * @param purpose code of the declared purpose; the usual one of the role when missing
 * @param role one of the account's roles; the first valid one when missing
 * @param unit the unit of the role, where the account has it in several
 * @param code of the authenticator, where one is set up
 */
record SignIn(
    String name,
    String password,
    @Nullable String purpose,
    @Nullable String role,
    @Nullable String unit,
    @Nullable String code) {

  SignIn {
    required("name", name);
    required("password", password);
    if (name.length() > 200 || password.length() > 1000) {
      throw Problem.invalid(
          name.length() > 200 ? "name" : "password",
          "too-long",
          "Vlera është tepër e gjatë.",
          "The value is too long.");
    }
  }

  static void required(String field, @Nullable String value) {
    if (value == null || value.isEmpty()) {
      throw Problem.invalid(field, "required", "Fusha mungon.", "The field is missing.");
    }
  }

  /** Never the password: it ends up in logs. */
  @Override
  public String toString() {
    return "SignIn[]";
  }
}
