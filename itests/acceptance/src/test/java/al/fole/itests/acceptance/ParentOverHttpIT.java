// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.itests.clauses.Clause;
import al.fole.itests.story.Caller;
import al.fole.itests.story.Life;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
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
    var session = session();
    var number = unifiedCase(session, Map.of("personalNumber", Demonstration.newNumber()));
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

  private String session() throws Exception {
    var signIn = Map.of("name", "registry.tirana", "password", Demonstration.password());
    return post("/registry/sessions", signIn, "").body().strip();
  }

  /** The number of a new unified case of a girl born in 2015. */
  private String unifiedCase(String session, Map<String, String> more) throws Exception {
    var form = new HashMap<String, String>();
    form.put("firstName", "Ëngjëllushe");
    form.put("fatherName", "Agim");
    form.put("lastName", "Toska");
    form.put("sex", "F");
    form.put("birthDate", "2015-03-14");
    form.put("municipality", "53");
    form.putAll(more);
    var made = post("/registry/cases", form, session);
    assertEquals(201, made.statusCode(), made.body());
    return made.body().strip();
  }

  @Test
  @Clause("R-15")
  void theParentRefersOnlyAChildWhoIsBorn() throws Exception {
    var session = session();
    var adult = unifiedCase(session, Map.of("birthDate", "2001-05-20"));
    var refused = post("/registry/cases/" + adult + "/referral", Map.of(), session);
    assertEquals(409, refused.statusCode(), refused.body());
    assertTrue(refused.body().contains("vetëm fëmijë"), refused.body());
    var unborn = unifiedCase(session, Map.of("openedOn", "2015-03-13"));
    refused = post("/registry/cases/" + unborn + "/referral", Map.of(), session);
    assertEquals(409, refused.statusCode(), refused.body());
    assertTrue(refused.body().contains("para lindjes"), refused.body());
    var newborn = unifiedCase(session, Map.of("openedOn", "2015-03-14"));
    var taken = post("/registry/cases/" + newborn + "/referral", Map.of(), session);
    assertEquals(200, taken.statusCode(), taken.body());
  }

  @Test
  @Clause("R-94")
  void aRefusedReferralLeavesTheChildInNobodysScope() throws Exception {
    var session = session();
    var number = unifiedCase(session, Map.of("lastName", "Zguri"));
    var referred = post("/registry/cases/" + number + "/referral", Map.of(), session);
    assertEquals(200, referred.statusCode(), referred.body());
    var life = Demonstration.stage().life();
    var list = life.worker.get("/api/cases/referrals?state=RECEIVED&limit=100").body();
    var referral = "";
    var child = "";
    for (var item : list.path("items")) {
      if (item.path("caseNumber").asText().equals(number)) {
        referral = item.path("id").asText();
        child = item.path("child").asText();
      }
    }
    assertEquals(200, life.worker.get("/api/persons/" + child).status());
    var opened = life.worker.get("/api/cases/referrals/" + referral).body();
    var today = opened.path("referredOn").asText();
    var screening = Life.screening("LOW").put("screenedOn", today).toString();
    var path = "/api/cases/referrals/" + referral;
    var screened = life.worker.post(path + "/screening", screening, Map.of("If-Match", "\"1\""));
    assertEquals(200, screened.status(), screened.text());
    var outcome = Life.outcome("NOT_SUBSTANTIATED").put("answeredOn", today).toString();
    var answered = life.head.post(path + "/answer", outcome, Map.of("If-Match", "\"2\""));
    assertEquals(200, answered.status(), answered.text());
    assertEquals(404, life.worker.get("/api/persons/" + child).status());
    assertEquals(404, life.head.get("/api/persons/" + child).status());
    assertTrue(life.worker.get(path).body().path("person").isMissingNode());
  }

  @Test
  void anUnknownSessionOfTheParentIsRefused() {
    var caller = new Caller(RunningHost.get().url(), "parent:nobody");
    assertEquals(401, caller.get("/api/access/sessions/current").status());
  }
}
