// SPDX-License-Identifier: EUPL-1.2
package al.fole.launcher;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What has to be ended, in the reverse order of its beginning; once, whoever asks first. What is
 * added after the end is ended at once.
 */
final class Teardown implements AutoCloseable {

  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private boolean ended;

  /** Remembers what was begun. */
  synchronized void add(AutoCloseable begun) {
    if (ended) {
      end(begun);
    } else {
      open.push(begun);
    }
  }

  @Override
  public synchronized void close() {
    ended = true;
    while (!open.isEmpty()) {
      end(open.pop());
    }
  }

  private static void end(AutoCloseable begun) {
    try {
      begun.close();
    } catch (Exception e) {
      Console.trace(e); // the rest must end too
    }
  }
}
