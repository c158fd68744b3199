// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.rest;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.itests.rest.Http.Reply;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AbsentPartsIT {
  private static final String OPEN = "/api/nests/open";

  private RunningFramework framework;
  private Http http;
  private Bundle caller;
  private Bundle nests;

  @BeforeAll
  void start(@TempDir Path storage) throws Exception {
    framework = RunningFramework.start(storage);
    http = new Http(framework.base());
    caller = framework.install("al.fole.caller", "al.fole.itests.rest.caller");
    nests = framework.install("al.fole.nests", "al.fole.itests.rest.sample");
  }

  @BeforeEach
  void nobodyIsThere() throws Exception {
    nests.stop();
    caller.stop();
    RunningFramework.await(() -> http.status(OPEN) == 503);
  }

  @AfterAll
  void stop() throws Exception {
    framework.close();
  }

  @Test
  void aKnownPartThatIsAbsentIs503AndTheRestIs404() {
    unavailable(http.get(OPEN), "nests");
    unavailable(http.get("/api/nests"), "nests");
    unavailable(http.post("/api/nests", "{\"name\":\"" + "a".repeat(1024 * 1024) + "\"}"), "nests");
    Reply head = http.send(http.request(OPEN).method("HEAD", HttpRequest.BodyPublishers.noBody()));
    assertEquals(503, head.status());
    for (String unknown : new String[] {"/api/nest", "/api", "/api/", "/api/x/nests"}) {
      Reply reply = http.get(unknown);
      assertEquals(404, reply.status(), unknown);
      assertEquals("urn:fole:problem:no-such-route", reply.text("type"), unknown);
    }
  }

  @Test
  void whatComesAndGoesIsThereOr503AndNothingElse() throws Exception {
    nests.start();
    RunningFramework.await(() -> nests.getRegisteredServices() != null);
    assertEquals(503, http.get(OPEN).status(), "without access no application");
    try (var poll = new Polling(http, OPEN, 2)) {
      caller.start();
      RunningFramework.await(() -> http.status(OPEN) == 200);
      for (int i = 0; i < 4; i++) {
        goAndCome(caller);
        goAndCome(nests);
      }
      System.out.println("Access and a feature going and coming: " + poll.counts());
      assertEquals(Set.of("200", "503 part-unavailable"), poll.counts().keySet());
    }
  }

  @Test
  void whatFailsBecauseAPartHasJustGoneIs503() throws Exception {
    for (String how : new String[] {"going", "alone"}) {
      nests.start();
      caller.start();
      RunningFramework.await(() -> http.status(OPEN) == 200);
      unavailable(http.get("/api/nests/broken/" + how), "nests");
      RunningFramework.await(() -> http.status(OPEN) == 503);
    }
  }

  @Test
  void theFallbackOutlivesRestAndTheWhiteboard() throws Exception {
    nests.start();
    caller.start();
    RunningFramework.await(() -> http.status(OPEN) == 200);
    try (var poll = new Polling(http, OPEN, 2)) {
      goAndCome(framework.bundle("al.fole.rest"));
      goAndCome(framework.bundle("org.eclipse.osgitech.rest.servlet.whiteboard"));
      System.out.println("Rest and the whiteboard going and coming: " + poll.counts());
      assertEquals(Set.of("200", "503 part-unavailable"), poll.counts().keySet());
    }
  }

  private void goAndCome(Bundle bundle) throws Exception {
    bundle.stop();
    RunningFramework.await(() -> http.status(OPEN) == 503);
    bundle.start();
    RunningFramework.await(() -> http.status(OPEN) == 200);
  }

  private static void unavailable(Reply reply, String part) {
    assertAll(
        () -> assertEquals(503, reply.status()),
        () -> assertEquals("application/problem+json", reply.header("Content-Type")),
        () -> assertEquals("5", reply.header("Retry-After")),
        () -> assertEquals("nosniff", reply.header("X-Content-Type-Options")),
        () -> assertEquals("urn:fole:problem:part-unavailable", reply.text("type")),
        () -> assertEquals(part, reply.text("part")),
        () -> assertTrue(reply.text("title_sq").contains("është"), reply.text("title_sq")),
        () -> UUID.fromString(reply.text("request_id")));
  }
}
