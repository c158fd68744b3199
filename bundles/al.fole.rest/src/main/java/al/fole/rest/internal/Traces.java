// SPDX-License-Identifier: EUPL-1.2
package al.fole.rest.internal;

import java.sql.SQLException;

/**
 * What the log says of a failure: a stack trace without the messages of its exceptions: they may
 * hold values of a person.
 */
final class Traces {
  /** The id of the request in the log. */
  static final String REQUEST_ID = "request_id";

  private Traces() {}

  static String withoutMessages(Throwable failure) {
    var text = new StringBuilder();
    int depth = 0;
    for (Throwable t = failure; t != null && depth < 8; t = t.getCause(), depth++) {
      text.append(depth == 0 ? "" : "Caused by: ").append(t.getClass().getName());
      if (t instanceof SQLException sql) {
        text.append(" SQLSTATE ").append(sql.getSQLState());
      }
      for (StackTraceElement frame : t.getStackTrace()) {
        text.append("\n\tat ").append(frame);
      }
      text.append('\n');
    }
    return text.toString();
  }
}
