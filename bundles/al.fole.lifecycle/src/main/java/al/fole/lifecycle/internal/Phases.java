// SPDX-License-Identifier: EUPL-1.2
package al.fole.lifecycle.internal;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the time of a change goes, in the log at debug. Used by one thread. */
final class Phases {

  private static final Logger LOG = LoggerFactory.getLogger(Phases.class);

  private final long begun = System.nanoTime();
  private long last = begun;

  /** Something is done. */
  void end(String phase) {
    long now = System.nanoTime();
    LOG.debug("{} after {} ms, at {} ms", phase, millis(now - last), millis(now - begun));
    last = now;
  }

  private static long millis(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(nanos);
  }
}
