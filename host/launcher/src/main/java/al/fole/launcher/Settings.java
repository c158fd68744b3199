// SPDX-License-Identifier: EUPL-1.2
package al.fole.launcher;

import al.fole.database.StartRefused;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What can be chosen at start, by environment variable or, stronger, by argument: {@code FOLE_PORT}
 * is {@code --port=…}.
 *
 * @param data directory of everything that stays; {@code FOLE_DATA}, default {@code data}
 * @param address the local address to listen on; {@code FOLE_ADDRESS}, default {@code 127.0.0.1}
 * @param port of HTTP, 0 for a free one; {@code FOLE_PORT}, default 8090
 * @param database address of an existing PostgreSQL with its administrator's login; {@code
 *     FOLE_DATABASE}; without it the embedded one is used
 * @param mode demonstration, training or production; {@code FOLE_MODE}, default demonstration
 * @param people how many invented people a demonstration is filled with at its first start; {@code
 *     FOLE_PEOPLE}, default 200
 */
record Settings(
    Path data, String address, int port, @Nullable String database, String mode, int people) {

  /** The mode with invented people and printed logins. */
  static final String DEMONSTRATION = "demonstration";

  private static final Set<String> NAMES =
      Set.of("data", "address", "port", "database", "mode", "people");
  private static final int MOST_PEOPLE = 10_000;
  private static final Set<String> MODES = Set.of(DEMONSTRATION, "training", "production");

  /**
   * Reads arguments and environment.
   *
   * @throws StartRefused when a value makes no sense
   */
  static Settings of(List<String> arguments, Map<String, String> environment) {
    Map<String, String> values = new HashMap<>();
    for (String name : NAMES) {
      String value = environment.getOrDefault("FOLE_" + name.toUpperCase(Locale.ROOT), "").strip();
      if (!value.isEmpty()) {
        values.put(name, value);
      }
    }
    for (String argument : arguments) {
      String[] parts = argument.split("=", 2);
      String name = parts[0].startsWith("--") ? parts[0].substring(2) : "";
      if (parts.length != 2 || !NAMES.contains(name)) {
        throw new StartRefused(
            "The argument "
                + argument
                + " is unknown; known are --data= --address= --port="
                + " --database= --mode= --people=.",
            "Argumenti "
                + argument
                + " nuk njihet; njihen --data= --address= --port= --database="
                + " --mode= --people=.");
      }
      values.put(name, parts[1]);
    }
    return new Settings(
        data(values.getOrDefault("data", "data")),
        values.getOrDefault("address", "127.0.0.1"),
        port(values.getOrDefault("port", "8090")),
        values.get("database"),
        mode(values.getOrDefault("mode", DEMONSTRATION)),
        people(values.getOrDefault("people", "200")));
  }

  private static Path data(String value) {
    try {
      return Path.of(value).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      throw new StartRefused(
          "FOLE_DATA is not a directory name.", "FOLE_DATA nuk është emër dosjeje.", e);
    }
  }

  private static int port(String value) {
    try {
      int port = Integer.parseInt(value);
      if (port >= 0 && port <= 65535) {
        return port;
      }
    } catch (NumberFormatException e) {
      // the sentence below says it
    }
    throw new StartRefused(
        "FOLE_PORT must be a number from 0 to 65535, not " + value + ".",
        "FOLE_PORT duhet të jetë një numër nga 0 në 65535, jo " + value + ".");
  }

  private static int people(String value) {
    try {
      int people = Integer.parseInt(value);
      if (people >= 0 && people <= MOST_PEOPLE) {
        return people;
      }
    } catch (NumberFormatException e) {
      // the sentence below says it
    }
    throw new StartRefused(
        "FOLE_PEOPLE must be a number from 0 to " + MOST_PEOPLE + ", not " + value + ".",
        "FOLE_PEOPLE duhet të jetë një numër nga 0 në " + MOST_PEOPLE + ", jo " + value + ".");
  }

  private static String mode(String value) {
    String mode = value.toLowerCase(Locale.ROOT);
    if (!MODES.contains(mode)) {
      throw new StartRefused(
          "FOLE_MODE must be demonstration, training or production, not " + value + ".",
          "FOLE_MODE duhet të jetë demonstration, training ose production, jo " + value + ".");
    }
    return mode;
  }
}
