// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import al.fole.spi.Problem;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Give an account a further role.
 *
 * @param from at once when missing
 * @param until no end when missing
 */
record GrantRole(String role, String unit, @Nullable Instant from, @Nullable Instant until) {

  GrantRole {
    SignIn.required("role", role);
    SignIn.required("unit", unit);
    if (from != null && until != null && !until.isAfter(from)) {
      throw Problem.invalid(
          "until",
          "until-before-from",
          "Roli do të mbaronte para se të fillojë.",
          "The role would end before it begins.");
    }
  }
}
