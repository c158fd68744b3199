// SPDX-License-Identifier: EUPL-1.2
package al.fole.testing;

import al.fole.database.Coordinates;
import al.fole.database.Roles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One PostgreSQL per build. The first test process that asks starts it, all others join it, and it
 * ends by itself with the build, however the build ends. It does not wait for the disk (fsync is
 * off): a test about durability starts an {@code EmbeddedDatabase} of its own.
 */
public final class BuildPostgres {

  private static final String EMPTY = "template0";

  private static @Nullable Server server;

  private BuildPostgres() {}

  /** A fresh database with the roles and nothing else. */
  public static TestDatabase create() {
    return createFrom(EMPTY);
  }

  /** A fresh copy of a template made by {@link #template}. */
  public static TestDatabase createFrom(String template) {
    String random = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    return make("t" + ProcessHandle.current().pid() + "_" + random, template);
  }

  /**
   * Makes a template once per build, whichever process comes first, and returns its name: {@code
   * createFrom(template("persons", db -> migrate(db)))}. Connections left open by its preparation
   * are cut.
   */
  public static String template(String name, Consumer<TestDatabase> prepare) {
    String template = "template_" + name;
    try (Connection admin = server().admin("postgres").getConnection();
        Statement statement = admin.createStatement()) {
      statement.execute("select pg_advisory_lock(hashtext('" + template + "'))");
      if (!isTemplate(admin, template)) {
        statement.execute("drop database if exists " + template + " with (force)");
        prepare.accept(make(template, EMPTY));
        statement.execute(
            "alter database " + template + " with is_template true allow_connections false");
        statement.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = '"
                + template
                + "'");
      }
      return template;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  static synchronized Server server() {
    Server joined = server;
    if (joined == null) {
      joined = Server.join();
      server = joined;
    }
    return joined;
  }

  static void drop(TestDatabase database) {
    execute("drop database if exists " + database.name() + " with (force)");
    try {
      Files.deleteIfExists(database.coordinates());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static TestDatabase make(String name, String template) {
    // Half the time of a copy through the log, which is for servers with other work to do.
    execute("create database " + name + " template " + template + " strategy file_copy");
    Roles.rights(server().admin(name));
    Coordinates access = server().access().at(server().url(name));
    Path file = server().directory().resolve("coordinates").resolve(name + ".properties");
    access.write(file);
    return new TestDatabase(name, access, file);
  }

  private static boolean isTemplate(Connection admin, String name) throws SQLException {
    try (PreparedStatement asked =
        admin.prepareStatement("select 1 from pg_database where datname = ? and datistemplate")) {
      asked.setString(1, name);
      try (ResultSet rows = asked.executeQuery()) {
        return rows.next();
      }
    }
  }

  private static void execute(String sql) {
    try (Connection admin = server().admin("postgres").getConnection();
        Statement statement = admin.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
