// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.attacks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * {@code census.csv}: what stands for each route and each statement. A permission is a code of the
 * matrix, {@code open} (no session needed), {@code session} (every session, about itself), {@code
 * gate} (before it is known who asks) or {@code job} (no person asks); what is no code, and what
 * leaves no entry, says why.
 *
 * @param lines in the order of the file
 */
record CensusTable(List<Line> lines) {
  private static final Set<String> WITHOUT_CODE = Set.of("open", "session", "gate", "job");

  /** How a line begins that says why nobody has its permission. */
  private static final String DENIED = "denied to all";

  /**
   * A line.
   *
   * @param kind route or statement
   * @param permissions separated by blanks
   * @param journal types of entries, or none
   * @param test simple name of a class, with its module's name where that is not enough
   */
  record Line(
      String kind,
      String name,
      List<String> permissions,
      List<String> journal,
      String test,
      String why) {

    static Line of(String text) {
      var cells = text.split(",", 6);
      if (cells.length != 6) {
        throw new IllegalArgumentException(text);
      }
      var journal = cells[3].equals("-") ? List.<String>of() : List.of(cells[3].split(" "));
      return new Line(
          cells[0], cells[1], List.of(cells[2].split(" ")), journal, cells[4], cells[5]);
    }

    /** Codes of the matrix one of which is asked for. */
    List<String> codes() {
      return permissions.stream().filter(it -> !WITHOUT_CODE.contains(it)).toList();
    }
  }

  static CensusTable read() {
    var in = Objects.requireNonNull(CensusTable.class.getResourceAsStream("/census.csv"));
    try (var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return new CensusTable(
          reader.lines().skip(1).map(Line::of).collect(Collectors.toCollection(ArrayList::new)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** With a line more. */
  CensusTable with(String line) {
    var more = new ArrayList<>(lines);
    more.add(Line.of(line));
    return new CensusTable(more);
  }

  List<Line> of(String kind) {
    return lines.stream().filter(line -> line.kind().equals(kind)).toList();
  }

  /**
   * What is wrong with it beside a host that runs.
   *
   * @param declared codes of the matrix
   * @param seen types of entries
   * @param tests names of test classes, also with the name of their module
   */
  Set<String> faults(Census census, Set<String> declared, Set<String> seen, Set<String> tests) {
    var faults = new TreeSet<String>();
    compare("route", census.routes(), faults);
    compare("statement", census.statements(), faults);
    for (var line : lines) {
      boolean denied = line.why().startsWith(DENIED);
      for (var code : line.codes()) {
        if (declared.contains(code) == denied) {
          faults.add(
              line.name()
                  + (denied ? ": who may is declared: " : ": no permission is declared: ")
                  + code);
        }
      }
      boolean unsaid = line.journal().isEmpty() || line.codes().size() < line.permissions().size();
      if (unsaid && line.why().isBlank()) {
        faults.add(line.name() + ": does not say why");
      }
      if (census.open().contains(line.name()) != line.permissions().contains("open")) {
        faults.add(line.name() + ": open to strangers here and not there");
      }
      line.journal().stream()
          .filter(type -> !denied && !seen.contains(type))
          .forEach(type -> faults.add(line.name() + ": nobody has seen an entry " + type));
      if (!tests.contains(line.test())) {
        faults.add(line.name() + ": there is no test " + line.test());
      }
    }
    return faults;
  }

  private void compare(String kind, Set<String> there, Set<String> faults) {
    var written = of(kind).stream().map(Line::name).collect(Collectors.toCollection(TreeSet::new));
    if (written.size() != of(kind).size()) {
      faults.add("a " + kind + " has two lines");
    }
    there.stream()
        .filter(name -> !written.contains(name))
        .forEach(name -> faults.add(name + ": a " + kind + " without a line"));
    written.stream()
        .filter(name -> !there.contains(name))
        .forEach(name -> faults.add(name + ": a line without a " + kind));
  }
}
