// SPDX-License-Identifier: EUPL-1.2
package al.fole.lifecycle.internal;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/**
 * Asks applications over HTTP, without a session. One that is whole makes every error a problem
 * document; what the whiteboard or the fallback answers in its place is something else.
 */
final class Stranger {

  /** A method that no route has: refused before anything of the part is called or recorded. */
  private static final String NO_METHOD = "PROBE";

  private static final int REFUSED = 400;
  private static final int NO_ROUTE = 404;
  private static final int NOT_ALLOWED = 405;
  private static final int BROKEN = 500;

  /**
   * What is wrong.
   *
   * @param said for a person to read
   * @param answered whether there was an answer at all
   */
  record Wrong(String said, boolean answered) {}

  private final String key;

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .proxy(HttpClient.Builder.NO_PROXY)
          .connectTimeout(Duration.ofSeconds(2))
          .build();

  /**
   * @param key opens the {@link Door}
   */
  Stranger(String key) {
    this.key = key;
  }

  /** What is wrong with the application as a whole; nothing of it is called. */
  Optional<Wrong> notWhole(Served application) throws InterruptedException {
    return application.routes().isEmpty()
        ? Optional.empty()
        : wrong(application, application.routes().get(0), NO_METHOD);
  }

  /** What is wrong with the application, also when it really has to work. */
  Optional<Wrong> broken(Served application) throws InterruptedException {
    Optional<Wrong> wrong = notWhole(application);
    for (Served.Route route : application.routes()) {
      if (wrong.isEmpty() && route.method().equals("GET")) {
        return wrong(application, route, "GET");
      }
    }
    return wrong;
  }

  private Optional<Wrong> wrong(Served application, Served.Route route, String method)
      throws InterruptedException {
    Optional<URI> address = application.address(route);
    if (address.isEmpty()) {
      return Optional.empty();
    }
    HttpRequest request =
        HttpRequest.newBuilder(address.get())
            .timeout(Duration.ofSeconds(10))
            .header(Door.HEADER, key)
            .method(method, BodyPublishers.noBody())
            .build();
    try {
      HttpResponse<Void> answer = client.send(request, BodyHandlers.discarding());
      if (asOneThatIsWhole(answer, route, method)) {
        return Optional.empty();
      }
      String said = "%s answers %d at %s";
      return Optional.of(
          new Wrong(
              said.formatted(application.name(), answer.statusCode(), address.get().getPath()),
              true));
    } catch (IOException e) {
      String said = "%s does not answer at %s: %s";
      return Optional.of(
          new Wrong(
              said.formatted(
                  application.name(), address.get().getPath(), e.getClass().getSimpleName()),
              false));
    }
  }

  private static boolean asOneThatIsWhole(
      HttpResponse<Void> answer, Served.Route route, String method) {
    int status = answer.statusCode();
    boolean document =
        answer.headers().firstValue("Content-Type").orElse("").startsWith("application/problem+");
    if (status >= BROKEN || status >= REFUSED && !document) {
      return false;
    }
    if (status == NO_ROUTE) {
      // From somebody else in its place, unless we have guessed the address.
      return !route.sure();
    }
    return !method.equals(NO_METHOD) || status == NOT_ALLOWED;
  }
}
