// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.hosts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import al.fole.itests.hosts.Desk.Answer;
import al.fole.itests.hosts.OneHost.Installation;
import al.fole.itests.story.Life;
import al.fole.testing.BuildPostgres;
import al.fole.testing.TestDatabase;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Issue 4: a part that is missing, does not start or cannot migrate keeps no other from it. */
class MissingPartsIT {
  private static final String PASSWORD = "abcd-efgh-2345-6789";

  private static Path directory;
  private static Path archive;
  private static TestDatabase database;
  private static Installation installation;

  @BeforeAll
  static void prepare() throws IOException {
    directory = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "missing");
    archive = Path.of(System.getProperty("fole.root"), "host/launcher/target/fole-host.jar");
    database = BuildPostgres.create();
    installation = new Installation(database, directory.resolve("keys"), PASSWORD);
  }

  @AfterAll
  static void drop() {
    database.close();
  }

  @Test
  void whateverIsWrongWithFamiliesTheRestWorksAndFamiliesComesBackWhole() throws Exception {
    String family;
    try (OneHost whole = start(archive)) {
      Desk desk = Desk.signedIn(whole.url(), "pmf.tirana", PASSWORD);
      family = apply(desk, whole);
      assertEquals(200, whole.health().status(), whole.health().text());
    }
    String families = "al.fole.families";
    without("absent", AlteredArchive.of(archive).without(families));
    without("unresolved", AlteredArchive.of(archive).requiring(families, "1.1.1", "no.such.part"));
    String nonsense = "create table families.broken (id nonsense);";
    without(
        "migration-failed",
        AlteredArchive.of(archive).with(families, "1.1.2", "db/999_broken.sql", nonsense));
    try (OneHost whole = start(archive)) {
      Desk desk = Desk.signedIn(whole.url(), "pmf.tirana", PASSWORD);
      Answer kept = desk.get(whole.url(), "/api/families/" + family);
      assertEquals(200, kept.status(), kept.text());
      assertEquals(200, whole.health().status(), whole.health().text());
      assertEquals("", whole.absent());
    }
  }

  private static void without(String reason, AlteredArchive altered)
      throws IOException, InterruptedException {
    Path file = altered.write(directory.resolve(reason + ".jar"));
    try (OneHost host = start(file)) {
      Desk desk = Desk.signedIn(host.url(), "pmf.tirana", PASSWORD);
      Answer missing = desk.get(host.url(), "/api/families");
      assertEquals(503, missing.status(), missing.text());
      assertEquals("families", missing.body().path("part").asText());
      assertEquals(reason, missing.body().path("reason").asText(), missing.text());
      assertEquals(201, register(desk, host).status());
      assertEquals(200, desk.get(host.url(), "/api/cases").status());
      boolean listed = !reason.equals("absent");
      assertEquals(listed ? "families" : "", host.absent(), "said at the start");
      assertEquals(listed ? 503 : 200, host.health().status());
      assertEquals(listed, host.health().text().contains("families"), host.health().text());
    }
  }

  private static String apply(Desk desk, OneHost host) {
    var adult = Desk.child("Fole");
    ((ObjectNode) adult.path("identity")).put("birthDate", "1980-04-02");
    String id = desk.send(host.url(), "POST", "/api/persons", adult, Map.of()).id();
    var application = Life.application(id, 2);
    Answer applied = desk.send(host.url(), "POST", "/api/families", application, Map.of());
    assertEquals(201, applied.status(), applied.text());
    return applied.id();
  }

  private static Answer register(Desk desk, OneHost host) {
    return desk.send(host.url(), "POST", "/api/persons", Desk.child("Hoxha"), Map.of());
  }

  private static OneHost start(Path of) throws IOException, InterruptedException {
    return OneHost.start(of, Files.createDirectories(directory.resolve("host")), installation);
  }
}
