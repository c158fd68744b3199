// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.operator;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * People who register children and repeat, with the same key, what was not answered or answered
 * 503, until it is acknowledged.
 */
final class Clerks implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String CHILD =
      """
      {"identity": {"firstName": "Ana", "lastName": "Hoxha", "sex": "F", "birthDate": "2015-03-14",
        "birthDateEstimated": false, "municipality": "53"},
       "provenance": {"provider": "SOCIAL_WORKER", "on": "2026-01-15"}}
      """;

  /** Ids of children whose registration was acknowledged. */
  final Set<String> acknowledged = ConcurrentHashMap.newKeySet();

  final Queue<String> refused = new ConcurrentLinkedQueue<>();

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Future<?>> working = new ArrayList<>();
  private final String url;
  private final String token;
  private volatile boolean stopped;

  /** Signed in as the worker of Tirana. */
  Clerks(String url, String password) throws IOException, InterruptedException {
    this.url = url;
    var body =
        JSON.createObjectNode()
            .put("name", "pmf.tirana")
            .put("password", password)
            .put("purpose", "CASE_WORK");
    var answer = client.send(post("/api/access/sessions", body.toString()).build(), text());
    if (answer.statusCode() != 201) {
      throw new AssertionError("cannot sign in: " + answer.body());
    }
    token = JSON.readTree(answer.body()).path("token").asText();
  }

  private HttpRequest.Builder post(String path, String body) {
    return HttpRequest.newBuilder(URI.create(url + path))
        .timeout(Duration.ofSeconds(60))
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body));
  }

  private static HttpResponse.BodyHandler<String> text() {
    return HttpResponse.BodyHandlers.ofString();
  }

  /** One registration, until it is acknowledged. */
  void register() {
    register(UUID.randomUUID().toString());
  }

  /** One registration, or its repetition, in the background. */
  Future<?> registering(String key) {
    return threads.submit(() -> register(key));
  }

  private void register(String key) {
    var request =
        post("/api/persons", CHILD)
            .header("Authorization", "Bearer " + token)
            .header("Idempotency-Key", key)
            .build();
    long end = System.nanoTime() + PATIENCE.toNanos();
    String last = "";
    while (System.nanoTime() - end < 0) {
      try {
        var answer = client.send(request, text());
        last = answer.statusCode() + " " + answer.body();
        if (answer.statusCode() == 201) {
          acknowledged.add(JSON.readTree(answer.body()).path("id").asText());
          return;
        }
        if (answer.statusCode() != 503) {
          refused.add(last);
          return;
        }
      } catch (IOException e) {
        last = e.toString();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
    refused.add("never answered: " + last);
  }

  /** Reads one of them. */
  void view(String person) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(url + "/api/persons/" + person))
            .timeout(Duration.ofSeconds(60))
            .header("Authorization", "Bearer " + token)
            .build();
    var answer = client.send(request, text());
    if (answer.statusCode() != 200) {
      throw new AssertionError(answer.statusCode() + " " + answer.body());
    }
  }

  /** Registers so many, one after the other. */
  void register(int many) {
    for (int i = 0; i < many; i++) {
      register();
    }
  }

  /** So many people work from now on. */
  void begin(int people) {
    for (int i = 0; i < people; i++) {
      working.add(
          threads.submit(
              () -> {
                while (!stopped) {
                  register();
                }
              }));
    }
  }

  /** Waits until so many more were acknowledged. */
  void await(int more) {
    int until = acknowledged.size() + more;
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (acknowledged.size() < until && refused.isEmpty()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("no progress: " + acknowledged.size() + " of " + until);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  /** Lets everybody end what he does. */
  void end() throws Exception {
    stopped = true;
    for (Future<?> one : working) {
      one.get(2, TimeUnit.MINUTES);
    }
  }

  @Override
  public void close() {
    stopped = true;
    threads.shutdownNow();
  }
}
