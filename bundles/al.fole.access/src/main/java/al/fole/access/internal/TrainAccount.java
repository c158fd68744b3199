// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import al.fole.spi.Problem;
import java.time.LocalDate;

/**
 * The training certificate of an account's person.
 *
 * @param number of the certificate, up to 64 characters
 * @param on day it was issued
 * @param until last day it is valid; not before {@code on}
 */
record TrainAccount(String number, LocalDate on, LocalDate until) {

  TrainAccount {
    SignIn.required("number", number);
    SignIn.required("on", on == null ? null : on.toString());
    SignIn.required("until", until == null ? null : until.toString());
    if (number.length() > 64) {
      throw Problem.invalid(
          "number", "too-long", "Vlera është tepër e gjatë.", "The value is too long.");
    }
    if (until.isBefore(on)) {
      throw Problem.invalid(
          "until",
          "until-before-on",
          "Vlefshmëria mbaron para lëshimit.",
          "The certificate would end before it was issued.");
    }
  }
}
