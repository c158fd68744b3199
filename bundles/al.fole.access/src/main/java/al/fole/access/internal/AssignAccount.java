// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

/** Give an account another role or unit. */
record AssignAccount(String role, String unit) {

  AssignAccount {
    SignIn.required("role", role);
    SignIn.required("unit", unit);
  }
}
