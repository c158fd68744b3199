// SPDX-License-Identifier: EUPL-1.2
package al.fole.launcher;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills a demonstration in the background, part after part, each once: a part that was cut short is
 * done again by the next start.
 */
final class DemonstrationCountry implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DemonstrationCountry.class);

  /** Something a demonstration is filled with. */
  interface Part {

    /** Whether an earlier start has done it. */
    boolean done();

    /** Does it, or again what is there already, which changes nothing. */
    void fill() throws IOException, InterruptedException;
  }

  private final List<Part> parts;
  private final Thread thread = new Thread(this::run, "fole-demonstration");

  private DemonstrationCountry(List<Part> parts) {
    this.parts = parts;
  }

  /** Begins with what is not done yet. */
  static DemonstrationCountry begin(List<Part> parts) {
    DemonstrationCountry country = new DemonstrationCountry(parts);
    country.thread.setDaemon(true);
    country.thread.start();
    return country;
  }

  /** Returns when all is done, or it was cut short. */
  void await() throws InterruptedException {
    thread.join();
  }

  /** Ends it where it is. */
  @Override
  public void close() throws InterruptedException {
    thread.interrupt();
    thread.join(TimeUnit.SECONDS.toMillis(10));
  }

  private void run() {
    for (Part part : parts) {
      String name = part.getClass().getSimpleName();
      try {
        if (!part.done()) {
          part.fill();
          LOG.info("{}: all there.", name);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (IOException e) {
        LOG.warn("{}: cut short until the next start: {}", name, e.getMessage());
      } catch (RuntimeException e) {
        // Its class only: a message might name somebody.
        LOG.warn("{}: cut short until the next start: {}", name, e.getClass().getName());
      }
    }
  }
}
