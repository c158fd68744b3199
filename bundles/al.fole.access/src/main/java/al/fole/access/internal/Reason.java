// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import al.fole.spi.Problem;

/**
 * Why an account is stopped or let in again.
 *
 * @param reason free text; goes into the journal encrypted
 */
record Reason(String reason) {

  Reason {
    SignIn.required("reason", reason);
    if (reason.length() > 500) {
      throw Problem.invalid(
          "reason",
          "too-long",
          "Arsyeja ka deri 500 shenja.",
          "A reason has up to 500 characters.");
    }
  }
}
