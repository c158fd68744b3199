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

/** Whether the whole stack answers: HTTP, REST, access and each feature of the release. */
final class Readiness {

  private static final Duration PATIENCE =
      Duration.ofSeconds(Integer.getInteger("fole.patience", 120));
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
   * @throws StartRefused when one did not in time
   */
  void await(String url, Path logs) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!answers(url)) {
      if (System.nanoTime() > end) {
        String missing = String.join(", ", awaited.keySet());
        throw new StartRefused(
            "Nothing answered within "
                + PATIENCE.toSeconds()
                + " seconds at "
                + url
                + "/api/ for "
                + missing
                + "; see "
                + logs
                + ".",
            "Asgjë nuk u përgjigj brenda "
                + PATIENCE.toSeconds()
                + " sekondash te "
                + url
                + "/api/ për "
                + missing
                + "; shih "
                + logs
                + ".");
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
