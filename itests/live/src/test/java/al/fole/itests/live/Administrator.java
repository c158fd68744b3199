// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.util.concurrent.locks.LockSupport;

/** The registry administrator, who changes releases over HTTP. */
final class Administrator {
  private static final String RELEASES = "/api/releases";

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String url;
  private final String token;

  Administrator(LiveHost host) {
    this.url = host.url;
    var login = Worker.JSON.createObjectNode();
    login.put("name", "admin").put("password", LiveHost.PASSWORD).put("purpose", "ADMINISTRATION");
    var answer =
        Worker.nobody(url).send("POST", "/api/access/sessions", login.toString(), Map.of());
    this.token = answer.json().path("token").asText();
  }

  /** What an archive would do if the module may pause for it, and may not. */
  JsonNode plan(String archive, boolean pause) {
    return post(
        "/plans", Worker.JSON.createObjectNode().put("archive", archive).put("pause", pause));
  }

  String upload(Path archive) {
    try {
      var content = BodyPublishers.ofFile(archive);
      return send("/archives", "application/octet-stream", content).path("archive").asText();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Has a plan carried out; the operation when it has ended. */
  JsonNode apply(String archive, JsonNode plan) {
    ObjectNode order = Worker.JSON.createObjectNode().put("archive", archive).put("pause", true);
    return ended(post("/activations", order.put("plan", plan.path("digest").asText())));
  }

  JsonNode rollBack(boolean pause) {
    JsonNode answer = post("/rollbacks", Worker.JSON.createObjectNode().put("pause", pause));
    return answer.has("rule") ? answer : ended(answer);
  }

  /** Has a part disabled or enabled; the operation when it has ended. */
  JsonNode order(String part, String what) {
    return ended(post("/parts/" + part + "/" + what, Worker.JSON.createObjectNode()));
  }

  private JsonNode ended(JsonNode operation) {
    String id = operation.path("id").asText();
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
    JsonNode now = operation;
    while (!now.path("state").asText().matches("DONE|FAILED")) {
      if (System.nanoTime() > end) {
        throw new AssertionError("no end of " + operation);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
      now = get("/operations/" + id);
    }
    return now;
  }

  private JsonNode get(String path) {
    return answer(request(path).GET().build());
  }

  private JsonNode post(String path, ObjectNode body) {
    return send(path, "application/json", BodyPublishers.ofString(body.toString()));
  }

  private JsonNode send(String path, String type, BodyPublisher content) {
    return answer(
        request(path)
            .header("Content-Type", type)
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .POST(content)
            .build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + RELEASES + path))
        .timeout(Duration.ofSeconds(60))
        .header("Authorization", "Bearer " + token);
  }

  private JsonNode answer(HttpRequest request) {
    try {
      return Worker.JSON.readTree(
          client.send(request, HttpResponse.BodyHandlers.ofString()).body());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
