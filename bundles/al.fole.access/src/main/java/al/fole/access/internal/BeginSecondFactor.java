// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

/** Set up an authenticator. */
record BeginSecondFactor(String password) {

  BeginSecondFactor {
    SignIn.required("password", password);
  }

  /** Never the password: it ends up in logs. */
  @Override
  public String toString() {
    return "BeginSecondFactor[]";
  }
}
