// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.rest;

import static java.net.http.HttpRequest.BodyPublishers.noBody;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.itests.rest.Http.Reply;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MannersIT {
  private static final String TREE =
      """
      {"kind":"OAK","planted":"1990-05-01","branches":3,"estimated":false,"height":4.5,"names":[]}\
      """;
  private static final String NEST = "{\"name\":\"Fole ë ç 🐣\",\"tree\":" + TREE + "}";
  private static final String MADE = "01980000-0000-7000-8000-000000000001";
  private static final String VIEW = "/api/nests/" + MADE;

  private RunningFramework framework;
  private Http http;

  @BeforeAll
  void start(@TempDir Path storage) throws Exception {
    framework = RunningFramework.start(storage);
    http = new Http(framework.base());
    framework.install("al.fole.caller", "al.fole.itests.rest.caller").start();
    framework.install("al.fole.nests", "al.fole.itests.rest.sample").start();
    RunningFramework.await(() -> http.status("/api/nests/open") == 200);
  }

  @AfterAll
  void stop() throws Exception {
    framework.close();
  }

  @Test
  void aCreatingPostAnswersWithLocationTagAndReceipt() {
    Reply reply = http.post("/api/nests", NEST);
    assertAll(
        () -> assertEquals(201, reply.status()),
        () -> assertEquals(VIEW, reply.header("Location")),
        () -> assertEquals("\"1\"", reply.header("ETag")),
        () -> assertEquals(MADE, reply.text("id")),
        () -> assertEquals(1, reply.json().get("version").asInt()));
  }

  @Test
  void aVerbOnARecordAnswers200() {
    Reply reply = http.post(VIEW + "/closure", "");
    assertEquals(200, reply.status());
    assertEquals("\"9\"", reply.header("ETag"));
    assertEquals("", reply.header("Location"));
  }

  @Test
  void aRecordIsReadWithTagAndPlainIdAndDates() {
    Reply reply = http.get(VIEW);
    assertEquals(200, reply.status());
    assertEquals("\"3\"", reply.header("ETag"));
    assertEquals(
        "{\"id\":\""
            + MADE
            + "\",\"version\":3,\"name\":\"Fole ë\",\"built\":\"2026-03-01\","
            + "\"seen\":\"2026-03-01T10:00:00Z\"}",
        reply.body());
  }

  @Test
  void everyAnswerHasARequestIdAndSecurityHeaders() {
    for (String path :
        new String[] {VIEW, "/api/nests/nowhere/at/all", "/api/nests/broken/state"}) {
      Reply reply = http.get(path);
      assertAll(
          path,
          () -> UUID.fromString(reply.header("X-Request-Id")),
          () -> assertEquals("no-store", reply.header("Cache-Control")),
          () -> assertEquals("nosniff", reply.header("X-Content-Type-Options")),
          () ->
              assertTrue(reply.header("Content-Security-Policy").startsWith("default-src 'none'")),
          () -> assertEquals("no-referrer", reply.header("Referrer-Policy")));
    }
  }

  @Test
  void aChangeWithoutIfMatchIs428() {
    var put = http.as("agim", VIEW).header("Content-Type", "application/json");
    Reply reply = http.send(put.PUT(HttpRequest.BodyPublishers.ofString(NEST)));
    refused(reply, 428, "if-match-required");
    Reply empty =
        http.send(
            http.as("agim", VIEW)
                .header("Content-Type", "application/json")
                .header("If-Match", "")
                .PUT(HttpRequest.BodyPublishers.ofString(NEST)));
    refused(empty, 428, "if-match-required");
    Reply weak =
        http.send(
            http.as("agim", VIEW)
                .header("Content-Type", "application/json")
                .header("If-Match", "W/\"3\"")
                .PUT(HttpRequest.BodyPublishers.ofString(NEST)));
    refused(weak, 400, "if-match-unreadable");
    Reply good =
        http.send(
            http.as("agim", VIEW)
                .header("Content-Type", "application/json")
                .header("If-Match", "\"3\"")
                .PUT(HttpRequest.BodyPublishers.ofString(NEST)));
    assertEquals(200, good.status());
    assertEquals("\"4\"", good.header("ETag"));
  }

  @ParameterizedTest(name = "body {0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"name":"a","tree":TREE,"colour":"red"}    | 422 | field-unknown     | colour
          {"tree":TREE}                              | 422 | field-missing     | name
          {"name":null,"tree":TREE}                  | 422 | field-missing     | name
          {"name":"a","tree":null}                   | 422 | field-missing     | tree
          {"name":"a"}                               | 422 | field-missing     | tree
          {"name":5,"tree":TREE}                     | 422 | field-type        | name
          {"name":["a"],"tree":TREE}                 | 422 | field-type        | name
          {"name":true,"tree":TREE}                  | 422 | field-type        | name
          {"name":"a","tree":"oak"}                  | 422 | field-type        | tree
          {"name":"a","tree":""}                     | 422 | field-type        | tree
          {"name":"a","tree":[]}                     | 422 | field-type        | tree
          {"name":"a","tree":TREE,"ring":"x"}        | 422 | field-type        | ring
          {"name":"a","tree":TREE,"ring":"1-1-1-1-1"} | 422 | field-type       | ring
          {"name":"a","tree":TREE,"ring":"AZgAAAAAcACAAAAAAAAAAQ=="} | 422 | field-type | ring
          {"name":"a","tree":TREE,"beside":{"value":"01980000-0000-7000-8000-000000000001"}} | 422 | field-type | beside
          {"name":"a","tree":TREE,"beside":7}        | 422 | field-type        | beside
          {"name":"a","tree":TREE,"at":"2026-03-01"} | 422 | field-type        | at
          {"name":"a","tree":TREE,"at":1700000000}   | 422 | field-type        | at
          {"name":"a","tree":TREE,"eggs":[TREE,{"kind":"ASH"}]} | 422 | field-type | eggs[1].kind
          {"name":"a","tree":TREE,"eggs":[null]}     | 422 | field-missing     | eggs[0]
          {"name":"a","tree":TREE,"eggs":{}}         | 422 | field-type        | eggs
          {"name":"a\\u0000","tree":TREE}            | 422 | text-not-unicode  | name
          {"name":"\\ud800x","tree":TREE}            | 422 | text-not-unicode  | name
          {"name":"\\udc00","tree":TREE}             | 422 | text-not-unicode  | name
          {"name":"a","name":"b","tree":TREE}        | 400 | json-unreadable   | ``
          {"name":"a","tree":TREE} x                 | 400 | json-unreadable   | ``
          {"name":"a","tree":TREE} {}                | 400 | json-unreadable   | ``
          {"name":"a","tree":                        | 400 | json-unreadable   | ``
          {'name':'a'}                               | 400 | json-unreadable   | ``
          {"name":NaN}                               | 400 | json-unreadable   | ``
          null                                       | 400 | body-missing      | ``
          []                                         | 422 | field-type        | ``
          "text"                                     | 422 | field-type        | ``
          ``                                         | 400 | body-missing      | ``
          """)
  void badJsonIsRefusedByNameOfTheField(String body, int status, String rule, String field) {
    Reply reply = http.post("/api/nests", body.replace("TREE", TREE));
    refused(reply, status, rule);
    assertEquals(field, reply.text("field"));
  }

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          kind      | "ASH"                  | field-type
          kind      | 0                      | field-type
          kind      | ""                     | field-type
          kind      | "oak"                  | field-type
          planted   | "2025-02-30"           | field-type
          planted   | "+20000-01-01"         | field-type
          planted   | "2025-02-28T00:00:00Z" | field-type
          planted   | ""                     | field-type
          planted   | [2025,2,28]            | field-type
          planted   | 20000                  | field-type
          planted   | "28.02.2025"           | field-type
          branches  | "3"                    | field-type
          branches  | ""                     | field-type
          branches  | 3.0                    | field-type
          branches  | 3.5                    | field-type
          branches  | true                   | field-type
          branches  | 99999999999            | field-type
          branches  | null                   | field-missing
          branches  | 10                     | tree-has-few-branches
          estimated | 1                      | field-type
          estimated | "true"                 | field-type
          estimated | null                   | field-missing
          height    | "4.5"                  | field-type
          height    | false                  | field-type
          height    | -1                     | value-refused
          note      | 7                      | field-type
          note      | {}                     | field-type
          names     | "a"                    | field-type
          """)
  void aValueOfAnotherKindIsRefusedByPath(String component, String value, String rule) {
    String tree =
        TREE.replaceFirst("\"" + component + "\":[^,}]+", "\"" + component + "\":" + value);
    if (tree.equals(TREE)) {
      tree = TREE.substring(0, TREE.length() - 1) + ",\"" + component + "\":" + value + "}";
    }
    Reply reply = http.post("/api/nests", "{\"name\":\"a\",\"tree\":" + tree + "}");
    refused(reply, 422, rule);
    assertEquals(rule.equals("value-refused") ? "tree" : "tree." + component, reply.text("field"));
  }

  @Test
  void elementsMayBeNullOnlyWhereTheRecordSaysSo() {
    String open = TREE.substring(0, TREE.length() - 1);
    refusedAt("tree.names[1]", open.replace("\"names\":[]", "\"names\":[\"a\",null]") + "}");
    refusedAt("tree.labels.x", open + ",\"labels\":{\"x\":null}}");
    assertEquals(201, nest(open + ",\"gaps\":[null,\"a\"],\"note\":null}").status());
  }

  private void refusedAt(String field, String tree) {
    Reply reply = nest(tree);
    refused(reply, 422, "field-missing");
    assertEquals(field, reply.text("field"));
  }

  private Reply nest(String tree) {
    return http.post("/api/nests", "{\"name\":\"a\",\"tree\":" + tree + "}");
  }

  @Test
  void bytesThatAreNotUtf8AreRefused() {
    for (byte[] bad :
        new byte[][] {
          {(byte) 0xff},
          {(byte) 0xc0, (byte) 0x80},
          {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
          {(byte) 0xc3}
        }) {
      byte[] name = "{\"name\":\"".getBytes(StandardCharsets.UTF_8);
      byte[] end = "\"}".getBytes(StandardCharsets.UTF_8);
      byte[] body = new byte[name.length + bad.length + end.length];
      System.arraycopy(name, 0, body, 0, name.length);
      System.arraycopy(bad, 0, body, name.length, bad.length);
      System.arraycopy(end, 0, body, name.length + bad.length, end.length);
      refused(http.post("/api/nests", body), 400, "text-not-utf8");
    }
    refused(
        http.post("/api/nests", TREE.getBytes(StandardCharsets.UTF_16BE)), 400, "json-unreadable");
  }

  @Test
  void deepAndLongJsonIsRefused() {
    refused(http.post("/api/nests", "{\"x\":" + "[".repeat(40)), 400, "json-limit-exceeded");
    refused(
        http.post("/api/nests", "{\"name\":\"" + "a".repeat(40_000) + "\"}"),
        400,
        "json-limit-exceeded");
    refused(
        http.post("/api/nests", NEST.replace("\"branches\":3", "\"branches\":" + "1".repeat(60))),
        400,
        "json-limit-exceeded");
  }

  @Test
  void aBodyThatIsTooLargeIsRefusedAlsoChunked() {
    refused(
        http.post("/api/nests", "{\"name\":\"" + "a".repeat(1024 * 1024) + "\"}"),
        413,
        "body-too-large");
    byte[] million = new byte[1024 * 1024];
    Reply chunked =
        http.send(
            http.as("agim", "/api/nests")
                .header("Content-Type", "application/json")
                .POST(
                    HttpRequest.BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(million))));
    refused(chunked, 413, "body-too-large");
    assertEquals(401, http.send(http.request("/api/nests").POST(noBody())).status());
  }

  @Test
  void whatHttpItselfRefusesIsAProblemToo() {
    refused(http.get(VIEW + "/x/y"), 404, "no-such-route");
    Reply method = http.send(http.as("agim", VIEW).DELETE());
    refused(method, 405, "method-not-allowed");
    assertTrue(method.header("Allow").contains("PUT"), method.header("Allow"));
    refused(http.send(http.as("agim", VIEW).header("Accept", "text/html")), 406, "not-acceptable");
    refused(
        http.send(
            http.as("agim", "/api/nests")
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString(NEST))),
        415,
        "media-type-not-supported");
    refused(
        http.send(http.as("agim", "/api/nests").POST(HttpRequest.BodyPublishers.ofString(NEST))),
        415,
        "media-type-not-supported");
    Reply anonymous = http.send(http.request(VIEW));
    refused(anonymous, 401, "no-session");
    assertEquals("Bearer realm=\"fole\"", anonymous.header("WWW-Authenticate"));
  }

  @Test
  void aParameterThatCannotBeReadIsNamed() {
    Reply id = http.get("/api/nests/17");
    refused(id, 404, "not-found");
    assertEquals("id", id.text("parameter"));
    Reply other = http.get("/api/nests/01980000-0000-7000-8000-000000000002");
    refused(other, 404, "not-found");
    for (String never :
        new String[] {"2025-02-30", "-9999-01-01", "%2B99999-01-01", "0000-01-01"}) {
      refused(http.get("/api/nests?since=" + never), 400, "parameter-unreadable");
    }
    Reply date = http.get("/api/nests?since=2025-02-30");
    assertEquals("since", date.text("parameter"));
    Reply number = http.get("/api/nests?limit=many");
    refused(number, 400, "parameter-unreadable");
    assertEquals("limit", number.text("parameter"));
    assertEquals(200, http.get("/api/nests?since=2025-02-28&limit=5").status());
  }

  @Test
  void theUnforeseenIs500WithoutInternals() {
    for (String how : new String[] {"state", "error", "answer"}) {
      Reply reply = http.get("/api/nests/broken/" + how);
      refused(reply, 500, "internal");
      String text = reply.body();
      assertFalse(text.contains("secret") || text.contains("java"), text);
    }
  }

  @Test
  void aProblemIsFoundInItsWrappingAndSaysWhenToTryAgain() {
    Reply wrapped = http.get("/api/nests/broken/wrapped");
    refused(wrapped, 503, "part-unavailable");
    assertEquals("30", wrapped.header("Retry-After"));
    assertEquals("persons", wrapped.text("part"));
    Reply many = http.get("/api/nests/broken/many");
    refused(many, 429, "too-many");
    assertEquals("5", many.header("Retry-After"));
  }

  @Test
  void aKeyMakesTheCallerAClaimed() {
    Reply none = claim("agim", null, TREE);
    assertEquals("", none.text("claim"));
    Reply first = claim("agim", "k-1", TREE);
    assertEquals(64, first.text("claim").length());
    assertEquals(first.json(), claim("agim", "k-1", TREE).json());
    assertNotEquals(first.text("claim"), claim("agim", "k-2", TREE).text("claim"));
    assertNotEquals(first.text("claim"), claim("besa", "k-1", TREE).text("claim"));
    Reply body = claim("agim", "k-1", TREE.replace("3", "4"));
    assertEquals(first.text("claim"), body.text("claim"));
    assertNotEquals(first.text("body"), body.text("body"));
    refused(claim("agim", "a b", TREE), 400, "idempotency-key-unreadable");
    refused(claim("agim", "k".repeat(129), TREE), 400, "idempotency-key-unreadable");
    assertEquals(200, claim("agim", "k".repeat(128), TREE).status());
  }

  @Test
  void withoutACallerOnlyMethodsOpenToAllAreCalled() {
    assertEquals(200, http.send(http.request("/api/nests/open")).status());
    Reply options = http.send(http.request(VIEW).method("OPTIONS", noBody()));
    refused(options, 401, "no-session");
    assertEquals(200, http.send(http.as("agim", VIEW).method("OPTIONS", noBody())).status());
  }

  private Reply claim(String who, @org.jspecify.annotations.Nullable String key, String body) {
    var post =
        http.as(who, "/api/nests/caller")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    return http.send(key == null ? post : post.header("Idempotency-Key", key));
  }

  private static void refused(Reply reply, int status, String rule) {
    String text = reply.body();
    assertAll(
        text,
        () -> assertEquals(status, reply.status()),
        () -> assertEquals("application/problem+json", reply.header("Content-Type")),
        () -> assertEquals("urn:fole:problem:" + rule, reply.text("type")),
        () -> assertEquals(rule, reply.text("rule")),
        () -> assertEquals(status, reply.json().get("status").asInt()),
        () -> assertFalse(reply.text("title").isBlank()),
        () -> assertFalse(reply.text("title_sq").isBlank()),
        () -> assertEquals(reply.header("X-Request-Id"), reply.text("request_id")));
  }
}
