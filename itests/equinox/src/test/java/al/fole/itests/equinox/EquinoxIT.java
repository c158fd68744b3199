// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.equinox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.itests.story.Caller;
import al.fole.itests.story.FirstLife;
import al.fole.itests.story.People;
import al.fole.itests.story.RegistryPageDesk;
import al.fole.itests.story.Stage;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;

/** The release starts, answers and ends in Equinox as it does in Felix. */
final class EquinoxIT {
  private static final long PATIENCE = TimeUnit.MINUTES.toNanos(3);

  @Test
  void theReleaseStartsAnswersAndEnds(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path data)
      throws Exception {
    long began = System.nanoTime();
    EquinoxHost host = EquinoxHost.make(data);
    Caller stranger = new Caller(host.url(), null);
    Bundle system = host.framework().context().getBundle(0);
    try (host) {
      host.start();
      assertEquals("org.eclipse.osgi", host.implementation());
      assertEquals(List.of(), host.framework().failed());
      awaitAll(host);
      System.out.printf("Equinox ready after %d ms%n", (System.nanoTime() - began) / 1_000_000);

      var ready = stranger.get("/health/ready");
      assertEquals(200, ready.status(), ready.text());
      for (String route : List.of("persons", "cases", "families")) {
        var refused = stranger.get("/api/" + route + "/ready");
        assertEquals(401, refused.status(), refused.text());
      }
      var worker = Stage.signedIn(host.url(), "pmf.tirana", EquinoxHost.PASSWORD, "CASE_WORK");
      var registered = worker.post("/api/persons", People.girl("Ana", "Hoxha").toString());
      assertEquals(201, registered.status(), registered.text());
      var read = worker.get("/api/persons/" + registered.id());
      assertEquals(200, read.status(), read.text());
      assertEquals("Hoxha", read.body().findPath("lastName").asText(), read.text());

      var desk = new RegistryPageDesk(host.url(), "registry.tirana", EquinoxHost.PASSWORD);
      new FirstLife(Stage.ofDemonstration(host.url(), EquinoxHost.PASSWORD, desk)).walk();
      assertEquals(List.of(), host.in(Bundle.INSTALLED), "unresolved");
    }
    assertEquals(Bundle.RESOLVED, system.getState(), "the framework ended");
    assertThrows(UncheckedIOException.class, () -> stranger.get("/health/live"));
    assertTrue(Files.isDirectory(data.resolve("log")), "the trail stays");
  }

  /** Waits until nothing is missing: of the checks, and of the routes. */
  private static void awaitAll(EquinoxHost host) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE;
    List<String> missing = host.missing();
    while (!missing.isEmpty() && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(50);
      missing = host.missing();
    }
    if (!missing.isEmpty()) {
      host.framework().diagnose(System.out);
    }
    assertEquals(List.of(), missing);
  }
}
