// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.itests.signer.TestSigner;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code /api/releases} by somebody else than the administrator, and the same request twice. */
class ReleasesOverHttpIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NOBODY = UUID.randomUUID().toString();
  private static final String DIGEST = "0".repeat(64);

  /** Every route with a body it would take, and the permission it asks for. */
  private static final Map<String, List<String>> ROUTES = routes();

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static Path home;
  private static DemonstrationHost host;
  private static String administrator;

  private record Answer(int status, JsonNode json, String location) {}

  private static Map<String, List<String>> routes() {
    String archive = "{\"archive\":\"" + DIGEST + "\"}";
    String plan = "{\"archive\":\"" + DIGEST + "\",\"plan\":\"12\"}";
    Map<String, List<String>> routes = new LinkedHashMap<>();
    routes.put("POST /archives", List.of("releases.change", "no archive"));
    routes.put("POST /activations", List.of("releases.change", plan));
    routes.put("POST /rollbacks", List.of("releases.change", "{}"));
    routes.put("POST /contractions", List.of("releases.change", "{\"release\":\"any\"}"));
    routes.put("POST /parts/families/disabling", List.of("releases.change", "{}"));
    routes.put("POST /parts/families/enabling", List.of("releases.change", "{}"));
    routes.put("POST /parts/families/removal", List.of("releases.change", "{}"));
    routes.put("POST /plans", List.of("releases.view", archive));
    routes.put("GET ", List.of("releases.view"));
    routes.put("GET /history", List.of("releases.view"));
    routes.put("GET /operations/" + NOBODY, List.of("releases.view"));
    routes.put("GET /contractions", List.of("releases.view"));
    routes.put("GET /parts/families", List.of("releases.view"));
    return routes;
  }

  @BeforeAll
  static void start() throws Exception {
    home = Desk.directory("releases");
    Desk.writeArchives(home, Map.of(), Map.of());
    host = DemonstrationHost.start(home);
    TestSigner.trustIn(host.data().resolve("signers"));
    administrator = signedIn("admin", "ADMINISTRATION");
  }

  @AfterAll
  static void stop() {
    host.close();
  }

  private static String signedIn(String name, String purpose) throws Exception {
    String password =
        Files.readAllLines(host.data().resolve("demonstration-password")).get(0).strip();
    ObjectNode body = JSON.createObjectNode();
    body.put("name", name).put("password", password).put("purpose", purpose);
    Answer session = send("", "POST", "/api/access/sessions", body.toString(), null);
    assertEquals(201, session.status(), session.json().toString());
    return session.json().path("token").asText();
  }

  private static Answer ask(String token, String route, @Nullable String body, @Nullable String key)
      throws Exception {
    String[] words = route.split(" ", 2);
    return send(token, words[0], "/api/releases" + words[1], body, key);
  }

  private static Answer send(
      String token, String method, String path, @Nullable String body, @Nullable String key)
      throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(host.url() + path));
    request.method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    boolean bytes = path.endsWith("/archives");
    request.header("Content-Type", bytes ? "application/octet-stream" : "application/json");
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    if (key != null) {
      request.header("Idempotency-Key", key);
    }
    return answer(request);
  }

  private static Answer answer(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    var answer = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    return new Answer(
        answer.statusCode(),
        answer.body().isEmpty() ? JSON.missingNode() : JSON.readTree(answer.body()),
        answer.headers().firstValue("Location").orElse(""));
  }

  @Test
  void somebodyElseIsRefusedByEveryRouteAndChangesNothing() throws Exception {
    JsonNode before = ask(administrator, "GET /history", null, null).json();
    JsonNode parts = ask(administrator, "GET ", null, null).json().path("parts");
    var entriesBefore = Desk.journal(host, "releases.%");
    // Each of them asks few enough times for an entry of each refusal.
    for (String name : List.of("pmf.tirana", "head.tirana", "shssh.tirana")) {
      String token = signedIn(name, name.startsWith("pmf") ? "CASE_WORK" : "SUPERVISION");
      for (var route : ROUTES.entrySet()) {
        String body = route.getValue().size() == 1 ? null : route.getValue().get(1);
        Answer refused = ask(token, route.getKey(), body, null);
        String what = name + " " + route.getKey() + ": " + refused.json();
        assertEquals(403, refused.status(), what);
        assertEquals("forbidden", refused.json().path("rule").asText(), what);
        assertEquals(route.getValue().get(0), refused.json().path("permission").asText(), what);
      }
    }
    var entries = Desk.journal(host, "releases.%");
    assertEquals(Map.of(), entriesBefore);
    assertEquals(Map.of("releases.change-refused", 3 * 7, "releases.view-refused", 3 * 6), entries);
    assertEquals(before, ask(administrator, "GET /history", null, null).json());
    assertEquals(parts, ask(administrator, "GET ", null, null).json().path("parts"));
  }

  @Test
  void theSameKeyIsTheSameChange() throws Exception {
    String archive = uploaded();
    ObjectNode order = JSON.createObjectNode().put("archive", archive);
    Answer planned = ask(administrator, "POST /plans", order.toString(), null);
    assertEquals(200, planned.status(), planned.json().toString());
    order.put("plan", planned.json().path("digest").asText());
    twice("POST /activations", order.toString());
    assertEquals(2, activation());
    twice("POST /rollbacks", "{}");
    assertEquals(3, activation());
    twice("POST /parts/families/disabling", "{}");
    twice("POST /parts/families/enabling", "{}");
    Answer reused = ask(administrator, "POST /rollbacks", "{\"to\":\"2\"}", "POST:/rollbacks");
    assertEquals("idempotency-key-reused", reused.json().path("rule").asText());
    assertEquals(3, activation());
    assertNotEquals(202, reused.status());
  }

  private static String uploaded() throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(host.url() + "/api/releases/archives"))
            .header("Content-Type", "application/octet-stream")
            .header("Authorization", "Bearer " + administrator)
            .POST(BodyPublishers.ofFile(home.resolve("fole-next.zip")));
    Answer uploaded = answer(request);
    assertEquals(201, uploaded.status(), uploaded.json().toString());
    return uploaded.json().path("archive").asText();
  }

  private static long activation() throws Exception {
    JsonNode status = ask(administrator, "GET ", null, null).json();
    return status.path("current").path("activation").asLong();
  }

  /** While it goes on and when it is done: one operation, the same answer. */
  private static void twice(String route, String body) throws Exception {
    String key = route.replace(' ', ':');
    int before = operations();
    Answer first = ask(administrator, route, body, key);
    assertEquals(202, first.status(), first.json().toString());
    String id = first.json().path("id").asText();
    assertSame(first, ask(administrator, route, body, key));
    awaitDone(id);
    assertSame(first, ask(administrator, route, body, key));
    assertEquals(before + 1, operations(), route);
  }

  private static void assertSame(Answer first, Answer again) {
    assertEquals(202, again.status(), again.json().toString());
    assertEquals(first.location(), again.location());
    for (String field : List.of("id", "kind", "target", "begunAt", "digestBefore")) {
      assertEquals(first.json().path(field), again.json().path(field), field);
    }
  }

  private static int operations() throws Exception {
    return ask(administrator, "GET /history", null, null).json().path("operations").size();
  }

  private static void awaitDone(String id) throws Exception {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
    JsonNode operation = ask(administrator, "GET /operations/" + id, null, null).json();
    while (!operation.path("state").asText().equals("DONE")) {
      assertNotEquals("FAILED", operation.path("state").asText(), operation.toString());
      assertTrue(System.nanoTime() < end, operation.toString());
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
      operation = ask(administrator, "GET /operations/" + id, null, null).json();
    }
  }
}
