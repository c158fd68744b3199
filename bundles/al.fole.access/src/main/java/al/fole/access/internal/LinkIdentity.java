// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import al.fole.spi.Problem;

/**
 * Say who an account is to a gate.
 *
 * @param gate its name
 * @param subject as the gate knows him; only its keyed digest is kept
 */
record LinkIdentity(String gate, String subject) {

  LinkIdentity {
    SignIn.required("gate", gate);
    SignIn.required("subject", subject);
    if (!gate.matches("[a-z][a-z0-9-]{1,31}")) {
      throw AccessRules.gateUnknown();
    }
    if (subject.length() > 200) {
      throw Problem.invalid(
          "subject", "too-long", "Vlera është tepër e gjatë.", "The value is too long.");
    }
  }

  /** Never the subject: it ends up in logs. */
  @Override
  public String toString() {
    return "LinkIdentity[" + gate + "]";
  }
}
