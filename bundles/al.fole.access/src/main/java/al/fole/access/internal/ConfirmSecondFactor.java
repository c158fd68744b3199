// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

/**
 * Give the first code of an authenticator.
 *
 * @param code six digits
 */
record ConfirmSecondFactor(String code) {

  ConfirmSecondFactor {
    SignIn.required("code", code);
  }
}
