// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import al.fole.audit.internal.Answer.Institution;
import al.fole.audit.internal.Answer.Line;
import al.fole.audit.internal.Answer.Said;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An answer on paper: a page or a table, each word in Albanian and English. */
final class PrintedAnswer {
  private static final List<String> HEAD =
      List.of(
          "Dita / Day",
          "Institucioni / Institution",
          "Qëllimi / Purpose",
          "Veprimi / Act",
          "Herë / Times");

  private PrintedAnswer() {}

  /** RFC 4180, UTF-8; no cell starts a formula (ASVS 1.2.10). */
  static String csv(Answer answer) {
    var text = new StringBuilder();
    Stream.concat(Stream.of(HEAD), answer.items().stream().map(PrintedAnswer::cells))
        .forEach(cells -> text.append(row(cells)));
    return text.toString();
  }

  /** A line of a table. */
  static String row(List<String> cells) {
    return cells.stream().map(PrintedAnswer::quoted).collect(Collectors.joining(",")) + "\r\n";
  }

  /** A page without script, style or link. */
  static String html(Answer answer) {
    var page =
        new StringBuilder("<!doctype html><html lang=\"sq\"><head><meta charset=\"utf-8\"><title>")
            .append("Kush e pa dosjen / Who looked at the file</title></head><body><h1>")
            .append("Kush e pa dosjen / Who looked at the file</h1><p>")
            .append(escaped("Kërkesa / Enquiry " + answer.enquiry()))
            .append("<br>")
            .append(escaped("Deri më / Until " + answer.until()))
            .append("</p><table border=\"1\"><thead><tr>");
    HEAD.forEach(word -> page.append("<th>").append(escaped(word)).append("</th>"));
    page.append("</tr></thead><tbody>");
    for (Line line : answer.items()) {
      page.append("<tr>");
      cells(line).forEach(cell -> page.append("<td>").append(escaped(cell)).append("</td>"));
      page.append("</tr>");
    }
    page.append("</tbody></table><h2>Rregullat e publikimit / Rules of release</h2><ul>");
    for (Said rule : answer.rules()) {
      page.append("<li>")
          .append(escaped(rule.sq()))
          .append("<br>")
          .append(escaped(rule.en()))
          .append("</li>");
    }
    return page.append("</ul></body></html>\n").toString();
  }

  private static List<String> cells(Line line) {
    return List.of(
        line.day().toString(),
        who(line.institution()),
        both(line.purpose()),
        both(line.act()),
        Long.toString(line.times()));
  }

  static String who(Institution institution) {
    String name = institution.name();
    String kind = both(institution.kind());
    return name == null ? kind : name + " (" + kind + ")";
  }

  static String both(Said word) {
    return word.sq() + " / " + word.en();
  }

  private static String quoted(String cell) {
    String safe = cell.matches("(?s)[=+\\-@\\t\\r].*") ? "'" + cell : cell;
    return '"' + safe.replace("\"", "\"\"") + '"';
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
