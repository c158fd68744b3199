// SPDX-License-Identifier: EUPL-1.2
package al.fole.launcher;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Somebody at the keyboard of the demonstration, over HTTP: signs in as whoever takes the step, and
 * rests after each answer as long as it took. A write is said with a key of its own, so that a run
 * after one that was cut short does nothing twice.
 */
final class DemonstrationCaller {

  private static final int REFUSED = 400;
  private static final int WHO_ARE_YOU = 401;
  private static final int BROKEN = 500;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Map<String, String> tokens = new HashMap<>();
  private final String url;
  private final String password;

  /**
   * Speaks to a host.
   *
   * @param url of the host
   * @param password of the invented people
   */
  DemonstrationCaller(String url, String password) {
    this.url = url;
    this.password = password;
  }

  /**
   * Says something new; a second time it changes nothing.
   *
   * @param by login name
   * @param key what distinguishes it from all else that is said
   * @throws IOException for a host that does not work now or does not know him
   */
  HttpResponse<String> say(String by, String key, String path, JsonObjectBuilder body)
      throws IOException, InterruptedException {
    return post(by, key, path, body, Map.of());
  }

  /** The receipt of what must succeed. */
  JsonObject made(String by, String key, String path, JsonObjectBuilder body)
      throws IOException, InterruptedException {
    return succeeded(say(by, key, path, body));
  }

  /** The version after a change that must succeed. */
  int changed(String by, String key, String path, int seen, JsonObjectBuilder body)
      throws IOException, InterruptedException {
    var expected = Map.of("If-Match", "\"" + seen + "\"");
    return succeeded(post(by, key, path, body, expected)).getInt("version");
  }

  /** What is to be read there. */
  JsonObject read(String by, String path) throws IOException, InterruptedException {
    return succeeded(
        send(request(path).header("Authorization", "Bearer " + token(by)).GET().build()));
  }

  /** The page of the parent registry; signs in there when the session is empty. */
  String registry(String session, String path, Map<String, String> form)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = request("/registry" + path).header("X-Registry-Session", session);
    if (!path.isEmpty()) {
      request
          .header("Accept", "text/plain")
          .header("Content-Type", "application/x-www-form-urlencoded")
          .POST(HttpRequest.BodyPublishers.ofString(encoded(form)));
    }
    HttpResponse<String> answer = send(request.build());
    if (answer.statusCode() >= REFUSED) {
      throw new IOException(path + " answered " + answer.statusCode());
    }
    return answer.body().strip();
  }

  /** A session of a user of the parent registry. */
  String registrySession(String name) throws IOException, InterruptedException {
    return registry("", "/sessions", Map.of("name", name, "password", password));
  }

  private static String encoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(
            field ->
                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  private HttpResponse<String> post(
      String by, String key, String path, JsonObjectBuilder body, Map<String, String> headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        request(path)
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + token(by))
            .header("Idempotency-Key", uuid(key))
            .POST(HttpRequest.BodyPublishers.ofString(body.build().toString()));
    headers.forEach(request::header);
    HttpResponse<String> answer = send(request.build());
    if (answer.statusCode() == WHO_ARE_YOU || answer.statusCode() >= BROKEN) {
      throw new IOException("answered " + answer.statusCode());
    }
    return answer;
  }

  private static String uuid(String key) {
    return UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private String token(String name) throws IOException, InterruptedException {
    String known = tokens.get(name);
    if (known != null) {
      return known;
    }
    JsonObjectBuilder body =
        Json.createObjectBuilder()
            .add("name", name)
            .add("password", password)
            .add("purpose", "CASE_WORK");
    HttpRequest request =
        request("/api/access/sessions")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.build().toString()))
            .build();
    String token = succeeded(send(request)).getString("token");
    tokens.put(name, token);
    return token;
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(60));
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    long began = System.nanoTime();
    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    TimeUnit.NANOSECONDS.sleep(System.nanoTime() - began);
    return answer;
  }

  /** Names the rule of a refusal and nobody's data. */
  private static JsonObject succeeded(HttpResponse<String> answer) throws IOException {
    try (var reader = Json.createReader(new StringReader(answer.body()))) {
      JsonObject body = reader.readObject();
      if (answer.statusCode() >= REFUSED) {
        throw new IOException(
            "answered " + answer.statusCode() + " " + body.getString("rule", "without a rule"));
      }
      return body;
    } catch (jakarta.json.JsonException e) {
      throw new IOException("answered " + answer.statusCode() + " without JSON", e);
    }
  }
}
