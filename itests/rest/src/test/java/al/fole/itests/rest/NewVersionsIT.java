// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NewVersionsIT {
  private static final String OPEN = "/api/nests/open";
  private static final String POST =
      "{\"name\":\"a\",\"tree\":{\"kind\":\"OAK\",\"planted\":\"1990-05-01\",\"branches\":3,"
          + "\"estimated\":false,\"height\":4.5,\"names\":[]}}";

  private RunningFramework framework;
  private Http http;

  @BeforeAll
  void start(@TempDir Path storage) throws Exception {
    framework = RunningFramework.start(storage);
    http = new Http(framework.base());
    framework.install("al.fole.caller", "al.fole.itests.rest.caller").start();
  }

  /** The whiteboard serves what has gone until it has reloaded. */
  @BeforeEach
  void nobodyIsThere() {
    RunningFramework.await(() -> http.status(OPEN) == 503);
  }

  @AfterAll
  void stop() throws Exception {
    framework.close();
  }

  private Bundle nests(int activation) throws Exception {
    String described = "{\"paths\":{\"/nests/v" + activation + "\":{\"get\":{}}}}";
    return framework.install(
        "al.fole.nests",
        "al.fole.itests.rest.sample",
        activation,
        Map.of("openapi.json", described));
  }

  @Test
  void theNextVersionTakesOverWithoutAFailedRequestAndTheOldOneIsForgotten() throws Exception {
    Bundle old = nests(0);
    String first = old.getVersion().toString();
    old.start();
    RunningFramework.await(() -> serves(first));
    try (var poll = new Polling(http, OPEN, 3)) {
      for (int activation = 1; activation <= 4; activation++) {
        assertEquals(201, http.post("/api/nests", POST).status());
        Bundle next = nests(activation);
        next.start();
        String version = next.getVersion().toString();
        RunningFramework.await(() -> serves(version));
        var loader = new WeakReference<>(old.adapt(BundleWiring.class).getClassLoader());
        old.stop();
        old.uninstall();
        old = next;
        RunningFramework.await(() -> gone(loader));
      }
      System.out.println(
          "Four versions: " + poll.counts() + ", longest " + poll.longestMillis() + " ms");
      assertEquals(Set.of("200"), poll.counts().keySet());
    }
    old.uninstall();
  }

  private boolean serves(String version) {
    Http.Reply reply = http.get(OPEN);
    return reply.status() == 200 && reply.text("version").equals(version);
  }

  private static boolean gone(WeakReference<ClassLoader> loader) {
    if (!loader.refersTo(null)) {
      System.gc();
      LockSupport.parkNanos(200_000_000);
    }
    return loader.refersTo(null);
  }

  @Test
  void theDescriptionIsOfWhatIsThere() throws Exception {
    RunningFramework.await(() -> http.status("/api/openapi") == 200);
    assertTrue(described("/openapi"));
    assertFalse(described("/nests/v0"));
    Bundle old = nests(0);
    old.start();
    assertTrue(described("/nests/v0"));
    Bundle next = nests(1);
    next.start();
    assertTrue(described("/nests/v1"));
    assertFalse(described("/nests/v0"), "of two versions the later");
    next.stop();
    assertTrue(described("/nests/v0"));
    old.stop();
    assertFalse(described("/nests/v0"));
    old.uninstall();
    next.uninstall();
    var document = http.get("/api/openapi").json();
    assertEquals("3.1.0", document.get("openapi").asText());
    assertEquals("/api", document.get("servers").get(0).get("url").asText());
    assertEquals(200, http.send(http.request("/api/openapi")).status(), "public");
  }

  private boolean described(String path) {
    return http.get("/api/openapi").json().get("paths").has(path);
  }
}
