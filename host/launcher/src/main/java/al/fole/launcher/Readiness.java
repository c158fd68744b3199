// SPDX-License-Identifier: EUPL-1.2
package al.fole.launcher;

import al.fole.database.StartRefused;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Whether the whole stack answers: HTTP, REST, access and each feature of the release. */
final class Readiness {

  private static final Duration PATIENCE = Duration.ofSeconds(120);

  /** A part that failed once may come after another; one that still fails then will not. */
  private static final Duration TRIES = Duration.ofSeconds(10);

  private static final int OK = 200;
  private static final int WHO_ARE_YOU = 401;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Map<String, Integer> awaited = new LinkedHashMap<>();

  /** Knows what each part says to a stranger; a part that is not there says 404 or 503. */
  Readiness(List<String> features) {
    awaited.put("openapi", OK);
    awaited.put("access/sessions/current", WHO_ARE_YOU);
    features.forEach(feature -> awaited.put(feature + "/ready", WHO_ARE_YOU));
  }

  /**
   * Asks until every part has answered.
   *
   * @param refusals what parts say that cannot start; asked now and then
   * @throws StartRefused when one did not in time, or refuses for good
   */
  void await(String url, Path logs, Supplier<List<String>> refusals) throws InterruptedException {
    long start = System.nanoTime();
    long look = start + TRIES.toNanos();
    while (!answers(url)) {
      long now = System.nanoTime();
      if (now > look) {
        List<String> refused = refusals.get();
        if (!refused.isEmpty()) {
          String said = String.join("; ", refused);
          throw new StartRefused(
              "The start was refused: " + said + ". See " + logs + ".",
              "Nisja u refuzua: " + said + ". Shih " + logs + ".");
        }
        look = now + TRIES.toNanos();
      }
      if (now > start + PATIENCE.toNanos()) {
        String missing = String.join(", ", awaited.keySet());
        long seconds = PATIENCE.toSeconds();
        throw new StartRefused(
            "These parts did not answer within %d seconds at %s/api/: %s. See %s."
                .formatted(seconds, url, missing, logs),
            "Këto pjesë nuk u përgjigjën brenda %d sekondash te %s/api/: %s. Shih %s."
                .formatted(seconds, url, missing, logs));
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private boolean answers(String url) throws InterruptedException {
    while (!awaited.isEmpty()) {
      Map.Entry<String, Integer> next = awaited.entrySet().iterator().next();
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(url + "/api/" + next.getKey()))
              .timeout(Duration.ofSeconds(10))
              .build();
      try {
        var answer = client.send(request, HttpResponse.BodyHandlers.discarding());
        if (answer.statusCode() != next.getValue()) {
          return false;
        }
      } catch (IOException e) {
        return false; // not listening yet
      }
      awaited.remove(next.getKey());
    }
    return true;
  }
}
