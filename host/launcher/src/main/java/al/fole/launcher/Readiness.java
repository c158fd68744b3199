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
import java.util.concurrent.TimeUnit;

/** Whether the whole stack answers a request. */
final class Readiness {

  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private Readiness() {}

  /**
   * Asks until the first good answer.
   *
   * @throws StartRefused when none came in time
   */
  static void await(String url, Path logs) throws InterruptedException {
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/api/openapi"))
            .timeout(Duration.ofSeconds(10))
            .build();
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      try {
        if (client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
          return;
        }
      } catch (IOException e) {
        // not there yet
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
    throw new StartRefused(
        "Fole did not answer within " + PATIENCE.toSeconds() + " seconds; see " + logs + ".",
        "Fole nuk u përgjigj brenda " + PATIENCE.toSeconds() + " sekondash; shih " + logs + ".");
  }
}
