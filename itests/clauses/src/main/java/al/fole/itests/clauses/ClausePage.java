// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.clauses;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Clause → tests → result, from the list of clauses and what the tests of the build recorded. */
public final class ClausePage {
  /** Parts that may own a clause: bundles of the design, and the organisation outside software. */
  private static final Set<String> PARTS =
      Set.of(
          "keys",
          "store",
          "access",
          "audit",
          "rest",
          "fallback",
          "lifecycle",
          "persons",
          "cases",
          "families",
          "plans",
          "duties",
          "oversight",
          "dossier",
          "reports",
          "exchange",
          "console",
          "organisation");

  /** How many clauses the two decisions have. */
  private static final int CLAUSES = 126;

  private record Row(String id, String owner, String source, String duty) {}

  private record Result(String test, String status) {}

  private final Map<String, Row> rows = new LinkedHashMap<>();
  private final Map<String, Set<Result>> results = new LinkedHashMap<>();
  private final List<String> faults = new ArrayList<>();

  private ClausePage() {}

  /**
   * Reads {@code itests/clauses.csv} and all recorded results below the root.
   *
   * @param root the checkout
   */
  public static ClausePage read(Path root) throws IOException {
    var page = new ClausePage();
    page.rows(root.resolve("itests/clauses.csv"));
    try (Stream<Path> walk = Files.walk(root, 6)) {
      for (var file :
          walk.filter(f -> f.toString().endsWith(".csv"))
              .filter(f -> f.toString().contains("/target/clauses/"))
              .toList()) {
        page.results(file);
      }
    }
    return page;
  }

  private void rows(Path file) throws IOException {
    for (var line : Files.readAllLines(file)) {
      var cells = line.split(",", 4);
      if (line.startsWith("id,")) {
        continue;
      }
      if (cells.length < 4 || !PARTS.contains(cells[1])) {
        faults.add("no owner: " + cells[0]);
      } else if (rows.put(cells[0], new Row(cells[0], cells[1], cells[2], cells[3])) != null) {
        faults.add("two owners: " + cells[0]);
      }
    }
    for (int n = 1; n <= CLAUSES; n++) {
      var id = "R-%02d".formatted(n);
      if (!rows.containsKey(id)) {
        faults.add("not in the list: " + id);
      }
    }
  }

  private void results(Path file) throws IOException {
    for (var line : Files.readAllLines(file)) {
      var cells = line.split(",", 4);
      if (!rows.containsKey(cells[0])) {
        faults.add(cells[1] + "." + cells[2] + " names the unknown clause " + cells[0]);
      }
      if (!cells[3].equals("SUCCESSFUL")) {
        faults.add(cells[1] + "." + cells[2] + " for " + cells[0] + ": " + cells[3]);
      }
      results
          .computeIfAbsent(
              cells[0], id -> new TreeSet<>(java.util.Comparator.comparing(Result::test)))
          .add(new Result(cells[1] + "." + cells[2], cells[3]));
    }
  }

  /** What must not be: clauses without owner, unknown clauses, failed proofs. */
  public List<String> faults() {
    return List.copyOf(faults);
  }

  /** How many clauses a test of this build has proved. */
  public int proved() {
    return results.size();
  }

  /** The page. */
  public String html() {
    var html =
        new StringBuilder(
            "<!doctype html><html lang=en><meta charset=utf-8><title>Clauses</title>"
                + "<style>body{font:15px sans-serif;margin:2em}td,th{text-align:left;padding:.3em 1em"
                + " .3em 0;vertical-align:top;border-bottom:1px solid #ddd}.no{color:#777}</style>"
                + "<h1>Clause, tests, result</h1><p>");
    html.append(proved()).append(" of ").append(rows.size());
    html.append(" clauses are proved by tests of this build.<table>");
    html.append("<tr><th>clause<th>source<th>duty<th>owner<th>tests");
    rows.values()
        .forEach(
            row -> {
              html.append("<tr><td>")
                  .append(text(row.id()))
                  .append("<td>")
                  .append(text(row.source()));
              html.append("<td>").append(text(row.duty())).append("<td>").append(text(row.owner()));
              html.append("<td>");
              var proofs = results.getOrDefault(row.id(), Set.of());
              if (proofs.isEmpty()) {
                html.append("<span class=no>")
                    .append(row.owner().equals("organisation") ? "outside software" : "not yet")
                    .append("</span>");
              }
              proofs.forEach(
                  p ->
                      html.append(text(p.test().replaceAll(".*\\.(\\w+\\.\\w+)$", "$1")))
                          .append(": ")
                          .append(text(p.status()))
                          .append("<br>"));
            });
    return html.append("</table>").toString();
  }

  private static String text(String value) {
    return value.replace("\"", "").replace("&", "&amp;").replace("<", "&lt;");
  }
}
