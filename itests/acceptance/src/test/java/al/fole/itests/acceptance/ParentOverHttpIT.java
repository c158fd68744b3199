// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.itests.clauses.Clause;
import al.fole.itests.story.Caller;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The national registry refers a child and hears how far the module has come. */
class ParentOverHttpIT {
  private final HttpClient client = HttpClient.newHttpClient();

  private HttpResponse<String> post(String path, Map<String, String> form, String session)
      throws Exception {
    var body =
        form.entrySet().stream()
            .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return client.send(
        HttpRequest.newBuilder(URI.create(RunningHost.get().url() + path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Accept", "text/plain")
            .header("X-Registry-Session", session)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private String get(String path, String session) throws Exception {
    return client
        .send(
            HttpRequest.newBuilder(URI.create(RunningHost.get().url() + path))
                .header("Accept", "text/plain")
                .header("X-Registry-Session", session)
                .build(),
            HttpResponse.BodyHandlers.ofString())
        .body()
        .strip();
  }

  @Test
  void theParentKnowsItsUserByThePasswordOnly() throws Exception {
    for (String wrong : new String[] {"", "gabim", Demonstration.password() + "x"}) {
      var refused =
          post("/registry/sessions", Map.of("name", "registry.tirana", "password", wrong), "");
      assertEquals(401, refused.statusCode(), refused.body());
    }
  }

  @Test
  @Clause("R-17")
  @Clause("R-39")
  @Clause("R-81")
  void theParentRefersAChildAndReceivesTheStatusBack() throws Exception {
    var password = Demonstration.password();
    var session =
        post("/registry/sessions", Map.of("name", "registry.tirana", "password", password), "")
            .body()
            .strip();
    var number =
        post(
                "/registry/cases",
                Map.of(
                    "personalNumber",
                    Demonstration.newNumber(),
                    "firstName",
                    "Ëngjëllushe",
                    "fatherName",
                    "Agim",
                    "lastName",
                    "Toska",
                    "sex",
                    "F",
                    "birthDate",
                    "2015-03-14",
                    "municipality",
                    "53"),
                session)
            .body()
            .strip();
    var referred = post("/registry/cases/" + number + "/referral", Map.of(), session);
    assertEquals(200, referred.statusCode(), referred.body());
    assertEquals(number + " RECEIVED", referred.body().strip());
    var again = post("/registry/cases/" + number + "/referral", Map.of(), session);
    assertEquals(number + " RECEIVED", again.body().strip(), "the same referral, once");
    var heard = "";
    for (int i = 0; i < 300 && !heard.endsWith("RECEIVED"); i++) {
      heard = get("/registry/cases/" + number, session);
      java.util.concurrent.TimeUnit.MILLISECONDS.sleep(50);
    }
    assertEquals(number + " RECEIVED", heard);
    var caller = new Caller(RunningHost.get().url(), "parent:" + session);
    var found = caller.post("/api/persons/search", "{\"name\":\"Engjellushe\",\"limit\":10}");
    assertEquals(200, found.status(), found.text());
    assertTrue(found.body().path("items").size() >= 1, "the parent's identity is accepted");
  }

  @Test
  void anUnknownSessionOfTheParentIsRefused() {
    var caller = new Caller(RunningHost.get().url(), "parent:nobody");
    assertEquals(401, caller.get("/api/access/sessions/current").status());
  }
}
