// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive as a process: start to the first answer with an existing database, and memory. */
class HostBench {
  private static final Pattern READY = Pattern.compile("Fole ready: (http://\\S+)");
  @TempDir Path data = Path.of("");

  @Test
  void startAndMemory() throws Exception {
    stop(start()); // makes the database
    for (int i = 1; i <= 3; i++) {
      long began = System.nanoTime();
      var host = start();
      System.out.printf(
          Locale.ROOT,
          "start %d to first answer, existing database: %.1f s, CPU %s%n",
          i,
          (System.nanoTime() - began) / 1e9,
          host.process.info().totalCpuDuration().map(d -> d.toMillis() + " ms").orElse("?"));
      if (i == 3) {
        TimeUnit.SECONDS.sleep(10);
        System.out.printf("memory idle: %d MB%n", residentMegabytes(host.process));
        load(host.url);
        System.out.printf("memory under load: %d MB%n", residentMegabytes(host.process));
      }
      stop(host);
    }
  }

  private record Host(Process process, String url) {}

  private Host start() throws IOException {
    var archive =
        Path.of(System.getProperty("fole.root", "../.."), "host/launcher/target/fole-host.jar");
    var builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                archive.toString())
            .redirectErrorStream(true);
    builder.environment().put("FOLE_DATA", data.resolve("data").toString());
    builder.environment().put("FOLE_PORT", "0");
    builder.environment().put("FOLE_PEOPLE", "0");
    var process = builder.start();
    var lines = process.inputReader(StandardCharsets.UTF_8);
    String line;
    while ((line = lines.readLine()) != null) {
      var found = READY.matcher(line);
      if (found.find()) {
        return new Host(process, found.group(1));
      }
    }
    throw new IllegalStateException("the host did not start");
  }

  private static void stop(Host host) throws InterruptedException {
    host.process.destroy();
    assertTrue(host.process.waitFor(60, TimeUnit.SECONDS));
  }

  private static long residentMegabytes(Process process) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
        .filter(l -> l.startsWith("VmRSS:"))
        .map(l -> Long.parseLong(l.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElseThrow();
  }

  private static void load(String url) throws Exception {
    var client = HttpClient.newHttpClient();
    var pool = Executors.newFixedThreadPool(8);
    long until = System.nanoTime() + 20_000_000_000L;
    for (int i = 0; i < 8; i++) {
      pool.submit(
          () -> {
            while (System.nanoTime() < until) {
              var request = HttpRequest.newBuilder(URI.create(url + "/api/openapi")).build();
              var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
              assertEquals(200, answer.statusCode());
            }
            return null;
          });
    }
    pool.shutdown();
    assertTrue(pool.awaitTermination(60, TimeUnit.SECONDS));
  }
}
