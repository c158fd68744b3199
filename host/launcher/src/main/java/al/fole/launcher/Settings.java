// SPDX-License-Identifier: EUPL-1.2
package al.fole.launcher;

import al.fole.database.StartRefused;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What can be chosen at start, by environment variable or, stronger, by argument: {@code
 * FOLE_FIRST_PASSWORD_FILE} is {@code --first-password-file=…}.
 *
 * @param data directory of everything that stays; {@code FOLE_DATA}, default {@code data}
 * @param address the local address to listen on; {@code FOLE_ADDRESS}, default {@code 127.0.0.1}
 * @param port of HTTP, 0 for a free one; {@code FOLE_PORT}, default 8090
 * @param database address of an existing PostgreSQL with its administrator's login; {@code
 *     FOLE_DATABASE}; without it the embedded one is used
 * @param mode demonstration, training or production; {@code FOLE_MODE}, default demonstration
 * @param people how many invented people a demonstration is filled with at its first start; {@code
 *     FOLE_PEOPLE}, default 200
 * @param keys directory of the keys; {@code FOLE_KEYS}, default {@code keys} in the data directory
 * @param signers directory of the certificates of those whose releases are taken; {@code
 *     FOLE_SIGNERS}, default {@code signers} in the data directory
 * @param administrator user name of the first administrator outside a demonstration; {@code
 *     FOLE_ADMINISTRATOR}, default {@code admin}
 * @param firstPasswordFile file whose first line is his first password, good for one session;
 *     {@code FOLE_FIRST_PASSWORD_FILE}; without it no administrator is made
 * @param operators addresses, joined by commas, that may ask for health and metrics besides this
 *     machine; {@code FOLE_OPERATORS}, default none
 * @param proxies addresses, joined by commas, of the proxies that are believed whom they hand on;
 *     {@code FOLE_PROXIES}, default none
 * @param time framework properties of the log's time-stamps; {@code FOLE_TIME_AUTHORITY}, {@code
 *     _CERTIFICATES}, {@code _POLICY}, {@code _MINUTES}, default none
 * @param logPlaces directories, joined by commas, that get every checkpoint of the log besides;
 *     {@code FOLE_LOG_PLACES}, default none
 * @param keysPasswordFile file whose first line opens the keys' PKCS#12 file; {@code
 *     FOLE_KEYS_PASSWORD_FILE}; without it the keys are plain files
 * @param replica address of a standby of the database that reads may come from, without a login;
 *     {@code FOLE_REPLICA}, default none
 */
record Settings(
    Path data,
    String address,
    int port,
    @Nullable String database,
    String mode,
    int people,
    Path keys,
    Path signers,
    String administrator,
    @Nullable Path firstPasswordFile,
    String operators,
    String proxies,
    Map<String, String> time,
    String logPlaces,
    @Nullable Path keysPasswordFile,
    String replica) {

  /** The mode with invented people and printed logins. */
  static final String DEMONSTRATION = "demonstration";

  private static final List<String> NAMES =
      List.of(
          "data",
          "address",
          "port",
          "database",
          "mode",
          "people",
          "keys",
          "signers",
          "administrator",
          "first-password-file",
          "operators",
          "proxies",
          "time-authority",
          "time-certificates",
          "time-policy",
          "time-minutes",
          "log-places",
          "keys-password-file",
          "replica");
  private static final Pattern LOGIN = Pattern.compile("[?&](user|password)=");
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
      String value = environment.getOrDefault(variable(name), "").strip();
      if (!value.isEmpty()) {
        values.put(name, value);
      }
    }
    for (String argument : arguments) {
      String[] parts = argument.split("=", 2);
      String name = parts[0].startsWith("--") ? parts[0].substring(2) : "";
      if (parts.length != 2 || !NAMES.contains(name)) {
        String known = "--" + String.join("= --", NAMES) + "=";
        throw new StartRefused(
            "The argument " + argument + " is unknown; known are " + known + ".",
            "Argumenti " + argument + " nuk njihet; njihen " + known + ".");
      }
      values.put(name, parts[1]);
    }
    Path data = path("data", values.getOrDefault("data", "data"));
    String keys = values.getOrDefault("keys", data.resolve("keys").toString());
    String signers = values.getOrDefault("signers", data.resolve("signers").toString());
    String password = values.get("first-password-file");
    return new Settings(
        data,
        values.getOrDefault("address", "127.0.0.1"),
        port(values.getOrDefault("port", "8090")),
        values.get("database"),
        mode(values.getOrDefault("mode", DEMONSTRATION)),
        people(values.getOrDefault("people", "200")),
        path("keys", keys),
        path("signers", signers),
        values.getOrDefault("administrator", "admin"),
        password == null ? null : passwordFile(password),
        values.getOrDefault("operators", ""),
        values.getOrDefault("proxies", ""),
        time(values),
        values.getOrDefault("log-places", ""),
        values.containsKey("keys-password-file")
            ? path("keys-password-file", values.getOrDefault("keys-password-file", ""))
            : null,
        replica(values.getOrDefault("replica", "")));
  }

  private static Map<String, String> time(Map<String, String> values) {
    Map<String, String> time = new HashMap<>();
    values.forEach(
        (name, value) -> {
          if (name.startsWith("time-")) {
            time.put("fole." + name.replace('-', '.'), value);
          }
        });
    return Map.copyOf(time);
  }

  private static String variable(String name) {
    return "FOLE_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  private static Path path(String name, String value) {
    try {
      return Path.of(value).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      throw new StartRefused(
          variable(name) + " is not a file name.", variable(name) + " nuk është emër skede.", e);
    }
  }

  private static Path passwordFile(String value) {
    Path file = path("first-password-file", value);
    if (!Files.isReadable(file)) {
      throw new StartRefused(
          "The file " + file + " of FOLE_FIRST_PASSWORD_FILE cannot be read.",
          "Skeda " + file + " e FOLE_FIRST_PASSWORD_FILE nuk mund të lexohet.");
    }
    return file;
  }

  private static String replica(String value) {
    if (value.isEmpty() || value.startsWith("jdbc:postgresql:") && !LOGIN.matcher(value).find()) {
      return value;
    }
    throw new StartRefused(
        "FOLE_REPLICA must look like jdbc:postgresql://host:5432/database, without user and"
            + " password.",
        "FOLE_REPLICA duhet të ketë trajtën jdbc:postgresql://host:5432/baza, pa përdorues e"
            + " fjalëkalim.");
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
