// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import al.fole.spi.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Create an account.
 *
 * @param name user name of one person; 3 to 64 of a-z, 0-9, dot, hyphen and underscore
 * @param purposes narrows the purposes of the role; all of them when missing
 * @param person personal number of whoever gets it; only its keyed digest is kept
 */
record CreateAccount(
    String name,
    String role,
    String unit,
    @Nullable List<String> purposes,
    @Nullable String person) {

  CreateAccount {
    SignIn.required("name", name);
    SignIn.required("role", role);
    SignIn.required("unit", unit);
    if (!name.matches("[a-z0-9][a-z0-9._-]{2,63}")) {
      throw Problem.invalid(
          "name",
          "account-name-form",
          "Emri ka 3 deri 64 shenja: a-z, 0-9, pikë, vizë.",
          "A name has 3 to 64 of a-z, 0-9, dot, hyphen and underscore.");
    }
    if (purposes != null && purposes.isEmpty()) {
      throw AccessRules.purposeNotAllowed();
    }
    if (person != null && !person.matches("[A-Z][0-9]{8}[A-Z]")) {
      throw AccountRules.personForm();
    }
    purposes = purposes == null ? null : List.copyOf(purposes);
  }

  /** Never the personal number: it ends up in logs. */
  @Override
  public String toString() {
    return "CreateAccount[]";
  }
}
