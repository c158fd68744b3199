// SPDX-License-Identifier: EUPL-1.2
package al.fole.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * An existing PostgreSQL, given by one address with the administrator's login: {@code
 * jdbc:postgresql://host:port/database?user=admin&password=…}. The login is used to prepare the
 * roles and stored nowhere.
 *
 * @param url the address without the login
 * @param admin connections of the administrator
 */
public record GivenDatabase(String url, DataSource admin) {

  private static final Set<String> LOGIN = Set.of("user", "password");

  /**
   * Reaches the database once.
   *
   * @throws StartRefused when the address is malformed, the server cannot be reached, does not
   *     accept the login, does not have the database, or is older than PostgreSQL 15
   */
  public static GivenDatabase at(String address) {
    Properties parts = parse(address);
    if (parts == null || PGProperty.USER.getOrDefault(parts) == null) {
      throw new StartRefused(
          "The address of the database must look like"
              + " jdbc:postgresql://host:5432/database?user=name&password=secret.",
          "Adresa e bazës së të dhënave duhet të ketë trajtën"
              + " jdbc:postgresql://host:5432/baza?user=emri&password=sekreti.");
    }
    PGSimpleDataSource admin = new PGSimpleDataSource();
    admin.setUrl(address);
    if (PGProperty.CONNECT_TIMEOUT.getOrDefault(parts) == null
        || !address.contains("connectTimeout")) {
      admin.setConnectTimeout(10);
    }
    String url = withoutLogin(address);
    try (Connection connection = admin.getConnection()) {
      ServerVersion.require(connection);
    } catch (SQLException e) {
      throw refused(url, e);
    }
    return new GivenDatabase(url, admin);
  }

  /** One sentence for what the server, or the way to it, answered. */
  static StartRefused refused(String place, SQLException e) {
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    if (state.startsWith("28")) {
      return new StartRefused(
          "PostgreSQL at " + place + " does not accept the user or the password.",
          "PostgreSQL te " + place + " nuk e pranon përdoruesin ose fjalëkalimin.",
          e);
    }
    if (state.equals("3D000")) {
      return new StartRefused(
          "PostgreSQL at " + place + " does not have this database.",
          "PostgreSQL te " + place + " nuk e ka këtë bazë të dhënash.",
          e);
    }
    if (state.startsWith("08")) {
      return new StartRefused(
          "PostgreSQL at " + place + " cannot be reached.",
          "PostgreSQL te " + place + " nuk arrihet.",
          e);
    }
    if (state.equals("53100")) {
      return new StartRefused(
          "The disk of PostgreSQL at " + place + " is full.",
          "Disku i PostgreSQL te " + place + " është plot.",
          e);
    }
    String answer = e.getMessage() == null ? state : e.getMessage().lines().findFirst().orElse("");
    return new StartRefused(
        "PostgreSQL at " + place + " answered: " + answer + ".",
        "PostgreSQL te " + place + " u përgjigj: " + answer + ".",
        e);
  }

  static String withoutLogin(String address) {
    int question = address.indexOf('?');
    if (question < 0) {
      return address;
    }
    String rest =
        Stream.of(address.substring(question + 1).split("&"))
            .filter(part -> !LOGIN.contains(part.split("=", 2)[0]))
            .collect(Collectors.joining("&"));
    return address.substring(0, question) + (rest.isEmpty() ? "" : "?" + rest);
  }

  private static @Nullable Properties parse(String address) {
    return Driver.parseURL(address, null);
  }
}
