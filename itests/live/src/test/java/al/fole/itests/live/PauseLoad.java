// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.live;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Two open loops: the parent's page with a foreign bundle, which must not notice a pause of the
 * module, and the routes of the module, which may answer 503 with {@code Retry-After} and the
 * reason, and nothing else that is no success.
 */
final class PauseLoad implements AutoCloseable {

  static final int PER_SECOND = Integer.getInteger("fole.load", 50);
  private static final long APART = TimeUnit.SECONDS.toNanos(1) / PER_SECOND;
  private static final int CLIENTS = 12;

  /** Where every part of the platform and of the module is asked. */
  private static final List<String> ROUTES =
      List.of(
          "/api/access/sessions/current",
          "/api/cases/ready",
          "/api/openapi",
          "/health/live",
          "/api/families/ready",
          "/api/releases",
          "/health/ready",
          "/api/audit/status",
          "/metrics");

  final Queue<String> failures = new ConcurrentLinkedQueue<>();
  final Queue<String> pageFailures = new ConcurrentLinkedQueue<>();
  final Map<String, Long> acknowledged = new ConcurrentHashMap<>();
  final AtomicLong pages = new AtomicLong();
  final AtomicLong answers = new AtomicLong();
  final AtomicLong paused = new AtomicLong();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ThreadPoolExecutor module = threads();
  private final ThreadPoolExecutor parent = threads();
  private final LiveHost host;
  private final String token;
  private final Thread clock;
  private volatile boolean stopped;

  PauseLoad(LiveHost host) {
    this.host = host;
    var login = Worker.JSON.createObjectNode();
    login.put("name", "pmf.tirana").put("password", LiveHost.PASSWORD).put("purpose", "CASE_WORK");
    this.token =
        Worker.nobody(host.url)
            .send("POST", "/api/access/sessions", login.toString(), Map.of())
            .json()
            .path("token")
            .asText();
    this.clock = new Thread(this::tick, "clock");
    clock.start();
  }

  private static ThreadPoolExecutor threads() {
    return new ThreadPoolExecutor(
        CLIENTS, CLIENTS, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>());
  }

  private void tick() {
    long begun = System.nanoTime();
    for (long i = 0; !stopped; i++) {
      long due = begun + i * APART;
      while (System.nanoTime() < due) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      long number = i;
      parent.execute(this::page);
      module.execute(() -> request(number));
    }
  }

  private void page() {
    HttpResponse<String> answer = send("GET", "/registry", "");
    pages.incrementAndGet();
    if (answer == null || answer.statusCode() != 200 || !answer.body().contains("<form")) {
      pageFailures.add(answer == null ? "no answer" : answer.statusCode() + answer.body());
    }
    String listener = host.askListener("KU-0");
    if (listener == null) {
      pageFailures.add("the foreign bundle does not answer");
    }
  }

  private void request(long number) {
    if (number % 2 == 0) {
      String body = Worker.child("Hoxha", "2026-01-15").toString();
      Optional<String> made = good("/api/persons", 201, send("POST", "/api/persons", body));
      made.ifPresent(
          text -> acknowledged.put(new Worker.Answer(201, text, 0).json().path("id").asText(), 1L));
    } else {
      String path = ROUTES.get((int) (number / 2 % ROUTES.size()));
      var unused = good(path, 200, send("GET", path, ""));
    }
  }

  /** What was said, if that was neither a failure nor the announcement of a pause. */
  private Optional<String> good(String path, int wanted, @Nullable HttpResponse<String> answer) {
    answers.incrementAndGet();
    if (answer == null) {
      failures.add(path + " no answer");
      return Optional.empty();
    }
    int status = answer.statusCode();
    String body = answer.body();
    if (status == 503
        && answer.headers().firstValue("Retry-After").isPresent()
        && body.contains("\"reason\":\"paused\"")) {
      paused.incrementAndGet();
      return Optional.empty();
    }
    // Who may not look, or looks for what nobody has, is told so by the part itself.
    boolean said =
        status == 403
            || status == 404 && path.endsWith("/ready") && !body.contains("no-such-route");
    if (status != wanted && !(wanted == 200 && said && body.contains("\"rule\""))) {
      failures.add(path + " " + status + " " + body);
      return Optional.empty();
    }
    return Optional.of(body);
  }

  private @Nullable HttpResponse<String> send(String method, String path, String body) {
    var request =
        HttpRequest.newBuilder(URI.create(host.url + path))
            .timeout(Duration.ofSeconds(60))
            .header("Content-Type", "application/json")
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (path.startsWith("/api")) {
      request.header("Authorization", "Bearer " + token);
    }
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  /** Waits until so many more answers of the module were no 503. */
  void awaitAnswers(int more) {
    long until = answers.get() - paused.get() + more;
    Awaiting.await("the module", () -> answers.get() - paused.get() >= until);
  }

  @Override
  public void close() {
    stopped = true;
    try {
      clock.join();
      for (ThreadPoolExecutor threads : List.of(parent, module)) {
        threads.shutdown();
        if (!threads.awaitTermination(2, TimeUnit.MINUTES)) {
          failures.add("requests without an answer after two minutes");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
