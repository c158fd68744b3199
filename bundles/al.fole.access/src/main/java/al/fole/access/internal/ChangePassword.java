// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

/** Set a new password of one's own. */
record ChangePassword(String current, String next) {

  ChangePassword {
    SignIn.required("current", current);
    SignIn.required("next", next);
  }

  /** Never a password: it ends up in logs. */
  @Override
  public String toString() {
    return "ChangePassword[]";
  }
}
