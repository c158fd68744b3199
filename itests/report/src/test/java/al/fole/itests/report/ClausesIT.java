// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.itests.clauses.ClausePage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Runs last in the build: every clause has one owner, every proof of it held. */
class ClausesIT {
  @Test
  void everyClauseHasAnOwnerAndEveryProofHeld() throws IOException {
    var root = Path.of(System.getProperty("fole.root", "../.."));
    var page = ClausePage.read(root);
    var file = Files.createDirectories(root.resolve("itests/target")).resolve("clauses.html");
    Files.writeString(file, page.html());
    System.out.println("clauses proved by tests: " + page.proved() + " of 126, see " + file);
    assertEquals(List.of(), page.faults());
    assertTrue(page.proved() > 0, "the results of the build are looked at");
  }
}
