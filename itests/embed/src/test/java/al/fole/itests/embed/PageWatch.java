// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.embed;

import al.fole.itests.story.Caller;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Asks the parent's own page twenty times a second for as long as it is open. */
final class PageWatch implements AutoCloseable {
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final AtomicInteger asked = new AtomicInteger();
  private final ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
  private final Caller page;

  PageWatch(JettyParent parent) {
    page = new Caller(parent.url(), null);
    var unused = clock.scheduleAtFixedRate(this::ask, 0, 50, TimeUnit.MILLISECONDS);
  }

  private void ask() {
    try {
      var answer = page.get("/registry/");
      if (answer.status() != 200 || !answer.text().equals("Regjistri")) {
        wrong.add(answer.status() + " " + answer.text());
      }
    } catch (RuntimeException e) {
      wrong.add(e.toString());
    }
    asked.incrementAndGet();
  }

  int asked() {
    return asked.get();
  }

  /** Answers that were not the page. */
  String wrong() {
    return String.join("\n", wrong);
  }

  @Override
  public void close() {
    clock.shutdown();
  }
}
