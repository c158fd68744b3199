// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.karaf;

import al.fole.itests.story.Caller;
import al.fole.itests.story.People;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** People at work, without a pause: some read, one writes, one looks at the parent's own page. */
final class Traffic implements AutoCloseable {

  /** What a request was answered with that it should not have been, and when it ended. */
  record Failure(String said, long nanos) {}

  final Queue<Failure> failures = new ConcurrentLinkedQueue<>();
  final AtomicLong answers = new AtomicLong();
  final AtomicLong longest = new AtomicLong();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Future<?>> running = new ArrayList<>();
  private volatile boolean stopped;

  /**
   * Begins.
   *
   * @param worker signed in
   * @param path what he reads
   * @param url of the host
   */
  Traffic(Caller worker, String path, String url) {
    repeat(200, () -> worker.get(path));
    repeat(200, () -> worker.get("/api/families?order=DATE&limit=5"));
    repeat(201, () -> worker.post("/api/persons", child()));
    var page = new Caller(url, null);
    repeat(200, () -> page.send("GET", "/registry", null, Map.of("Accept", "text/html")));
  }

  private static String child() {
    var child = People.girl("Ana", "Hoxha");
    People.identity(child).putNull("personalNumber");
    return child.toString();
  }

  private void repeat(int status, Supplier<Caller.Answer> request) {
    running.add(
        threads.submit(
            () -> {
              while (!stopped) {
                ask(status, request);
              }
            }));
  }

  private void ask(int status, Supplier<Caller.Answer> request) {
    long begun = System.nanoTime();
    try {
      Caller.Answer answer = request.get();
      if (answer.status() != status) {
        failed(answer.status() + " " + answer.text());
      }
    } catch (RuntimeException e) {
      failed(e.toString());
    }
    answers.incrementAndGet();
    longest.accumulateAndGet(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun), Math::max);
  }

  private void failed(String said) {
    failures.add(new Failure(said, System.nanoTime()));
  }

  /** Ends it and says how it went. */
  String ended() throws InterruptedException {
    close();
    var times = failures.stream().mapToLong(Failure::nanos).summaryStatistics();
    long during = failures.isEmpty() ? 0 : times.getMax() - times.getMin();
    return "%d requests, %d failed during %d ms, longest %d ms"
        .formatted(
            answers.get(), failures.size(), TimeUnit.NANOSECONDS.toMillis(during), longest.get());
  }

  /** Waits until everybody has had so many further answers. */
  void goOn(int requests) throws InterruptedException {
    long until = answers.get() + requests;
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (answers.get() < until && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  @Override
  public void close() throws InterruptedException {
    stopped = true;
    for (Future<?> each : running) {
      try {
        each.get();
      } catch (ExecutionException e) {
        failed(String.valueOf(e.getCause()));
      }
    }
    threads.shutdown();
  }
}
