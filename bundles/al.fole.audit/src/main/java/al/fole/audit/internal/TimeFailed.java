// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import al.fole.keys.TimeStamp;

/** No time-stamp this time; the message is one sentence for the person on duty. */
final class TimeFailed extends Exception {
  private static final long serialVersionUID = 1L;

  private final String fault;

  /**
   * @param fault stable id in kebab case
   */
  TimeFailed(String fault, String sentence) {
    super(sentence);
    this.fault = fault;
  }

  /** What an answer that is not good is called. */
  static TimeFailed of(TimeStamp.Verdict verdict) {
    return switch (verdict) {
      case MALFORMED -> new TimeFailed("token-malformed", "The answer is no time-stamp.");
      case REFUSED -> new TimeFailed("authority-refuses", "The authority refuses to stamp.");
      case OTHER_BYTES ->
          new TimeFailed("token-of-other-bytes", "The time-stamp is over other bytes.");
      case OTHER_REQUEST ->
          new TimeFailed("token-of-another-request", "The time-stamp answers another request.");
      case OTHER_POLICY ->
          new TimeFailed("token-of-another-policy", "The time-stamp is of another policy.");
      case UNKNOWN ->
          new TimeFailed("authority-unknown", "The authority's certificate is not trusted.");
      case UNFIT ->
          new TimeFailed(
              "authority-certificate-unfit",
              "The authority's certificate is not for time-stamping alone.");
      case EXPIRED ->
          new TimeFailed(
              "authority-certificate-expired", "The authority's certificate has expired.");
      case FALSE ->
          new TimeFailed("token-forged", "The signature of the time-stamp does not hold.");
      case GOOD -> new TimeFailed("time-failed", "The time-stamp has no time.");
    };
  }

  String fault() {
    return fault;
  }

  String sentence() {
    return String.valueOf(getMessage());
  }
}
