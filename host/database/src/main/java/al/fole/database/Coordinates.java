// SPDX-License-Identifier: EUPL-1.2
package al.fole.database;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Where the database is and how each role logs in. Travels as one properties file that only its
 * owner can read; the parent finds the file through the framework property {@code
 * rekshksh.database}.
 *
 * @param url the JDBC address without user and password
 * @param passwords one password for every role
 */
public record Coordinates(String url, Map<LoginRole, String> passwords) {

  public Coordinates {
    passwords = Map.copyOf(passwords);
    for (LoginRole role : LoginRole.values()) {
      if (passwords.getOrDefault(role, "").isEmpty()) {
        throw new IllegalArgumentException("no password for " + role.user());
      }
    }
  }

  /** Coordinates with fresh random passwords. */
  public static Coordinates generate(String url) {
    Map<LoginRole, String> passwords = new EnumMap<>(LoginRole.class);
    for (LoginRole role : LoginRole.values()) {
      passwords.put(role, Passwords.random());
    }
    return new Coordinates(url, passwords);
  }

  /** The same passwords at another address. */
  public Coordinates at(String otherUrl) {
    return new Coordinates(otherUrl, passwords);
  }

  /**
   * Reads the file.
   *
   * @throws StartRefused when it is not there or incomplete
   */
  public static Coordinates read(Path file) {
    Properties properties = new Properties();
    try (Reader in = Files.newBufferedReader(file)) {
      properties.load(in);
    } catch (IOException | IllegalArgumentException e) {
      throw unreadable(file, e);
    }
    Map<LoginRole, String> passwords = new EnumMap<>(LoginRole.class);
    for (LoginRole role : LoginRole.values()) {
      passwords.put(role, properties.getProperty(role.passwordKey(), ""));
    }
    String url = properties.getProperty("url", "");
    if (url.isEmpty() || passwords.containsValue("")) {
      throw unreadable(file, null);
    }
    return new Coordinates(url, passwords);
  }

  /**
   * Writes the file as a whole, readable and writable by its owner only.
   *
   * @throws StartRefused when it cannot be written
   */
  public void write(Path file) {
    Properties properties = new Properties();
    properties.setProperty("url", url);
    passwords.forEach((role, password) -> properties.setProperty(role.passwordKey(), password));
    StringWriter text = new StringWriter();
    try {
      properties.store(text, null);
      PrivateFiles.write(file, text.toString());
    } catch (IOException e) {
      throw new StartRefused(
          "The file " + file + " cannot be written: " + e.getMessage() + ".",
          "Skedari " + file + " nuk mund të shkruhet: " + e.getMessage() + ".",
          e);
    }
  }

  /** Connections of one role; no pool, auto-commit. */
  public DataSource source(LoginRole role) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(url);
    source.setUser(role.user());
    source.setPassword(passwords.get(role));
    source.setApplicationName("fole");
    return source;
  }

  /** The address only: passwords reach no log. */
  @Override
  public String toString() {
    return "Coordinates[" + url + "]";
  }

  private static StartRefused unreadable(Path file, @Nullable Exception e) {
    return new StartRefused(
        "The file of the database coordinates, " + file + ", is missing or incomplete.",
        "Skedari i koordinatave të bazës së të dhënave, "
            + file
            + ", mungon ose nuk është i plotë.",
        e);
  }
}
