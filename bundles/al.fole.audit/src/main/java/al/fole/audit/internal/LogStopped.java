// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

/** The log must not go on; the message is one sentence for the person on duty. */
final class LogStopped extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The database holds less than was signed, or something else. */
  static final String SET_BACK = "log-set-back";

  private final String rule;

  /**
   * @param rule stable id in kebab case
   */
  LogStopped(String rule, String sentence) {
    super(sentence);
    this.rule = rule;
  }

  String rule() {
    return rule;
  }

  String sentence() {
    return String.valueOf(getMessage());
  }
}
