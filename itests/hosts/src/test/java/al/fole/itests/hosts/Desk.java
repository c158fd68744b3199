// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.hosts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Somebody who works with a session and does not mind which of the hosts answers. */
final class Desk {
  static final ObjectMapper JSON = new ObjectMapper();

  /**
   * An answer.
   *
   * @param status HTTP status, 0 where nobody answered
   * @param retryAfter seconds after which to come again, empty where that is not said
   */
  record Answer(int status, String text, JsonNode body, String retryAfter) {
    String id() {
      return body.path("id").asText();
    }

    /** Nobody answered, or somebody who asks to come again: another host may be asked. */
    boolean elsewhere() {
      return status == 0 || status == 503;
    }
  }

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final String token;

  Desk(String token) {
    this.token = token;
  }

  static Desk signedIn(String url, String name, String password) {
    return signedIn(url, name, password, "CASE_WORK");
  }

  static Desk signedIn(String url, String name, String password, String purpose) {
    var body = JSON.createObjectNode();
    body.put("name", name).put("password", password).put("purpose", purpose);
    Answer answer = new Desk("").send(url, "POST", "/api/access/sessions", body, Map.of());
    if (answer.status() != 201) {
      throw new AssertionError("cannot sign in: " + answer);
    }
    return new Desk(answer.body().path("token").asText());
  }

  Answer get(String url, String path) {
    return send(url, "GET", path, null, Map.of());
  }

  Answer send(
      String url,
      String method,
      String path,
      @Nullable ObjectNode body,
      Map<String, String> headers) {
    var content =
        body == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body.toString());
    var request =
        HttpRequest.newBuilder(URI.create(url + path))
            .timeout(Duration.ofSeconds(120))
            .header("Content-Type", "application/json")
            .method(method, content);
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    headers.forEach(request::header);
    try {
      var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      boolean json = answer.headers().firstValue("Content-Type").orElse("").contains("json");
      var parsed = json ? JSON.readTree(answer.body()) : JSON.missingNode();
      return new Answer(
          answer.statusCode(),
          answer.body(),
          parsed,
          answer.headers().firstValue("Retry-After").orElse(""));
    } catch (IOException e) {
      return new Answer(0, e.toString(), JSON.missingNode(), "");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Answer(0, e.toString(), JSON.missingNode(), "");
    }
  }

  /** A girl without a number. */
  static ObjectNode child(String lastName) {
    var body = JSON.createObjectNode();
    body.putObject("identity")
        .put("firstName", "Ana")
        .put("lastName", lastName)
        .put("sex", "F")
        .put("birthDate", "2015-03-14")
        .put("birthDateEstimated", false)
        .put("municipality", "53");
    body.putObject("provenance").put("provider", "SOCIAL_WORKER").put("on", "2026-01-15");
    return body;
  }
}
