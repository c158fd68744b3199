// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.clauses;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClausePageTest {
  @TempDir Path root = Path.of("");

  private ClausePage page(String spoilt, String with, String... recorded) throws IOException {
    var all =
        IntStream.rangeClosed(1, 126)
            .mapToObj("R-%02d,audit,S2,duty"::formatted)
            .collect(Collectors.joining("\n"));
    Files.createDirectories(root.resolve("itests/some/target/clauses"));
    Files.writeString(root.resolve("itests/clauses.csv"), all.replace(spoilt, with));
    Files.write(root.resolve("itests/some/target/clauses/a.csv"), List.of(recorded));
    return ClausePage.read(root);
  }

  @Test
  void aProvedClauseIsOnThePage() throws IOException {
    var page = page("", "", "R-90,al.fole.TrailIT,everyReadIsThere,SUCCESSFUL");
    assertEquals(List.of(), page.faults());
    assertEquals(1, page.proved());
    assertTrue(page.html().contains("TrailIT.everyReadIsThere: SUCCESSFUL"));
  }

  @Test
  void aClauseWithoutOwnerIsAFault() throws IOException {
    var page = page("R-07,audit", "R-07,nobody");
    assertEquals(List.of("no owner: R-07", "not in the list: R-07"), page.faults());
  }

  @Test
  void aClauseThatIsNotThereIsAFault() throws IOException {
    assertEquals(List.of("not in the list: R-08"), page("R-08,audit,S2,duty\n", "").faults());
  }

  @Test
  void anUnknownClauseIsAFault() throws IOException {
    assertTrue(page("", "", "R-999,A,b,SUCCESSFUL").faults().get(0).contains("R-999"));
  }

  @Test
  void aFailedProofIsAFault() throws IOException {
    assertTrue(page("", "", "R-90,A,b,FAILED").faults().get(0).contains("FAILED"));
  }
}
