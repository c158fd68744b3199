// SPDX-License-Identifier: EUPL-1.2
package al.fole.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is really full: a small one in memory, where this machine lets a test mount it. */
class FullDiskIT {

  private static final String PERSON =
      """
      {"identity": {"firstName": "Era", "fatherName": "Agim", "lastName": "Prova", "sex": "F",
        "birthDate": "2015-03-14", "birthDateEstimated": false, "municipality": "53"},
       "provenance": {"provider": "SOCIAL_WORKER", "on": "2026-01-15"}}
      """;

  @TempDir Path home;

  @AfterEach
  void unmount() throws Exception {
    run("umount", disk().toString());
  }

  @Test
  void aStartIsRefusedInASentenceAndLeavesNothing() throws Exception {
    mount("100m");
    try (RunningHost host = start()) {
      assertEquals(2, host.status());
      List<String> lines = host.err().lines().toList();
      assertEquals(2, lines.size(), host.err());
      assertTrue(lines.get(0).contains("too little free space"), host.err());
      assertFalse(Files.exists(disk().resolve("data")), "no half of a data directory");
    }
  }

  @Test
  void inOperationWritesAreRefusedAndGoOnWhenThereIsRoom() throws Exception {
    mount("400m");
    try (RunningHost host = start()) {
      String url = host.url();
      Path password = disk().resolve("data/demonstration-password");
      HttpResponse<String> session =
          RunningHost.signIn(url, "pmf.tirana", Files.readString(password).strip());
      String token = RunningHost.text(session, "token");
      assertEquals(201, write(url, token).statusCode());

      Path filling = fill();
      HttpResponse<String> refused = write(url, token);
      for (int i = 0; i < 2000 && refused.statusCode() == 201; i++) {
        refused = write(url, token); // into room the database already has
      }
      assertEquals(503, refused.statusCode(), refused.body());
      assertEquals("part-unavailable", RunningHost.text(refused, "rule"));
      String me = url + "/api/access/sessions/current";
      assertEquals(200, RunningHost.ask("GET", me, token, "").statusCode());
      HttpResponse<String> ready = RunningHost.ask("GET", url + "/health/ready", "", "");
      assertEquals(503, ready.statusCode(), ready.body());
      assertTrue(ready.body().contains("disk: 0 MB free"), ready.body());

      Files.delete(filling);
      HttpResponse<String> again = write(url, token);
      for (int i = 0; i < 300 && again.statusCode() != 201; i++) {
        TimeUnit.MILLISECONDS.sleep(100);
        again = write(url, token);
      }
      assertEquals(201, again.statusCode(), again.body());
    }
  }

  private static HttpResponse<String> write(String url, String token) throws Exception {
    return RunningHost.ask("POST", url + "/api/persons", token, PERSON);
  }

  /** Leaves not a byte. */
  private Path fill() throws IOException {
    Path file = disk().resolve("filling");
    try (OutputStream out = Files.newOutputStream(file)) {
      byte[] block = new byte[4096];
      while (true) {
        out.write(block);
      }
    } catch (IOException full) {
      assertTrue(String.valueOf(full.getMessage()).contains("No space"), full.toString());
    }
    return file;
  }

  private RunningHost start() throws IOException {
    Path data = disk().resolve("data");
    return RunningHost.start(home, Map.of("FOLE_DATA", data.toString(), "FOLE_PEOPLE", "0"));
  }

  private Path disk() {
    return home.resolve("disk");
  }

  private void mount(String size) throws Exception {
    Files.createDirectories(disk());
    boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", disk().toString());
    if (!mounted) {
      System.out.println("FullDiskIT is skipped: this machine does not let a test mount a disk.");
    }
    assumeTrue(mounted, "no disk can be mounted");
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getInputStream().readAllBytes();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false; // no such command
    }
  }
}
