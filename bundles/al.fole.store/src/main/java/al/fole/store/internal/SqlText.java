// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads SQL just far enough: comments, quotes, dollar quotes and where a statement ends. */
final class SqlText {
  private static final Pattern TOKEN =
      Pattern.compile(
          "--[^\\n]*|/\\*.*?\\*/|'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|\\$([a-zA-Z_]*)\\$.*?\\$\\1\\$|;",
          Pattern.DOTALL);

  private SqlText() {}

  /** The statements of a script, without the semicolons between them. */
  static List<String> statements(String script) {
    var statements = new ArrayList<String>();
    var current = new StringBuilder();
    int from = 0;
    Matcher token = TOKEN.matcher(script);
    while (token.find()) {
      current.append(script, from, token.start());
      if (token.group().equals(";")) {
        statements.add(current.toString());
        current.setLength(0);
      } else {
        current.append(token.group());
      }
      from = token.end();
    }
    statements.add(current.append(script.substring(from)).toString());
    statements.removeIf(statement -> plain(statement).isBlank());
    return statements;
  }

  /** The statement without comments and literals, in single spaces. */
  static String plain(String statement) {
    return TOKEN
        .matcher(statement)
        .replaceAll(
            token -> {
              String text = token.group();
              return text.startsWith("--") || text.startsWith("/*")
                  ? " "
                  : text.startsWith("'") || text.startsWith("$")
                      ? "''"
                      : Matcher.quoteReplacement(text);
            })
        .replaceAll("\\s+", " ")
        .strip();
  }
}
