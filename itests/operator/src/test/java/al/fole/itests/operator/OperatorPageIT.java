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
  private static final String DROP = "drop table persons.probe;\n";

  @Test
  void everyCommandOfThePageDoesWhatThePageSays() throws Exception {
    Path home = Desk.directory("page");
    Page page = Page.read(Path.of(System.getProperty("fole.root", "../.."), "api/OPERATOR.md"));
    assertTrue(page.calls().size() >= 25, "commands on the page: " + page.calls().size());
    Desk.writeArchives(
        home,
        Map.of("090_probe.sql", PROBE),
        Map.of("090_probe.sql", PROBE, "contract/001_drop_probe.sql", DROP));
    try (DemonstrationHost host = DemonstrationHost.start(home)) {
      TestSigner.trustIn(host.data().resolve("signers"));
      Desk desk = new Desk(home, host);
      List<String> wrong = new ArrayList<>();
      for (Page.Call call : page.calls()) {
        Desk.Answer answer = desk.run(call.command());
        if (!call.missing(answer.said()).isEmpty() || call.status() != answer.status()) {
          wrong.add(
              "%s ended with %d, without \"%s\" in %s"
                  .formatted(
                      call.command(), answer.status(), call.missing(answer.said()), answer.said()));
        }
      }
      assertEquals(List.of(), wrong, () -> String.join("\n", wrong));
      assertEveryChangeHasItsTwoEntries(host);
    }
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
