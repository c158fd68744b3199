// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What happens by itself: counted refusals are written, old sessions end, units are taken over. */
@Component(service = Housekeeping.class, configurationPid = "al.fole.access", immediate = true)
public final class Housekeeping {

  private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);

  private final ScheduledExecutorService timer;

  /** Starts the timer. */
  @Activate
  public Housekeeping(
      @Reference Refusals refusals, @Reference Sessions sessions, @Reference UnitSync units) {
    var pool =
        new ScheduledThreadPoolExecutor(
            1,
            work -> {
              var thread = new Thread(work, "fole-access-housekeeping");
              thread.setDaemon(true);
              return thread;
            });
    pool.setRemoveOnCancelPolicy(true);
    timer = pool;
    every(5, refusals::flush);
    every(30, sessions::sweep);
    every(30, units::sync);
  }

  /** Stops the timer and waits for what it is doing. */
  @Deactivate
  void stop() throws InterruptedException {
    timer.shutdownNow();
    if (!timer.awaitTermination(10, TimeUnit.SECONDS)) {
      LOG.warn("Housekeeping did not end within ten seconds");
    }
  }

  private void every(int seconds, Runnable work) {
    @SuppressWarnings("FutureReturnValueIgnored")
    var unused = timer.scheduleWithFixedDelay(() -> quietly(work), 1, seconds, TimeUnit.SECONDS);
  }

  private static void quietly(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.warn("Housekeeping failed and will be tried again: {}", e.toString());
    }
  }
}
