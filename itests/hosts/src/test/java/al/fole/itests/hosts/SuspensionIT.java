// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.hosts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import al.fole.itests.hosts.OneHost.Installation;
import al.fole.testing.BuildPostgres;
import al.fole.testing.TestDatabase;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two hosts on one database: what one has stopped, the other stops with the next request. */
class SuspensionIT {
  private static final String PASSWORD = "abcd-efgh-2345-6789";
  private static final int TIMES = 100;

  private static Path directory;
  private static TestDatabase database;
  private static Installation installation;

  @BeforeAll
  static void prepare() throws IOException {
    directory = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "stopping");
    database = BuildPostgres.create();
    installation = new Installation(database, directory.resolve("keys"), PASSWORD);
  }

  @AfterAll
  static void drop() {
    database.close();
  }

  @Test
  void whoIsStoppedOnOneHostIsRefusedByTheOtherAtOnce() throws Exception {
    try (var first = start("first");
        var second = start("second")) {
      var administrator = Desk.signedIn(first.url(), "admin", PASSWORD, "ADMINISTRATION");
      var account = account(administrator, first.url());
      long slowest = 0;
      int refused = 0;
      for (int i = 0; i < TIMES; i++) {
        var worker = Desk.signedIn(second.url(), "pmf.durres", PASSWORD, "CASE_WORK");
        assertEquals(200, worker.get(second.url(), "/api/access/sessions/current").status());
        change(administrator, first.url(), account, "disabling");
        long began = System.nanoTime();
        int next = worker.get(second.url(), "/api/access/sessions/current").status();
        slowest = Math.max(slowest, System.nanoTime() - began);
        refused += next == 401 ? 1 : 0;
        change(administrator, second.url(), account, "enabling");
      }
      System.out.printf(
          Locale.ROOT,
          "Stopped on one host: the next request on the other refused %d of %d times, slowest answer"
              + " %.1f ms%n",
          refused,
          TIMES,
          slowest / 1e6);
      assertEquals(TIMES, refused);
    }
  }

  private static OneHost start(String name) throws IOException, InterruptedException {
    var archive = Path.of(System.getProperty("fole.root"), "host/launcher/target/fole-host.jar");
    var home = Files.createDirectories(directory.resolve(name));
    return OneHost.start(archive, home, installation);
  }

  private static String account(Desk administrator, String url) {
    for (var account :
        administrator.get(url, "/api/access/accounts?limit=100").body().path("items")) {
      if (account.path("name").asText().equals("pmf.durres")) {
        return account.path("id").asText();
      }
    }
    throw new AssertionError("no account pmf.durres");
  }

  private static void change(Desk administrator, String url, String account, String how) {
    var path = "/api/access/accounts/" + account;
    var version = administrator.get(url, path).body().path("version").asText();
    ObjectNode why = Desk.JSON.createObjectNode().put("reason", "kontroll");
    var answer =
        administrator.send(
            url, "POST", path + "/" + how, why, Map.of("If-Match", "\"" + version + "\""));
    assertEquals(200, answer.status(), answer.text());
  }
}
