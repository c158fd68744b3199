// SPDX-License-Identifier: EUPL-1.2
package al.fole.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DemonstrationPeopleTest {

  private static final int COUNT = 40;

  /** A person as he arrived. */
  private record Arrived(String authorization, String key, String body) {}

  @TempDir Path home;

  private final List<Arrived> arrived = new CopyOnWriteArrayList<>();
  private final List<String> signedIn = new CopyOnWriteArrayList<>();
  private final CountDownLatch somebodyCame = new CountDownLatch(1);
  private final CountDownLatch mayAnswer = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private volatile int status = 201;
  private HttpServer server;
  private String url;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/api/access/sessions", this::signIn);
    server.createContext("/api/persons", this::person);
    server.start();
    url = "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @AfterEach
  void stop() {
    mayAnswer.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  @Test
  void eachIsEnteredOnceByTheWorkerOfHisMunicipality() throws Exception {
    mayAnswer.countDown();
    fill();
    assertEquals(COUNT, arrived.size());
    assertEquals(COUNT, arrived.stream().map(Arrived::key).distinct().count());
    assertEquals(Set.copyOf(DemonstrationPeople.WORKERS.values()), Set.copyOf(signedIn));
    assertEquals(DemonstrationPeople.WORKERS.size(), signedIn.size());
    for (Arrived one : arrived) {
      String code = one.body().replaceAll(".*\"municipality\":\"([0-9]+)\".*", "$1");
      assertEquals("Bearer " + DemonstrationPeople.WORKERS.get(code), one.authorization());
    }
    assertEquals(COUNT + "\n", Files.readString(marker()));
    fill();
    assertEquals(COUNT, arrived.size(), "the next start enters nobody");
  }

  @Test
  void aStopCutsItShortAndTheNextStartSaysTheSameKeys() throws Exception {
    try (DemonstrationCountry people = begin()) {
      assertTrue(somebodyCame.await(30, TimeUnit.SECONDS));
      people.close();
      people.await();
    }
    assertEquals(1, arrived.size());
    assertFalse(Files.exists(marker()));
    mayAnswer.countDown();
    fill();
    assertEquals(COUNT + 1, arrived.size());
    assertEquals(COUNT, arrived.stream().map(Arrived::key).collect(Collectors.toSet()).size());
  }

  @Test
  void aPartThatIsAbsentEndsItUntilTheNextStart() throws Exception {
    mayAnswer.countDown();
    status = 503;
    fill();
    assertEquals(1, arrived.size());
    assertFalse(Files.exists(marker()));
  }

  private void fill() throws InterruptedException {
    try (DemonstrationCountry people = begin()) {
      people.await();
    }
  }

  private DemonstrationCountry begin() {
    var caller = new DemonstrationCaller(url, "fjala-kyçe");
    return DemonstrationCountry.begin(List.of(new DemonstrationPeople(caller, COUNT, marker())));
  }

  private Path marker() {
    return home.resolve("people");
  }

  private void signIn(HttpExchange exchange) throws IOException {
    String body = read(exchange);
    assertTrue(body.contains("\"password\":\"fjala-kyçe\""), body);
    String name = body.replaceAll(".*\"name\":\"([a-z.]+)\".*", "$1");
    signedIn.add(name);
    answer(exchange, 201, "{\"token\":\"" + name + "\"}");
  }

  private void person(HttpExchange exchange) throws IOException {
    var headers = exchange.getRequestHeaders();
    arrived.add(
        new Arrived(
            headers.getFirst("Authorization"),
            headers.getFirst("Idempotency-Key"),
            read(exchange)));
    somebodyCame.countDown();
    try {
      mayAnswer.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    answer(exchange, status, "{}");
  }

  private static String read(HttpExchange exchange) throws IOException {
    return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    try (exchange) {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }
}
