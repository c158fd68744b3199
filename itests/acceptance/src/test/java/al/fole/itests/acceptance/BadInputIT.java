// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.itests.story.Caller;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A clear 4xx naming the field or rule; nothing written, nothing lost. */
class BadInputIT {
  private final Caller worker = Demonstration.worker();

  private static Arguments identity(String what, String field, Consumer<ObjectNode> spoil) {
    return Arguments.of(what, field, spoil);
  }

  static Stream<Arguments> spoiltIdentities() {
    return Stream.of(
        identity("an unknown field", "shoeSize", i -> i.put("shoeSize", 38)),
        identity("a number for a text", "lastName", i -> i.put("lastName", 7)),
        identity(
            "a text for a boolean", "birthDateEstimated", i -> i.put("birthDateEstimated", "po")),
        identity("no sex", "sex", i -> i.remove("sex")),
        identity("an unknown sex", "sex", i -> i.put("sex", "X")),
        identity("30 February", "birthDate", i -> i.put("birthDate", "2015-02-30")),
        identity("a birth date to come", "birthDate", i -> i.put("birthDate", "2090-01-01")),
        identity("a birth date long past", "birthDate", i -> i.put("birthDate", "1799-01-01")),
        identity("an object for a date", "birthDate", i -> i.putObject("birthDate").put("y", 1)),
        identity("a wrong check letter", "personalNumber", BadInputIT::wrongLetter),
        identity("a malformed number", "personalNumber", i -> i.put("personalNumber", "123")),
        identity("an unknown municipality", "municipality", i -> i.put("municipality", "99")),
        identity("a name too long", "firstName", i -> i.put("firstName", "a".repeat(101))),
        identity("a control character", "firstName", i -> i.put("firstName", "A\u0007b")),
        identity("a name of blanks", "lastName", i -> i.put("lastName", "   ")));
  }

  private static void wrongLetter(ObjectNode identity) {
    var number = identity.path("personalNumber").asText();
    char letter = number.charAt(9) == 'A' ? 'B' : 'A';
    identity.put("personalNumber", number.substring(0, 9) + letter);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("spoiltIdentities")
  void aFieldAtFaultIsNamedAndNothingIsWritten(
      String what, String field, Consumer<ObjectNode> spoil) {
    var girl = Demonstration.girl("Mira", "Sulaj");
    spoil.accept(Demonstration.identity(girl));
    var refused = worker.post("/api/persons", girl.toString());
    assertEquals(422, refused.status(), what + ": " + refused.text());
    assertTrue(refused.body().path("field").asText().endsWith(field), refused.text());
    assertFalse(refused.body().path("title").asText().isEmpty());
    assertFalse(refused.body().path("title_sq").asText().isEmpty());
    assertFalse(refused.text().contains("Sulaj"), "a refusal repeats no personal value");
  }

  @Test
  void aWrongLetterIsTakenWithAReason() {
    var girl = Demonstration.girl("Nora", "Tafa");
    wrongLetter(Demonstration.identity(girl));
    Demonstration.identity(girl).put("numberReason", "siç shkruhet në certifikatë");
    assertEquals(201, worker.post("/api/persons", girl.toString()).status());
  }

  @Test
  void aNameOfAMegabyteIsTooLarge() {
    var girl = Demonstration.girl("a".repeat(1 << 20), "Uka");
    var refused = worker.post("/api/persons", girl.toString());
    assertEquals(413, refused.status(), refused.text());
  }

  @Test
  void sqlInANameIsNoName() {
    var girl = Demonstration.girl("Robert'); drop table persons.person;--", "Vata");
    var refused = worker.post("/api/persons", girl.toString());
    assertEquals(422, refused.status(), refused.text());
    assertEquals("name-characters", refused.rule());
    assertTrue(refused.body().path("field").asText().endsWith("firstName"), refused.text());
    var apostrophe = Demonstration.girl("D'Angela-Ana", "O’Brien");
    assertEquals(201, worker.post("/api/persons", apostrophe.toString()).status());
  }

  @Test
  void aLoneSurrogateIsRefused() {
    var text = Demonstration.girl("NAME", "Xhani").toString().replace("NAME", "A\\ud800b");
    var refused = worker.post("/api/persons", text);
    assertEquals(422, refused.status(), refused.text());
    assertTrue(refused.body().path("field").asText().endsWith("firstName"), refused.text());
  }

  @Test
  void bytesThatAreNotUtf8AreRefused() {
    var bytes =
        Demonstration.girl("NAME", "Yzeiri").toString().getBytes(StandardCharsets.ISO_8859_1);
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == 'N') {
        bytes[i] = (byte) 0xc3;
        break;
      }
    }
    var refused = worker.sendBytes("POST", "/api/persons", bytes, Map.of());
    assertTrue(refused.status() == 400 || refused.status() == 422, refused.text());
  }

  @Test
  void brokenJsonIsRefused() {
    for (var text : new String[] {"", "{", "[]", "{} {}", "{\"identity\":null}", "nul"}) {
      var refused = worker.post("/api/persons", text);
      assertTrue(refused.status() == 400 || refused.status() == 422, text + ": " + refused.text());
      assertFalse(refused.rule().isEmpty(), refused.text());
    }
    var deep = "{\"identity\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}";
    assertEquals(4, worker.post("/api/persons", deep).status() / 100);
  }

  @Test
  void anIdOfAnotherKindIsNotFound() {
    for (var id : new String[] {"1", "abc", "00000000-0000-0000-0000-00000000000g", "%27"}) {
      int status = worker.get("/api/persons/" + id).status();
      assertTrue(status == 404 || status == 400, id + " → " + status);
    }
    var session = worker.get("/api/persons/00000000-0000-7000-8000-000000000000");
    assertEquals(404, session.status());
  }

  @Test
  void aRequestWithoutOrWithAnEndedSessionIsRefused() {
    var anonymous = Demonstration.anonymous().post("/api/persons", "{}");
    assertEquals(401, anonymous.status());
    assertFalse(anonymous.header("WWW-Authenticate").isEmpty());
    var leaving = Demonstration.worker();
    assertEquals(
        2, leaving.send("DELETE", "/api/access/sessions/current", null, Map.of()).status() / 100);
    assertEquals(401, leaving.get("/api/persons/00000000-0000-7000-8000-000000000000").status());
  }

  @Test
  void whatIsNotJsonIsNotTaken() {
    var refused =
        worker.post("/api/persons", "<person/>", Map.of("Content-Type", "application/xml"));
    assertEquals(415, refused.status());
    assertEquals("application/problem+json", refused.header("Content-Type").split(";")[0]);
    assertEquals(404, worker.get("/api/nonsense").status());
    assertEquals(405, worker.send("DELETE", "/api/persons", null, Map.of()).status());
  }
}
