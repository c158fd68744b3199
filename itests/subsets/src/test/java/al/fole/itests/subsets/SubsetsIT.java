// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.subsets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.access.Access;
import al.fole.itests.driver.InFramework;
import al.fole.itests.driver.Services;
import al.fole.persons.CorrectPerson;
import al.fole.persons.Identity;
import al.fole.persons.PersonId;
import al.fole.persons.Persons;
import al.fole.persons.Provenance;
import al.fole.persons.RegisterPerson;
import al.fole.spi.Actor;
import al.fole.spi.Problem;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;

/**
 * Walks through the subsets of the bundles in one framework, one bundle stopped or started at each
 * step: what has all its parts works, what lacks one answers 503 naming a part, never 404 or 500,
 * also not in passing, and the parent notices nothing.
 */
@InFramework
@SuppressWarnings("NullAway.Init") // the driver injects
class SubsetsIT {
  private static final List<String> PARTS =
      List.of("families", "cases", "persons", "audit", "rest", "access");

  private static final LocalDate BORN = LocalDate.of(2015, 3, 14);

  /** Route of a part, and the parts it needs. */
  private static final Map<String, Set<String>> ROUTES = new LinkedHashMap<>();

  static {
    ROUTES.put(
        "/api/persons/00000000-0000-7000-8000-000000000000",
        Set.of("persons", "audit", "rest", "access"));
    ROUTES.put(
        "/api/cases/00000000-0000-7000-8000-000000000000",
        Set.of("cases", "audit", "rest", "access"));
    ROUTES.put(
        "/api/families/00000000-0000-7000-8000-000000000000",
        Set.of("families", "audit", "rest", "access"));
    ROUTES.put("/api/audit/vkey", Set.of("audit", "rest", "access"));
    ROUTES.put("/api/access/sessions/current", Set.of("rest", "access"));
  }

  private final HttpClient client = HttpClient.newHttpClient();
  private BundleContext context;

  @Test
  void anySubsetAnswersWhatItCanAnd503ForTheRest() throws Exception {
    var present = new TreeSet<>(PARTS);
    int states = 1;
    check(present);
    for (int step = 1; step < 1 << PARTS.size(); step++) {
      var part = PARTS.get(Integer.numberOfTrailingZeros(step));
      if (present.remove(part)) {
        bundle("al.fole." + part).stop(Bundle.STOP_TRANSIENT);
      } else {
        present.add(part);
        bundle("al.fole." + part).start(Bundle.START_TRANSIENT);
      }
      check(present);
      states++;
    }
    for (var part : PARTS) {
      bundle("al.fole." + part).start(Bundle.START_TRANSIENT);
    }
    check(new TreeSet<>(PARTS));
    System.out.println("subsets walked: " + states + " of " + (1 << PARTS.size()));
    assertEquals(1 << PARTS.size(), states);
  }

  @Test
  void withoutTheStoreEveryRouteAnswers503AndComesBack() throws Exception {
    check(new TreeSet<>(PARTS));
    for (var part : List.of("store", "keys")) {
      bundle("al.fole." + part).stop(Bundle.STOP_TRANSIENT);
      check(Set.of("rest"));
      bundle("al.fole." + part).start(Bundle.START_TRANSIENT);
      check(new TreeSet<>(PARTS));
    }
  }

  @Test
  void withoutFamiliesOrCasesAPersonIsNotCorrectedAndThePartIsNamed() throws Exception {
    var identity =
        new Identity(null, null, "Ana", null, "Dervishi", "F", BORN, false, "53", null, null);
    var said = new Provenance("SOCIAL_WORKER", BORN);
    check(new TreeSet<>(PARTS));
    Actor system = Services.await(context, Access.class).system("subsets.walk");
    Persons persons = Services.await(context, Persons.class);
    var id = new PersonId(persons.register(system, new RegisterPerson(identity, said)).id());
    for (String part : List.of("families", "cases")) {
      bundle("al.fole." + part).stop(Bundle.STOP_TRANSIENT);
      var refusal =
          assertThrows(
              Problem.class,
              () -> persons.correct(system, id, new CorrectPerson(1, identity, said, "gabim")));
      assertEquals(Problem.Kind.UNAVAILABLE, refusal.kind());
      assertEquals(Map.of("part", part), refusal.more());
      assertEquals(1, persons.view(system, id).version());
      bundle("al.fole." + part).start(Bundle.START_TRANSIENT);
      check(new TreeSet<>(PARTS));
    }
    persons.correct(system, id, new CorrectPerson(1, identity, said, "gabim"));
    assertEquals(2, persons.view(system, id).version());
  }

  private void check(Set<String> present) throws Exception {
    for (var route : ROUTES.entrySet()) {
      boolean whole = present.containsAll(route.getValue());
      var answer = awaited(route.getKey(), whole);
      var what = route.getKey() + " with " + present + ": " + answer.body();
      assertEquals(whole, answer.statusCode() != 503, what);
      neither404Nor500(what, answer);
      if (!whole) {
        assertTrue(answer.headers().firstValue("Retry-After").isPresent(), what);
        assertTrue(answer.body().contains("\"part\":\""), what);
      }
    }
    assertEquals(200, get("/registry").statusCode(), "the parent with " + present);
    checkHealth(present);
  }

  /** The operator is told which part is missing, whichever it is. */
  private void checkHealth(Set<String> present) throws Exception {
    int expected = present.containsAll(PARTS) ? 200 : 503;
    var ready = awaitedHealth(expected);
    var what = "with " + present + ": " + ready.body();
    assertEquals(expected, ready.statusCode(), what);
    for (var part : PARTS) {
      assertTrue(present.contains(part) || ready.body().contains("\"parts: " + part + " "), what);
    }
    assertEquals(200, get("/health/live").statusCode(), what);
    assertEquals(200, get("/metrics").statusCode(), what);
  }

  private HttpResponse<String> awaitedHealth(int status) throws Exception {
    var answer = get("/health/ready");
    for (int i = 0; i < 600 && answer.statusCode() != status; i++) {
      TimeUnit.MILLISECONDS.sleep(50);
      answer = get("/health/ready");
    }
    return answer;
  }

  /** The answer once the change has settled; the last one when it does not. */
  private HttpResponse<String> awaited(String path, boolean whole) throws Exception {
    var answer = get(path);
    for (int i = 0; i < 6000 && (answer.statusCode() != 503) != whole; i++) {
      neither404Nor500(path, answer);
      LockSupport.parkNanos(5_000_000);
      answer = get(path);
    }
    return answer;
  }

  private static void neither404Nor500(String path, HttpResponse<String> answer) {
    assertTrue(answer.statusCode() != 404 && answer.statusCode() != 500, path + answer.body());
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    var port = context.getProperty("org.osgi.service.http.port");
    return client.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(30))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private Bundle bundle(String name) throws BundleException {
    return Arrays.stream(context.getBundles())
        .filter(b -> b.getSymbolicName().equals(name))
        .findFirst()
        .orElseThrow(() -> new BundleException(name));
  }
}
