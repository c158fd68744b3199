// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.attacks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.itests.attacks.Requests.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What comes beside the document: methods, headers, parameters said twice. */
class EdgesIT {
  private static final RightsHost HOST = RightsHost.get();
  private static final Map<String, Request> REQUESTS = Requests.all();

  private static SmallWorld world;

  @BeforeAll
  static void settle() throws Exception {
    world = SmallWorld.of(HOST);
  }

  @Test
  void noOriginIsLetInAndNoOtherMethodIsAnswered() {
    var by = world.tirana.worker();
    var origin =
        Map.of("X-Forwarded-Host", "elsewhere.example", "Access-Control-Request-Method", "GET");
    for (var method : new String[] {"GET", "OPTIONS"}) {
      var answer = by.send(method, "/api/cases/" + world.tirana.id("case"), null, origin);
      assertEquals("", answer.header("Access-Control-Allow-Origin"), method);
    }
    for (var method : new String[] {"TRACE", "PATCH", "PROPFIND"}) {
      var answer = by.send(method, "/api/persons/" + world.tirana.id("child"), null, Map.of());
      assertTrue(answer.status() / 100 == 4 || answer.status() == 501, method + answer.status());
      assertTrue(!answer.text().contains("Zq"), answer.text());
    }
    for (var path : new String[] {"/", "/api/", "/api/persons/", "/api/access/", "/health/"}) {
      var answer = by.get(path);
      assertTrue(!answer.text().contains("<a href"), path + " lists " + answer.text());
    }
  }

  @Test
  void readingChangesNothing() throws Exception {
    var before = HOST.asked(Digest.SQL);
    int read = 0;
    for (var request : REQUESTS.values()) {
      if (request.method().equals("GET")) {
        request.ask(world.tirana.head(), world.tirana);
        read++;
      }
    }
    assertTrue(read > 20);
    assertEquals(before, HOST.asked(Digest.SQL));
  }

  @Test
  void everyAnswerSaysWhatItIs() {
    var wrong = new TreeSet<String>();
    for (var request : REQUESTS.values()) {
      for (var by : List.of(world.tirana.head(), world.shkoder.worker(), HOST.anonymous())) {
        var answer = request.ask(by, world.tirana);
        var type = answer.header("Content-Type");
        boolean problem = answer.status() >= 400 && !type.startsWith("application/problem+json");
        boolean sniffed = !answer.header("X-Content-Type-Options").equals("nosniff");
        boolean kept = !answer.header("Cache-Control").contains("no-store");
        if (!answer.text().isEmpty() && (type.isEmpty() || problem || sniffed || kept)) {
          wrong.add(request.route() + " " + answer.status() + " " + answer.headers().map());
        }
      }
    }
    assertEquals(Set.of(), wrong);
  }

  @Test
  void noHeaderMakesAnybodyAnother() {
    var spoofed =
        Map.of(
            "X-Forwarded-For", "127.0.0.1",
            "X-Forwarded-User", "admin",
            "X-Remote-User", "admin",
            "X-Role", "SHSSH_HQ",
            "X-Unit", "B48",
            "X-HTTP-Method-Override", "DELETE",
            "X-Original-URL", "/api/access/accounts",
            "Forwarded", "for=127.0.0.1;proto=https",
            "Cookie", "session=" + world.shkoder.worker().token());
    var by = world.tirana.worker();
    var changed = new ArrayList<String>();
    for (var request : REQUESTS.values()) {
      if (request.method().equals("GET")) {
        var id = request.kind().isEmpty() ? "" : world.shkoder.id(request.kind());
        var plain = request.ask(by, world.shkoder);
        var answer = by.send("GET", request.path(id), null, spoofed);
        if (plain.status() != answer.status()) {
          changed.add(request.route() + " " + plain.status() + " → " + answer.status());
        }
        var stranger = HOST.anonymous().send("GET", request.path(id), null, spoofed);
        if (stranger.status() != HOST.anonymous().get(request.path(id)).status()) {
          changed.add(request.route() + " for a stranger " + stranger.status());
        }
      }
    }
    assertEquals(List.of(), changed);
  }

  @Test
  void aParameterSaidTwiceIsNoOther() {
    var by = world.tirana.worker();
    var twice = by.get("/api/cases?municipality=53&municipality=48&limit=100");
    assertTrue(twice.status() / 100 == 2 || twice.status() / 100 == 4, twice.text());
    assertTrue(!twice.text().contains("shkoder"), twice.text());
    var inBody =
        by.send(
            "POST",
            "/api/persons/search?municipality=48",
            "{\"name\":\"Zqlastone\",\"limit\":50,\"limit\":1}",
            Map.of());
    assertTrue(!inBody.text().contains("shkoder"), inBody.text());
  }
}
