// SPDX-License-Identifier: EUPL-1.2
package al.fole.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.regex.Pattern;

/** What a new user of the demonstration reads: who may log in, and requests to paste. */
final class Demonstration {

  private static final Pattern DAY = Pattern.compile("\\{today([+-][0-9]+)?}");

  private Demonstration() {}

  /** Prints the page {@code demonstration.txt} with what this host knows filled in. */
  static void print(PrintStream out, String url, String password, Path log) throws IOException {
    try (InputStream in = Demonstration.class.getResourceAsStream("demonstration.txt")) {
      if (in == null) {
        throw new IOException("the archive lacks demonstration.txt");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      out.print(
          dated(text, LocalDate.now(ZoneOffset.UTC))
              .replace("{url}", url)
              .replace("{password}", password)
              .replace("{log}", log.toString()));
    }
  }

  /** With a day for each <code>{today}</code> and <code>{today-9}</code>. */
  private static String dated(String text, LocalDate today) {
    return DAY.matcher(text)
        .replaceAll(
            day -> {
              String days = day.group(1);
              return today.plusDays(days == null ? 0 : Long.parseLong(days)).toString();
            });
  }
}
