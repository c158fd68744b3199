// SPDX-License-Identifier: EUPL-1.2
package al.fole.operator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** One host, over its HTTP. */
final class Desk implements AutoCloseable {

  static final ObjectMapper JSON = new ObjectMapper();

  private static final Pattern LOOPBACK =
      Pattern.compile("http://(localhost|127\\.[0-9.]+|\\[::1])(:[0-9]+)?");

  private static final int TRIES = 5;
  private static final Duration PATIENCE = Duration.ofMinutes(15);

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  private final String url;
  private final String token;
  private final boolean own;

  /** The host refused. */
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    final int status;
    final transient JsonNode problem;

    Refused(int status, JsonNode problem) {
      super(problem.path("rule").asText("status " + status));
      this.status = status;
      this.problem = problem;
    }
  }

  private Desk(String url, String token, boolean own) {
    this.url = url;
    this.token = token;
    this.own = own;
  }

  /**
   * Signs in, unless there is a session already.
   *
   * @throws Words.Misused for an address over which a password would travel in clear
   */
  static Desk at(String address, Credentials credentials) throws IOException, InterruptedException {
    String url = address.replaceAll("/+$", "");
    if (!url.startsWith("https://") && !LOOPBACK.matcher(url).matches()) {
      throw new Words.Misused("the address must be https, or http of this machine: " + url);
    }
    if (!credentials.token().isEmpty()) {
      return new Desk(url, credentials.token(), false);
    }
    var body =
        JSON.createObjectNode()
            .put("name", credentials.user())
            .put("password", credentials.password())
            .put("purpose", "ADMINISTRATION");
    if (!credentials.code().isEmpty()) {
      body.put("code", credentials.code());
    }
    JsonNode session = new Desk(url, "", false).post("/api/access/sessions", body);
    return new Desk(url, session.path("token").asText(), true);
  }

  JsonNode get(String path) throws IOException, InterruptedException {
    return patiently(request(path).GET());
  }

  /** Sends JSON; a repetition after a lost connection is known by its key. */
  JsonNode post(String path, JsonNode body) throws IOException, InterruptedException {
    return patiently(
        request(path)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .POST(BodyPublishers.ofString(body.toString())));
  }

  /** Sends a file as it is. */
  JsonNode upload(String path, Path file) throws IOException, InterruptedException {
    BodyPublisher content;
    try {
      content = BodyPublishers.ofFile(file);
    } catch (FileNotFoundException e) {
      throw new Words.Misused("cannot be read: " + file);
    }
    return send(request(path).header("Content-Type", "application/octet-stream").POST(content));
  }

  /** Orders a change and returns how it ended. */
  JsonNode carryOut(String path, JsonNode body) throws IOException, InterruptedException {
    JsonNode operation = post(path, body);
    String at = "/api/releases/operations/" + operation.path("id").asText();
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (operation.path("state").asText().equals("RUNNING")) {
      if (System.nanoTime() > end) {
        throw new IOException("it is still under way; ask again with status");
      }
      TimeUnit.MILLISECONDS.sleep(300);
      try {
        operation = get(at);
      } catch (Refused e) {
        if (e.status != 503) {
          throw e;
        }
        // The module is paused for this change, or this host serves nobody just now.
      }
    }
    return operation;
  }

  private HttpRequest.Builder request(String path) {
    var request = HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofMinutes(5));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return request;
  }

  /** Again where the host was just changing: nothing has happened then, or the key says it has. */
  private JsonNode patiently(HttpRequest.Builder request) throws IOException, InterruptedException {
    for (int n = 1; ; n++) {
      try {
        return send(request);
      } catch (Refused e) {
        if (e.status != 503 || n == TRIES) {
          throw e;
        }
      } catch (IOException e) {
        if (n == TRIES) {
          throw e;
        }
      }
      TimeUnit.MILLISECONDS.sleep(500L * n);
    }
  }

  private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    JsonNode body = parsed(answer.body());
    if (answer.statusCode() >= 300) {
      throw new Refused(answer.statusCode(), body);
    }
    return body;
  }

  private static JsonNode parsed(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return JSON.valueToTree(Map.of("title", "the answer is no JSON"));
    }
  }

  /** Ends the session that was opened for this. */
  @Override
  public void close() {
    if (own) {
      try {
        client.send(
            request("/api/access/sessions/current").DELETE().build(),
            HttpResponse.BodyHandlers.discarding());
      } catch (IOException e) {
        System.err.println("The session was not ended; it ends by itself.");
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
