// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.attacks;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * What PostgreSQL is asked while a request is answered, told by its driver: the kinds of the
 * statements that ran, in their order, whoever sent them (MyBatis, the journal, the sessions).
 * Followers and timers run in threads of their own and are not counted.
 */
final class Statements extends Handler {
  private static final Logger DRIVER = Logger.getLogger("org.postgresql.core.v3.QueryExecutorImpl");
  private static final String RAN = " <=BE CommandStatus({0})";

  /** How the threads are called that answer requests. */
  private static final String ANSWERING = "qtp";

  private final List<String> kinds = new ArrayList<>();

  private Statements() {
    setLevel(Level.FINEST);
  }

  /**
   * The kinds of the statements that ran meanwhile, for example {@code [BEGIN, SELECT, COMMIT]}.
   */
  static List<String> during(Runnable work) {
    var listening = new Statements();
    var before = DRIVER.getLevel();
    boolean passedOn = DRIVER.getUseParentHandlers();
    DRIVER.setUseParentHandlers(false);
    DRIVER.addHandler(listening);
    DRIVER.setLevel(Level.FINEST);
    try {
      work.run();
      return listening.kinds();
    } finally {
      DRIVER.setLevel(before);
      DRIVER.removeHandler(listening);
      DRIVER.setUseParentHandlers(passedOn);
    }
  }

  @Override
  public void publish(LogRecord record) {
    if (Thread.currentThread().getName().startsWith(ANSWERING) && record.getMessage().equals(RAN)) {
      var status = String.valueOf(record.getParameters()[0]);
      synchronized (kinds) {
        kinds.add(status.replaceFirst(" .*", ""));
      }
    }
  }

  private List<String> kinds() {
    synchronized (kinds) {
      return List.copyOf(kinds);
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
