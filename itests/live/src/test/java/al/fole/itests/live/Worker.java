// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Somebody who works with the module over HTTP, with a session of his own. */
final class Worker {
  static final ObjectMapper JSON = new ObjectMapper();

  /** The date the guestbook vetoes. */
  static final String VETOED = "2020-02-29";

  /**
   * An answer.
   *
   * @param millis how long it took
   */
  record Answer(int status, String text, long millis) {
    JsonNode json() {
      try {
        return JSON.readTree(text);
      } catch (IOException e) {
        throw new IllegalStateException(text, e);
      }
    }
  }

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String url;
  private final String token;

  private Worker(String url, String token) {
    this.url = url;
    this.token = token;
  }

  /** Somebody without a session. */
  static Worker nobody(String url) {
    return new Worker(url, "");
  }

  /** A child-protection worker of Tirana, signed in. */
  static Worker signedIn(String url) {
    return signedIn(url, "pmf.tirana", "CASE_WORK");
  }

  /** Who may switch parts off and on, signed in. */
  static Worker administrator(String url) {
    return signedIn(url, "admin", "ADMINISTRATION");
  }

  private static Worker signedIn(String url, String name, String purpose) {
    Worker nobody = nobody(url);
    var body = JSON.createObjectNode();
    body.put("name", name).put("password", LiveHost.PASSWORD).put("purpose", purpose);
    Answer answer = nobody.send("POST", "/api/access/sessions", body.toString(), Map.of());
    if (answer.status() != 201) {
      throw new IllegalStateException("cannot sign in: " + answer);
    }
    return new Worker(url, answer.json().path("token").asText());
  }

  /** A child without a number, as somebody said on a day. */
  static ObjectNode child(String lastName, String on) {
    var body = JSON.createObjectNode();
    body.putObject("identity")
        .put("firstName", "Ana")
        .put("lastName", lastName)
        .put("sex", "F")
        .put("birthDate", "2015-03-14")
        .put("birthDateEstimated", false)
        .put("municipality", "53");
    body.putObject("provenance").put("provider", "SOCIAL_WORKER").put("on", on);
    return body;
  }

  Answer register(String lastName, String on) {
    return send("POST", "/api/persons", child(lastName, on).toString(), Map.of());
  }

  Answer correct(String id, long version, String lastName, String on) {
    var body = child(lastName, on).put("reason", "martesë");
    Map<String, String> match = Map.of("If-Match", "\"" + version + "\"");
    return send("PUT", "/api/persons/" + id, body.toString(), match);
  }

  Answer view(String id) {
    return send("GET", "/api/persons/" + id, null, Map.of());
  }

  Answer guest(String id) {
    return send("GET", "/api/guestbook/" + id, null, Map.of());
  }

  /** A form of the parent's page; its session goes along. */
  Answer registry(String path, @Nullable Map<String, String> form, String session) {
    String body =
        form == null
            ? null
            : form.entrySet().stream()
                .map(
                    e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    return send(
        form == null ? "GET" : "POST",
        "/registry" + path,
        body,
        Map.of(
            "Content-Type", "application/x-www-form-urlencoded",
            "Accept", "text/plain",
            "X-Registry-Session", session));
  }

  Answer send(String method, String path, @Nullable String body, Map<String, String> headers) {
    var request =
        HttpRequest.newBuilder(URI.create(url + path))
            .timeout(Duration.ofSeconds(60))
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    if (!headers.containsKey("Content-Type")) {
      request.header("Content-Type", "application/json");
    }
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    headers.forEach(request::header);
    long begun = System.nanoTime();
    try {
      var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(answer.statusCode(), answer.body(), millis(begun));
    } catch (IOException e) {
      return new Answer(-1, e.toString(), millis(begun));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Answer(-1, e.toString(), millis(begun));
    }
  }

  private static long millis(long begun) {
    return Duration.ofNanos(System.nanoTime() - begun).toMillis();
  }
}
