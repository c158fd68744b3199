// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.operator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The transcripts of a page: in fenced blocks, {@code $ command}, then lines of its output in their
 * order, with {@code …} for what differs, then {@code [status n]} unless it is 0. Sections without
 * a transcript are left out.
 *
 * @param sections what stands under each heading of the second level
 */
record Page(Map<String, List<Call>> sections) {
  private static final Pattern STATUS = Pattern.compile("\\[status (\\d+)]");

  /** One command with what it says. */
  record Call(String command, List<String> lines, int status) {

    /** The first line that is not in the output after those before it; empty when all are. */
    String missing(String output) {
      List<String> said = output.lines().toList();
      int from = 0;
      for (String line : lines) {
        while (from < said.size() && !matches(line, said.get(from))) {
          from++;
        }
        if (from++ == said.size()) {
          return line;
        }
      }
      return "";
    }

    private static boolean matches(String wanted, String said) {
      StringBuilder form = new StringBuilder();
      for (String text : wanted.replaceAll(" +", " ").strip().split("…", -1)) {
        form.append(form.length() == 0 ? "" : ".*").append(Pattern.quote(text));
      }
      String plain = said.replaceAll(" +", " ").strip();
      return plain.matches(form.toString())
          || plain.startsWith(wanted.replaceAll(" +", " ").strip());
    }
  }

  static Page read(Path file) throws IOException {
    Map<String, List<Call>> sections = new LinkedHashMap<>();
    for (String section : Files.readString(file).split("(?m)^## ")) {
      List<Call> calls = calls(section);
      if (!calls.isEmpty()) {
        sections.put(section.lines().findFirst().orElseThrow(), calls);
      }
    }
    return new Page(sections);
  }

  private static List<Call> calls(String section) {
    List<Call> calls = new ArrayList<>();
    String[] blocks = section.split("(?m)^```$");
    for (int i = 1; i < blocks.length; i += 2) {
      for (String call : blocks[i].split("(?m)^\\$ ")) {
        if (!call.isBlank()) {
          calls.add(call(call.strip().lines().toList()));
        }
      }
    }
    return calls;
  }

  private static Call call(List<String> lines) {
    List<String> said = new ArrayList<>(lines.subList(1, lines.size()));
    int status = 0;
    if (!said.isEmpty()) {
      Matcher found = STATUS.matcher(said.get(said.size() - 1));
      if (found.matches()) {
        status = Integer.parseInt(found.group(1));
        said.remove(said.size() - 1);
      }
    }
    return new Call(lines.get(0), List.copyOf(said), status);
  }
}
