// SPDX-License-Identifier: EUPL-1.2
package al.fole.launcher;

import al.fole.database.PrivateFiles;
import al.fole.population.Population;
import al.fole.population.Someone;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills a demonstration with people who do not exist, as its child-protection workers would: over
 * HTTP, one after the other, resting as long as each answer took. Once; a run that was cut short is
 * done again by the next start and enters nobody twice.
 */
final class DemonstrationPeople implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DemonstrationPeople.class);
  private static final long SEED = 2026;
  private static final Map<String, String> WORKERS =
      Map.of("53", "pmf.tirana", "48", "pmf.shkoder");
  private static final int CREATED = 201;
  private static final int THERE_ALREADY = 409;
  private static final int WHO_ARE_YOU = 401;
  private static final int BROKEN = 500;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Map<String, String> tokens = new HashMap<>();
  private final String url;
  private final String password;
  private final int count;
  private final Path marker;
  private final Thread thread = new Thread(this::run, "fole-demonstration-people");

  private DemonstrationPeople(String url, String password, int count, Path marker) {
    this.url = url;
    this.password = password;
    this.count = count;
    this.marker = marker;
  }

  /**
   * Begins in the background, unless it was done.
   *
   * @param url of the host
   * @param password of the invented people
   * @param count how many are entered
   * @param marker the file that is there once it was done
   */
  static DemonstrationPeople begin(String url, String password, int count, Path marker) {
    DemonstrationPeople people = new DemonstrationPeople(url, password, count, marker);
    if (!Files.exists(marker)) {
      people.thread.setDaemon(true);
      people.thread.start();
    }
    return people;
  }

  /** Returns when all are entered, or it was cut short. */
  void await() throws InterruptedException {
    thread.join();
  }

  /** Ends it where it is. */
  @Override
  public void close() throws InterruptedException {
    thread.interrupt();
    thread.join(TimeUnit.SECONDS.toMillis(10));
  }

  private void run() {
    try {
      int there = 0;
      for (Someone someone : people()) {
        long began = System.nanoTime();
        there += enter(someone) ? 1 : 0;
        TimeUnit.NANOSECONDS.sleep(System.nanoTime() - began);
      }
      PrivateFiles.write(marker, there + "\n");
      LOG.info("The demonstration has {} invented people.", there);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException e) {
      // Its class only: a message might name somebody.
      LOG.warn("The demonstration lacks people until its next start: {}", e.getClass().getName());
    }
  }

  private List<Someone> people() {
    return Population.of(SEED, Integer.MAX_VALUE)
        .filter(someone -> WORKERS.containsKey(someone.municipality()))
        .limit(count)
        .toList();
  }

  /** Whether he is in the register now; what its rules refuse is left out. */
  private boolean enter(Someone someone) throws IOException, InterruptedException {
    String token = token(WORKERS.getOrDefault(someone.municipality(), ""));
    String key = "demonstration " + SEED + " " + someone.index();
    int status =
        post(
                "/api/persons",
                body(someone),
                Map.of(
                    "Authorization",
                    "Bearer " + token,
                    "Idempotency-Key",
                    UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString()))
            .statusCode();
    if (status == WHO_ARE_YOU || status >= BROKEN) {
      throw new IOException("answered " + status);
    }
    return status == CREATED || status == THERE_ALREADY;
  }

  private String token(String worker) throws IOException, InterruptedException {
    String known = tokens.get(worker);
    if (known != null) {
      return known;
    }
    String body =
        Json.createObjectBuilder()
            .add("name", worker)
            .add("password", password)
            .add("purpose", "CASE_WORK")
            .build()
            .toString();
    HttpResponse<String> answer = post("/api/access/sessions", body, Map.of());
    if (answer.statusCode() != CREATED) {
      throw new IOException("answered " + answer.statusCode());
    }
    try (var reader = Json.createReader(new StringReader(answer.body()))) {
      String token = reader.readObject().getString("token");
      tokens.put(worker, token);
      return token;
    }
  }

  private HttpResponse<String> post(String path, String body, Map<String, String> headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + path))
            .timeout(Duration.ofSeconds(60))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    headers.forEach(request::header);
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static String body(Someone someone) {
    JsonObjectBuilder identity = Json.createObjectBuilder();
    add(identity, "personalNumber", someone.personalNumber());
    add(identity, "firstName", someone.firstName());
    add(identity, "fatherName", someone.fatherName());
    add(identity, "lastName", someone.lastName());
    identity.add("sex", someone.sex());
    identity.add("birthDate", someone.birthDate().toString());
    identity.add("birthDateEstimated", someone.birthDateEstimated());
    identity.add("municipality", someone.municipality());
    add(identity, "address", someone.address());
    add(identity, "contact", someone.contact());
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    LocalDate on = today.isBefore(Population.AS_OF) ? today : Population.AS_OF;
    return Json.createObjectBuilder()
        .add("identity", identity)
        .add(
            "provenance",
            Json.createObjectBuilder().add("provider", "SOCIAL_WORKER").add("on", on.toString()))
        .build()
        .toString();
  }

  private static void add(JsonObjectBuilder to, String name, @Nullable String value) {
    if (value != null) {
      to.add(name, value);
    }
  }
}
