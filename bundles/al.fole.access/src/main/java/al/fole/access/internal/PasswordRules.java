// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import al.fole.spi.Problem;
import java.text.Normalizer;
import java.util.Locale;

/** What a user name and a password are, each rule with its id and both sentences. */
final class PasswordRules {

  static final int SHORTEST_PASSWORD = 12;
  static final int LONGEST_PASSWORD = 128;

  private PasswordRules() {}

  static Problem passwordCommon() {
    return Problem.invalid(
        "next",
        "password-common",
        "Ky fjalëkalim është ndër më të zakonshmit.",
        "This password is among the commonest.");
  }

  static Problem currentPasswordWrong(String field) {
    return Problem.invalid(
        field,
        "current-password-wrong",
        "Fjalëkalimi i tanishëm nuk është i saktë.",
        "The current password is not right.");
  }

  /**
   * One spelling per name: sign-in does not depend on letter case or surrounding blanks. What has
   * another letter, sign or length is nobody's name, however much it looks like one.
   */
  static String canonicalName(String name) {
    var plain = name.strip();
    return plain.matches("[A-Za-z0-9][A-Za-z0-9._-]{2,63}") ? plain.toLowerCase(Locale.ROOT) : "";
  }

  /** One spelling per password, whatever the keyboard composed (NIST SP 800-63B §3.1.1.2). */
  static char[] canonicalPassword(String password) {
    return Normalizer.normalize(password, Normalizer.Form.NFC).toCharArray();
  }

  /** 12 to 128 characters, not the current one, not built on the account's name (ASVS 6.2). */
  static void newPasswordIsGood(String name, String current, String fresh) {
    var composed = Normalizer.normalize(fresh, Normalizer.Form.NFC);
    int length = composed.codePointCount(0, composed.length());
    if (length < SHORTEST_PASSWORD || length > LONGEST_PASSWORD) {
      throw Problem.invalid(
          "next",
          "password-length",
          "Fjalëkalimi ka 12 deri 128 shenja.",
          "A password has 12 to 128 characters.");
    }
    if (fresh.equals(current)) {
      throw Problem.invalid(
          "next",
          "password-unchanged",
          "Fjalëkalimi i ri është i njëjtë me të tanishmin.",
          "The new password is the current one.");
    }
    if (CommonPasswords.contain(composed)) {
      throw passwordCommon();
    }
    if (fresh.toLowerCase(Locale.ROOT).contains(name)) {
      throw Problem.invalid(
          "next",
          "password-contains-name",
          "Fjalëkalimi nuk përmban emrin e përdoruesit.",
          "A password does not contain the user name.");
    }
  }
}
