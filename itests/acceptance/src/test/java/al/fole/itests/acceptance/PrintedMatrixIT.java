// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.itests.clauses.Clause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The access matrix of the running host, as a lawyer reads it: {@code api/ACCESS.md} and {@code
 * api/AKSESI.md} are what the host prints, and {@code itests/target/matrix-*.html} are printed
 * beside the page of the clauses. After a change of rows, take the two files from {@code
 * itests/target}.
 */
class PrintedMatrixIT {
  private static final Path ROOT = Path.of(System.getProperty("fole.root", "../.."));

  @Test
  @Clause("R-24")
  @Clause("R-91")
  void whatALawyerReadsIsWhatTheHostDecidesBy() throws IOException {
    var caller = Demonstration.national();
    var target = Files.createDirectories(ROOT.resolve("itests/target"));
    Map<String, String> printed = new LinkedHashMap<>();
    Map<String, String> kept = new LinkedHashMap<>();
    for (var page : Map.of("en", "ACCESS.md", "sq", "AKSESI.md").entrySet()) {
      var query = "/api/access/matrix?lang=" + page.getKey() + "&format=";
      Files.writeString(
          target.resolve("matrix-" + page.getKey() + ".html"), caller.get(query + "html").text());
      String text = caller.get(query + "md").text();
      Files.writeString(target.resolve(page.getValue()), text);
      printed.put(page.getValue(), text);
      Path file = ROOT.resolve("api").resolve(page.getValue());
      kept.put(page.getValue(), Files.exists(file) ? Files.readString(file) : "");
    }
    System.out.println(
        "Access matrix: "
            + String.valueOf(printed.get("ACCESS.md")).lines().skip(2).findFirst().orElse(""));
    assertEquals(printed, kept, "the matrix changed: cp itests/target/A*.md api/");
  }

  @Test
  void itComesAsWhatIsAskedFor() {
    var caller = Demonstration.worker();
    for (var type :
        Map.of("csv", "text/csv", "html", "text/html", "md", "text/markdown").entrySet()) {
      var byFormat = caller.get("/api/access/matrix?format=" + type.getKey());
      var byHeader =
          caller.send("GET", "/api/access/matrix", null, Map.of("Accept", type.getValue()));
      assertEquals(200, byFormat.status());
      assertTrue(byFormat.header("Content-Type").startsWith(type.getValue()));
      assertEquals(byFormat.text(), byHeader.text());
    }
    var roles = caller.get("/api/access/matrix").body();
    assertTrue(roles.size() >= 18, "all roles of both decisions");
    roles.forEach(
        role ->
            assertTrue(
                role.path("rows").size() > 0,
                "a role without a row: " + role.path("code").asText()));
    assertEquals(422, caller.get("/api/access/matrix?format=xml").status());
    assertEquals(422, caller.get("/api/access/matrix?lang=it").status());
    assertEquals(401, Demonstration.anonymous().get("/api/access/matrix").status());
  }
}
