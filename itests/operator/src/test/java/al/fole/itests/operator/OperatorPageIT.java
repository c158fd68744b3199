// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.itests.signer.TestSigner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The operator's page works as it is written: every command on it, in order, on a running host. */
class OperatorPageIT {
  private static final String PROBE = "create table probe (id int primary key);\n";
  private static final String COLD = "A host with its own cluster";
  private static final String DROP = "drop table persons.probe;\n";

  @Test
  void everyCommandOfThePageDoesWhatThePageSays() throws Exception {
    Path home = Desk.directory("page");
    Page page = Page.read(Path.of(System.getProperty("fole.root", "../.."), "api/OPERATOR.md"));
    assertTrue(page.sections().keySet().containsAll(DataPageIT.SECTIONS), page.toString());
    List<Page.Call> calls = new ArrayList<>();
    page.sections().forEach((title, of) -> calls.addAll(ofReleases(title) ? of : List.of()));
    assertTrue(calls.size() >= 25, "commands on the page: " + calls.size());
    Desk.writeArchives(
        home,
        Map.of("090_probe.sql", PROBE),
        Map.of("090_probe.sql", PROBE, "contract/001_drop_probe.sql", DROP));
    try (DemonstrationHost host = DemonstrationHost.start(home)) {
      TestSigner.trustIn(host.data().resolve("signers"));
      Desk desk = new Desk(home, host);
      List<String> wrong = desk.wrong(calls);
      assertEquals(List.of(), wrong, () -> String.join("\n", wrong));
      assertEveryChangeHasItsTwoEntries(host);
      theClusterOfTheHostComesBack(desk, host, page.sections().getOrDefault(COLD, List.of()));
    }
  }

  private static boolean ofReleases(String title) {
    return !title.equals(COLD) && !DataPageIT.SECTIONS.contains(title);
  }

  /** The data of the day before, in the files of another day. */
  private static void theClusterOfTheHostComesBack(
      Desk desk, DemonstrationHost host, List<Page.Call> calls) throws Exception {
    Map<String, Integer> before = Desk.journal(host);
    List<String> wrong = desk.wrong(calls);
    assertEquals(List.of(), wrong, () -> String.join("\n", wrong));
    assertTrue(Files.exists(host.data().resolve("postgres.lost")));
    assertTrue(Desk.journal(host).entrySet().containsAll(before.entrySet()), before.toString());
    Desk.Answer log = desk.run("java -jar fole-verify.jar full $FOLE_DATA/log");
    assertEquals(0, log.status(), log.said());
  }

  private static void assertEveryChangeHasItsTwoEntries(DemonstrationHost host)
      throws IOException, SQLException {
    Map<String, Integer> entries = Desk.journal(host);
    try (var files = Files.list(host.data().resolve("releases/changes"))) {
      int changes = (int) files.filter(f -> f.toString().endsWith(".properties")).count();
      assertTrue(changes >= 9, "changes: " + changes);
      assertEquals(changes, entries.get("lifecycle.change-begun"), entries.toString());
      assertEquals(changes, entries.get("lifecycle.change-ended"), entries.toString());
    }
  }
}
