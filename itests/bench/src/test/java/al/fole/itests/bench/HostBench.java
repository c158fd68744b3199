// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive as a process: start to the first answer with an existing database, and memory. */
class HostBench {
  @TempDir Path data = Path.of("");

  @Test
  void startAndMemory() throws Exception {
    start().close(); // makes the database
    for (int i = 1; i <= 3; i++) {
      long began = System.nanoTime();
      var host = start();
      System.out.printf(
          Locale.ROOT,
          "start %d to first answer, existing database: %.1f s, CPU %s%n",
          i,
          (System.nanoTime() - began) / 1e9,
          host.process().info().totalCpuDuration().map(d -> d.toMillis() + " ms").orElse("?"));
      if (i == 3) {
        TimeUnit.SECONDS.sleep(10);
        System.out.printf("memory idle: %d MB%n", residentMegabytes(host.process()));
        load(host.url());
        System.out.printf("memory under load: %d MB%n", residentMegabytes(host.process()));
      }
      host.close();
    }
  }

  private HostProcess start() throws IOException {
    return HostProcess.start(data.resolve("data"), "-XX:TieredStopAtLevel=1");
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
    Callable<Void> work =
        () -> {
          while (System.nanoTime() < until) {
            var request = HttpRequest.newBuilder(URI.create(url + "/api/openapi")).build();
            var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            assertEquals(200, answer.statusCode());
          }
          return null;
        };
    for (var done : pool.invokeAll(Collections.nCopies(8, work))) {
      done.get();
    }
    pool.shutdown();
  }
}
