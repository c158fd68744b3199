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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether the stack answers: HTTP, REST and access, without which there is no host, and each
 * feature of the release, without which there is one.
 */
final class Readiness {

  private static final Duration PATIENCE = Duration.ofSeconds(120);

  /** A part that failed once may come after another; one that still fails then will not. */
  private static final Duration TRIES = Duration.ofSeconds(10);

  private static final int OK = 200;
  private static final int WHO_ARE_YOU = 401;
  private static final String SWITCHED_OFF = "disabled";

  /** While a part comes, or the platform of the release in force takes its place. */
  private static final Set<String> PASSING = Set.of("", "coming", "paused");

  private static final Pattern REASON = Pattern.compile("\"reason\":\"([a-z-]+)\"");

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final List<String> features;

  /** Knows what each part says to a stranger; a part that is not there says 404 or 503. */
  Readiness(List<String> features) {
    this.features = List.copyOf(features);
  }

  /**
   * Asks until the platform and every feature have answered, or a feature keeps saying why it does
   * not.
   *
   * @param refusals what parts say that cannot start; asked now and then
   * @return the features that do not answer, each with the reason it gives
   * @throws StartRefused when the platform did not in time, or refuses for good
   */
  Map<String, String> await(String url, Path logs, Supplier<List<String>> refusals)
      throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    awaitPlatform(url, logs, refusals, end);
    Map<String, String> absent = new TreeMap<>();
    List<String> awaited = new ArrayList<>(features);
    long tried = System.nanoTime() + TRIES.toNanos();
    while (!awaited.isEmpty()) {
      String next = awaited.get(0);
      Answer answer = ask(url, next + "/ready");
      boolean settled =
          !PASSING.contains(answer.reason) && System.nanoTime() > tried
              || answer.reason.equals(SWITCHED_OFF)
              || System.nanoTime() > end;
      if (answer.status == WHO_ARE_YOU) {
        awaited.remove(0);
      } else if (settled) {
        absent.put(next, answer.reason.isEmpty() ? "silent" : answer.reason);
        awaited.remove(0);
      } else {
        TimeUnit.MILLISECONDS.sleep(20);
      }
    }
    return absent;
  }

  private void awaitPlatform(String url, Path logs, Supplier<List<String>> refusals, long end)
      throws InterruptedException {
    long look = System.nanoTime() + TRIES.toNanos();
    while (ask(url, "openapi").status != OK
        || ask(url, "access/sessions/current").status != WHO_ARE_YOU) {
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
      if (now > end) {
        long seconds = PATIENCE.toSeconds();
        throw new StartRefused(
            "The platform did not answer within %d seconds at %s/api/. See %s."
                .formatted(seconds, url, logs),
            "Platforma nuk u përgjigj brenda %d sekondash te %s/api/. Shih %s."
                .formatted(seconds, url, logs));
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  /**
   * What a part said.
   *
   * @param status HTTP status, 0 where nobody listens yet
   * @param reason why it is not there, or empty
   */
  private record Answer(int status, String reason) {}

  private Answer ask(String url, String path) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/api/" + path))
            .timeout(Duration.ofSeconds(10))
            .build();
    try {
      var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      Matcher reason = REASON.matcher(answer.body());
      return new Answer(answer.statusCode(), reason.find() ? reason.group(1) : "");
    } catch (IOException e) {
      return new Answer(0, "");
    }
  }
}
