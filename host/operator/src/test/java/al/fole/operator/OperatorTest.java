// SPDX-License-Identifier: EUPL-1.2
package al.fole.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a command asks of the host, prints and ends with. */
class OperatorTest {

  private static final String STATUS =
      """
      {"current":{"id":"al.fole:fole:1.1.0","activation":2,"sha256":"ab"},
       "parts":[{"bundle":"al.fole.cases","version":"1.1.0","state":"ENABLED"}],
       "operation":{"kind":"APPLY","target":"al.fole:fole:1.1.0","state":"DONE",
                    "release":"al.fole:fole:1.1.0","activation":2,"recovered":true}}""";

  private static final String PLAN =
      """
      {"release":"al.fole:fole:1.2.0","sha256":"cd","digest":"12ab","signers":["Signer"],
       "downgrade":true,
       "bundles":[{"change":"COMES","bundle":"al.fole.persons","version":"1.2.0","sha256":"ef"}],
       "wiring":[{"bundle":"al.fole.persons","name":"al.fole.store","version":"1.1.0"}],
       "schema":[{"contracts":true,"bundle":"al.fole.persons","file":"contract/001.sql"}],
       "connectors":["civil"],"refreshes":[],"pauses":[]}""";

  @TempDir Path home;
  private SampleHost host;

  @BeforeEach
  void open() throws IOException {
    host = new SampleHost();
  }

  @AfterEach
  void close() {
    host.close();
  }

  private static String operation(String state, String more) {
    return """
        {"id":"7b8f3a52-0000-4000-8000-000000000001","kind":"DISABLE","target":"al.fole.cases",
         "state":"%s","release":"al.fole:fole:1","activation":1%s}"""
        .formatted(state, more);
  }

  @Test
  void statusIsReadableOrJson() {
    host.replies("GET /api/releases", 200, STATUS);
    var readable = host.run("status");
    assertEquals(0, readable.status());
    assertEquals(
        """
        in force: al.fole:fole:1.1.0 as activation 2 sha256 ab
        part al.fole.cases            1.1.0                ENABLED
        last: APPLY al.fole:fole:1.1.0 DONE: al.fole:fole:1.1.0 as activation 2, found at the start
        """,
        readable.out());
    var json = host.run("--json", "status");
    assertEquals(0, json.status());
    assertEquals(json(STATUS), json(json.out()));
  }

  private static Object json(String text) {
    try {
      return Desk.JSON.readTree(text);
    } catch (IOException e) {
      throw new IllegalStateException(text, e);
    }
  }

  @Test
  void aPlanIsPrintedLineByLine() throws Exception {
    Path archive = Files.writeString(home.resolve("a.zip"), "zip");
    host.replies("POST /api/releases/archives", 201, "{\"archive\":\"aa\"}");
    host.replies("POST /api/releases/plans", 200, PLAN);
    var planned = host.run("plan", archive.toString(), "--allow-downgrade");
    assertEquals(0, planned.status(), planned.err());
    assertEquals(
        """
        release al.fole:fole:1.2.0 sha256 cd
        plan 12ab
        signed by Signer
        DOWNGRADE: something becomes older
        comes al.fole.persons          1.2.0                ef
        wire  al.fole.persons          al.fole.store 1.1.0
        later, by contract: al.fole.persons db/contract/001.sql
        connector affected: civil
        refreshed: nothing
        pauses: nothing
        """,
        planned.out());
    assertEquals("zip", host.asked.get(0).body());
    assertEquals(
        json("{\"archive\":\"aa\",\"downgrade\":true,\"pause\":false}"),
        json(host.asked.get(1).body()));
  }

  @Test
  void applyOrdersThePlanItHasSeenOrTheOneItWasTold() throws Exception {
    Path archive = Files.writeString(home.resolve("a.zip"), "zip");
    host.replies("POST /api/releases/archives", 201, "{\"archive\":\"aa\"}");
    host.replies("POST /api/releases/plans", 200, PLAN);
    host.replies("POST /api/releases/activations", 202, operation("DONE", ""));
    assertEquals(0, host.run("apply", archive.toString(), "--json").status());
    assertEquals(0, host.run("apply", archive.toString(), "--plan=99", "--json").status());
    assertEquals(
        json("{\"archive\":\"aa\",\"downgrade\":false,\"pause\":false,\"plan\":\"12ab\"}"),
        json(host.asked.get(2).body()));
    assertEquals(
        json("{\"archive\":\"aa\",\"downgrade\":false,\"pause\":false,\"plan\":\"99\"}"),
        json(host.asked.get(5).body()));
    assertNotEquals(host.asked.get(2).key(), host.asked.get(5).key());
  }

  @Test
  void aChangeIsFollowedToItsEnd() {
    host.replies("POST /api/releases/parts/cases/disabling", 202, operation("RUNNING", ""));
    String at = "GET /api/releases/operations/7b8f3a52-0000-4000-8000-000000000001";
    host.replies(at, 200, operation("RUNNING", ""));
    host.replies(at, 200, operation("DONE", ",\"said\":[\"cases.care_case: 3 rows\"]"));
    var ended = host.run("disable", "cases");
    assertEquals(0, ended.status(), ended.err());
    assertEquals(
        """
        DISABLE al.fole.cases DONE: al.fole:fole:1 as activation 1
        cases.care_case: 3 rows
        """,
        ended.out());
    assertFalse(host.asked.get(0).key().isEmpty());
  }

  @Test
  void aChangeThatFailsEndsWithOneAndItsReason() {
    host.replies(
        "POST /api/releases/rollbacks",
        202,
        operation("FAILED", ",\"rule\":\"release-failed\",\"en\":\"It did not come up.\""));
    var ended = host.run("rollback");
    assertEquals(1, ended.status());
    assertTrue(ended.out().contains("release-failed: It did not come up."), ended.out());
    assertEquals("{\"pause\":false}", host.asked.get(0).body());
    host.run("rollback", "1");
    assertEquals("{\"pause\":false,\"to\":\"1\"}", host.asked.get(1).body());
  }

  @Test
  void aRefusalIsPrintedWithItsRule() {
    String problem =
        "{\"rule\":\"release-downgrade\",\"title\":\"It is older.\",\"what\":\"persons\"}";
    host.replies("POST /api/releases/contractions", 409, problem);
    var readable = host.run("contract", "al.fole:fole:1");
    assertEquals(1, readable.status());
    assertEquals("release-downgrade: It is older.\n  what: persons\n", readable.err());
    assertEquals("", readable.out());
    var json = host.run("contract", "al.fole:fole:1", "--json");
    assertEquals(1, json.status());
    assertEquals(json(problem), json(json.out()));
  }

  @Test
  void withoutTheReleaseAContractionIsOnlySaid() {
    host.replies(
        "GET /api/releases/contractions",
        200,
        "{\"release\":\"al.fole:fole:1\",\"drops\":[\"persons/001: drop table persons.old\"]}");
    var said = host.run("contract");
    assertEquals(0, said.status());
    assertEquals(
        """
        drops persons/001: drop table persons.old
        to do it, and to give up every release before it: contract al.fole:fole:1
        """,
        said.out());
    assertEquals(List.of("GET /api/releases/contractions"), what());
  }

  private List<String> what() {
    return host.asked.stream().map(SampleHost.Asked::what).toList();
  }

  @Test
  void aSignInOfItsOwnIsEnded() {
    host.without("FOLE_TOKEN").with("FOLE_USER", "admin").with("FOLE_PASSWORD", "a long word");
    host.replies("POST /api/access/sessions", 201, "{\"token\":\"t\"}");
    host.replies("GET /api/releases/history", 200, "{\"kept\":[],\"operations\":[]}");
    assertEquals(0, host.run("history").status());
    assertEquals(
        List.of(
            "POST /api/access/sessions",
            "GET /api/releases/history",
            "DELETE /api/access/sessions/current"),
        what());
  }

  @Test
  void aRefusedSignInEndsWithFour() {
    host.without("FOLE_TOKEN").with("FOLE_USER", "admin").with("FOLE_PASSWORD", "wrong");
    host.replies("POST /api/access/sessions", 401, "{\"rule\":\"sign-in-failed\"}");
    assertEquals(4, host.run("status").status());
  }

  @Test
  void anEndedSessionEndsWithFour() {
    host.replies("GET /api/releases", 401, "{\"rule\":\"session-ended\"}");
    assertEquals(4, host.run("status").status());
  }

  @Test
  void whatIsBusyIsAskedAgainWithTheSameKey() {
    host.replies("POST /api/releases/parts/cases/enabling", 503, "");
    host.replies("POST /api/releases/parts/cases/enabling", 202, operation("DONE", ""));
    assertEquals(0, host.run("enable", "cases").status());
    assertEquals(2, host.asked.size());
    assertEquals(host.asked.get(0).key(), host.asked.get(1).key());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "dance",
        "plan",
        "plan a.zip b.zip",
        "disable",
        "disable ../cases",
        "disable cases families",
        "rollback 1 2",
        "apply nowhere.zip",
        "status --loud",
        "--url=http://fole.example status"
      })
  void whatIsNoCommandIsMisusedAndNothingIsOrdered(String line) {
    var ended = host.run(line.isEmpty() ? new String[0] : line.split(" "));
    assertEquals(2, ended.status(), ended.err());
    assertTrue((ended.out() + ended.err()).contains("COMMAND"), ended.err());
    assertEquals(List.of(), host.asked);
  }

  @Test
  void helpIsNoMisuse() {
    var ended = host.run("--help");
    assertEquals(0, ended.status());
    assertTrue(ended.out().contains("rollback [ACTIVATION|RELEASE]"), ended.out());
  }

  @Test
  void withoutANameItIsMisused() {
    assertEquals(2, host.without("FOLE_TOKEN").run("status").status());
  }

  @Test
  void aHostThatIsNotThereEndsWithThree() {
    host.close();
    var ended = host.run("status");
    assertEquals(3, ended.status());
    assertTrue(ended.err().contains("does not answer"), ended.err());
  }
}
