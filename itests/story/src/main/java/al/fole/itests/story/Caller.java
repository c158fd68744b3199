// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Somebody who calls the HTTP interface, signed in or not. */
public final class Caller {
  /** Reads and writes what is sent. */
  public static final ObjectMapper JSON = new ObjectMapper();

  static {
    // After a refused body the server closes the connection; whoever meets it just then asks anew.
    System.setProperty("jdk.httpclient.enableAllMethodRetry", "true");
  }

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

  /**
   * What came back.
   *
   * @param status HTTP status
   * @param body parsed JSON, or a missing node
   * @param text as it came
   * @param headers of the answer
   */
  public record Answer(int status, JsonNode body, String text, java.net.http.HttpHeaders headers) {
    /** First value of a header, or empty text. */
    public String header(String name) {
      return headers.firstValue(name).orElse("");
    }

    /** Id of a receipt. */
    public String id() {
      return body.path("id").asText();
    }

    /** Rule of a problem. */
    public String rule() {
      return body.path("rule").asText();
    }
  }

  private final String base;
  private final @Nullable String token;

  /**
   * Somebody.
   *
   * @param base address of the module, without {@code /api}
   * @param token of a session, or null
   */
  public Caller(String base, @Nullable String token) {
    this.base = base;
    this.token = token;
  }

  /** The session it calls with. */
  public String token() {
    return java.util.Objects.requireNonNull(token);
  }

  public Answer get(String path) {
    return send("GET", path, null, Map.of());
  }

  public Answer post(String path, String body) {
    return send("POST", path, body, Map.of());
  }

  public Answer post(String path, String body, Map<String, String> headers) {
    return send("POST", path, body, headers);
  }

  public Answer put(String path, String body, Map<String, String> headers) {
    return send("PUT", path, body, headers);
  }

  public Answer send(
      String method, String path, @Nullable String body, Map<String, String> headers) {
    return sendBytes(
        method,
        path,
        body == null ? null : body.getBytes(java.nio.charset.StandardCharsets.UTF_8),
        headers);
  }

  public Answer sendBytes(
      String method, String path, byte @Nullable [] body, Map<String, String> headers) {
    var request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(Duration.ofSeconds(60))
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(body));
    if (body != null && !headers.containsKey("Content-Type")) {
      request.header("Content-Type", "application/json");
    }
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    headers.forEach(request::header);
    try {
      var answer = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
      var text = answer.body();
      var type = answer.headers().firstValue("Content-Type").orElse("");
      var json =
          type.contains("json") && !text.isEmpty() ? JSON.readTree(text) : JSON.missingNode();
      return new Answer(answer.statusCode(), json, text, answer.headers());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
