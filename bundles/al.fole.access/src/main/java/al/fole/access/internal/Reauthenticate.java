// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

/** Prove again who sits there. */
record Reauthenticate(String password) {

  Reauthenticate {
    SignIn.required("password", password);
  }

  /** Never the password: it ends up in logs. */
  @Override
  public String toString() {
    return "Reauthenticate[]";
  }
}
