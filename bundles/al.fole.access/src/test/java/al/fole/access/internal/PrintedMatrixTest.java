// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.access.internal.MatrixChangeMapper.WordRow;
import al.fole.access.internal.PrintedMatrix.Language;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PrintedMatrixTest {
  private static final List<WordRow> WORDS =
      List.of(
          new WordRow("role", "PMF", "Punonjës <i>", "=Worker"),
          new WordRow("act", "READ", "Lexim", "Read"),
          new WordRow("object", "CASE", "Rasti", "Case"),
          new WordRow("object", "PLAN", "Plani", "Plan"),
          new WordRow("RELATION", "OWN_UNIT", "njësia e vet", "own unit"),
          new WordRow("RELATION", "MUNICIPALITY", "bashkia", "municipality"),
          new WordRow("STATE", "OPEN", "e hapur", "open"),
          new WordRow("GROUP", "RECORD", "të dhënat", "record"),
          new WordRow("purpose", "ANY", "çdo qëllim", "any purpose"),
          new WordRow("EFFECT", "PERMIT", "lejohet", "permitted"));

  private static Policy row(String object, String ground) {
    return new Policy(
        UUID.randomUUID(),
        "PMF",
        "READ",
        object,
        List.of("MUNICIPALITY", "OWN_UNIT"),
        List.of("OPEN"),
        List.of("RECORD"),
        List.of("ANY"),
        "PERMIT",
        ground,
        "1",
        LocalDate.of(2026, 1, 1),
        null);
  }

  private final PrintedMatrix print =
      PrintedMatrix.of(
          List.of(row("PLAN", "VKM-2026 n.9/5"), row("CASE", "VKM-2026 n.8/2/a")),
          WORDS,
          Set.of("CASE"),
          Map.of("VKM-2026 n.8/2/a", "Neni.", "VKM-2026 n.9/1", "Qëllimi."));

  private final MatrixPage page = new MatrixPage(print);

  @Test
  void rowsStandBesideTheirArticlesInWords() {
    assertEquals(
        List.of("CASE", "PLAN"), print.rows().stream().map(it -> it.object().code()).toList());
    assertEquals(4, print.cells());
    String text = page.markdown(Language.EN);
    assertTrue(
        text.contains(
            "## VKM-2026 n.8/2/a\n\n> Neni.\n\n| Role | Right | Object | Scope | State | Field"
                + " groups | Purpose | Effect | Ground |\n"),
        text);
    assertTrue(
        text.contains(
            "| =Worker (PMF) | Read | Case | own unit, municipality | open | record | any purpose |"
                + " permitted | VKM-2026 n.8/2/a |"),
        text);
    assertTrue(page.markdown(Language.SQ).contains("| Rasti | njësia e vet, bashkia | e hapur |"));
    assertTrue(text.contains("## VKM-2026 n.9/1\n\n> Qëllimi.\n\n"), "an article without rows too");
  }

  @Test
  void rowsThatDifferInTheObjectAloneAreOneLine() {
    var both =
        PrintedMatrix.of(
            List.of(row("PLAN", "VKM-2026 n.9/5"), row("CASE", "VKM-2026 n.9/5")),
            WORDS,
            Set.of("CASE", "PLAN"),
            Map.of());
    assertTrue(new MatrixPage(both).markdown(Language.EN).contains("| Case, Plan |"));
  }

  @Test
  void whatIsNotBuiltIsSaidToBeDenied() {
    for (Language language : Language.values()) {
      String word =
          language == Language.SQ ? "nuk është ndërtuar ende: mohohet" : "not built yet: denied";
      for (String text : List.of(page.markdown(language), page.html(language), page.csv())) {
        assertEquals(2, text.split(word, -1).length, text);
      }
    }
    assertEquals("NOT_BUILT", print.rows("PMF").get(1).verdict().code());
    assertEquals(List.of(), print.rows("DPO"));
  }

  @Test
  void nothingInItIsCode() {
    assertFalse(page.html(Language.SQ).contains("<i>"));
    assertTrue(page.html(Language.SQ).contains("Punonjës &lt;i&gt;"));
    assertTrue(page.csv().contains("\"'=Worker\""), "nor a formula");
  }
}
