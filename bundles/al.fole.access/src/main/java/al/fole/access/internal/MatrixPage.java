// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import static java.util.stream.Collectors.joining;

import al.fole.access.internal.PrintedMatrix.Language;
import al.fole.access.internal.PrintedMatrix.Row;
import al.fole.access.internal.PrintedMatrix.Word;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The printed matrix as a page or a table: what a lawyer holds beside the articles. */
final class MatrixPage {
  private final PrintedMatrix matrix;

  MatrixPage(PrintedMatrix matrix) {
    this.matrix = matrix;
  }

  /** RFC 4180, codes and both labels; no cell starts a formula. */
  String csv() {
    var lines = new StringBuilder();
    lines.append(
        line(
            "ground,role,role_sq,role_en,act,act_sq,act_en,object,object_sq,object_en,relations,"
                .concat("states,groups,purposes,effect,verdict_sq,verdict_en,manual,valid_from,")
                .concat("valid_to")
                .split(",")));
    for (Row row : matrix.rows()) {
      lines.append(
          line(
              row.ground(),
              row.role().code(),
              row.role().sq(),
              row.role().en(),
              row.act().code(),
              row.act().sq(),
              row.act().en(),
              row.object().code(),
              row.object().sq(),
              row.object().en(),
              PrintedMatrix.codes(row.relations()),
              PrintedMatrix.codes(row.states()),
              PrintedMatrix.codes(row.groups()),
              PrintedMatrix.codes(row.purposes()),
              row.effect().code(),
              row.verdict().sq(),
              row.verdict().en(),
              row.manual(),
              row.validFrom().toString(),
              row.validTo() == null ? "" : String.valueOf(row.validTo())));
    }
    return lines.toString();
  }

  private static String line(String... cells) {
    return Stream.of(cells)
        .map(cell -> cell.matches("(?s)[=+\\-@\\t\\r].*") ? "'" + cell : cell)
        .map(cell -> '"' + cell.replace("\"", "\"\"") + '"')
        .collect(joining(",", "", "\r\n"));
  }

  /** A page of each article with its official text and its rows. */
  String markdown(Language language) {
    var page = new StringBuilder("# ").append(title(language)).append("\n\n");
    page.append(summary(language)).append('\n');
    matrix
        .byArticle()
        .forEach(
            (article, of) -> {
              page.append("\n## ").append(article).append("\n\n");
              String text = matrix.articles().get(article.toString());
              if (text != null) {
                page.append("> ").append(text).append("\n\n");
              }
              if (of.isEmpty()) {
                return;
              }
              page.append(heads(language).stream().collect(joining(" | ", "| ", " |\n")));
              page.append(
                  heads(language).stream().map(it -> "---").collect(joining(" | ", "| ", " |\n")));
              lines(of, language)
                  .forEach(
                      cells ->
                          page.append(
                              cells.stream()
                                  .map(cell -> cell.replace("|", "\\|"))
                                  .collect(joining(" | ", "| ", " |\n"))));
            });
    return page.toString();
  }

  /** The same as a page to print, without script, style or link. */
  String html(Language language) {
    var page = new StringBuilder("<h1>").append(escaped(title(language))).append("</h1><p>");
    page.append(escaped(summary(language))).append("</p>");
    matrix
        .byArticle()
        .forEach(
            (article, of) -> {
              page.append("<h2>").append(escaped(article.toString())).append("</h2>");
              String text = matrix.articles().get(article.toString());
              if (text != null) {
                page.append("<blockquote lang=\"sq\">")
                    .append(escaped(text))
                    .append("</blockquote>");
              }
              if (of.isEmpty()) {
                return;
              }
              page.append("<table border=\"1\"><tr>");
              heads(language)
                  .forEach(it -> page.append("<th>").append(escaped(it)).append("</th>"));
              page.append("</tr>");
              lines(of, language)
                  .forEach(
                      cells -> {
                        page.append("<tr>");
                        cells.forEach(
                            it -> page.append("<td>").append(escaped(it)).append("</td>"));
                        page.append("</tr>");
                      });
              page.append("</table>\n");
            });
    return "<!doctype html><html lang=\""
        + language.of("sq", "en")
        + "\"><head><meta charset=\"utf-8\"><title>"
        + escaped(title(language))
        + "</title></head><body>"
        + page
        + "</body></html>\n";
  }

  private static String title(Language language) {
    return language.of("Nivelet e aksesit", "Access matrix");
  }

  private String summary(Language language) {
    long built = matrix.rows().stream().filter(Row::built).count();
    return language
        .of(
            "%d rreshta me %d qeliza, prej tyre %d për objekte të ndërtuara. Çfarë nuk lejon asnjë"
                + " rresht, mohohet; një rresht që ndalon ka përparësi. Teksti i neneve është ai i"
                + " vendimeve.",
            "%d rows of %d cells, %d of them for objects that are built. What no row permits is denied;"
                + " a row that forbids wins. The text of the articles is that of the decisions.")
        .formatted(matrix.rows().size(), matrix.cells(), built);
  }

  private static List<String> heads(Language language) {
    return language == Language.SQ
        ? List.of(
            "Roli",
            "E drejta",
            "Objekti",
            "Shtrirja",
            "Gjendja",
            "Grupet e fushave",
            "Qëllimi",
            "Efekti",
            "Baza")
        : List.of(
            "Role",
            "Right",
            "Object",
            "Scope",
            "State",
            "Field groups",
            "Purpose",
            "Effect",
            "Ground");
  }

  /** Rows that differ in the object alone are one line. */
  private static List<List<String>> lines(List<Row> rows, Language language) {
    var objects = new LinkedHashMap<List<String>, String>();
    rows.forEach(
        row ->
            objects.merge(
                cells(row, language),
                row.object().in(language),
                (some, another) -> some + ", " + another));
    return objects.entrySet().stream()
        .map(
            line -> {
              var cells = new ArrayList<>(line.getKey());
              cells.add(2, line.getValue());
              return List.copyOf(cells);
            })
        .toList();
  }

  /** In words, without the object. */
  private static List<String> cells(Row row, Language language) {
    Function<List<Word>, String> said =
        words -> words.stream().map(it -> it.in(language)).collect(joining(", "));
    return List.of(
        row.role().in(language) + " (" + row.role().code() + ")",
        row.act().in(language),
        said.apply(row.relations()),
        said.apply(row.states()),
        said.apply(row.groups()),
        said.apply(row.purposes()),
        row.verdict().in(language),
        row.ground());
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
