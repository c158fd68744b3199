// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import al.fole.audit.internal.Answer.Said;
import al.fole.audit.internal.Sightings.Seen;
import java.util.ArrayList;
import java.util.List;

/** Who saw a file, as a page or a table, each word in Albanian and English. */
final class PrintedSightings {
  private static final String TITLE =
      "Kush e pa dosjen dhe me çfarë të drejte / Who saw the file and under what right";
  private static final List<String> HEAD =
      List.of(
          "Nr. / No.",
          "Koha / Time",
          "Institucioni / Institution",
          "Llogaria / Account",
          "Roli / Role",
          "Qëllimi / Purpose",
          "Veprimi / Act",
          "Lloji / Type",
          "Dosja / Record",
          "Baza ligjore / Legal ground",
          "Shënimi në gjurmë / Entry of the trail");

  private PrintedSightings() {}

  /** RFC 4180, UTF-8; the number is that of the entry's file in a package. */
  static String csv(Seen seen) {
    var text = new StringBuilder(PrintedAnswer.row(HEAD));
    for (int i = 0; i < seen.items().size(); i++) {
      text.append(PrintedAnswer.row(cells(i, seen.items().get(i))));
    }
    return text.toString();
  }

  /** A page without script, style or link. */
  static String html(Seen seen) {
    var page =
        new StringBuilder("<!doctype html><html lang=\"sq\"><head><meta charset=\"utf-8\"><title>")
            .append(TITLE)
            .append("</title></head><body><h1>")
            .append(TITLE)
            .append("</h1><p>")
            .append(PrintedAnswer.escaped(seen.kind() + " " + seen.id()))
            .append("<br>")
            .append(seen.from())
            .append(" – ")
            .append(seen.until())
            .append("</p><table border=\"1\"><thead><tr>");
    HEAD.forEach(word -> page.append("<th>").append(PrintedAnswer.escaped(word)).append("</th>"));
    page.append("</tr></thead><tbody>");
    for (int i = 0; i < seen.items().size(); i++) {
      page.append("<tr>");
      cells(i, seen.items().get(i))
          .forEach(cell -> page.append("<td>").append(PrintedAnswer.escaped(cell)).append("</td>"));
      page.append("</tr>");
    }
    page.append("</tbody></table><h2>Rregullat e publikimit / Rules of release</h2><ul>");
    for (Said rule : seen.rules()) {
      page.append("<li>")
          .append(PrintedAnswer.escaped(rule.sq()))
          .append("<br>")
          .append(PrintedAnswer.escaped(rule.en()))
          .append("</li>");
    }
    return page.append("</ul></body></html>\n").toString();
  }

  private static List<String> cells(int index, Sighting line) {
    var cells = new ArrayList<String>();
    var told = line.told();
    cells.add(number(index));
    cells.add(told == null ? line.day().toString() : told.at().toString());
    cells.add(PrintedAnswer.who(line.institution()));
    cells.add(told == null ? "" : told.account().toString());
    cells.add(told == null ? "" : told.role());
    cells.add(PrintedAnswer.both(line.purpose()));
    cells.add(PrintedAnswer.both(line.act()));
    cells.add(told == null ? "" : told.type());
    cells.add(told == null || told.record() == null ? "" : told.kind() + " " + told.record());
    cells.add(told == null ? "" : told.ground());
    cells.add(told == null ? "" : told.entry().toString());
    return cells;
  }

  /** From 1, in four digits. */
  static String number(int index) {
    return "%04d".formatted(index + 1);
  }
}
