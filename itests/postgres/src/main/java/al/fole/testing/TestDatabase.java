// SPDX-License-Identifier: EUPL-1.2
package al.fole.testing;

import al.fole.database.Coordinates;
import al.fole.database.LoginRole;
import java.nio.file.Path;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * A database for one test or one test class. It has the login roles with their rights and is
 * otherwise as empty as its template.
 *
 * @param name its name on the server
 * @param access its address and the passwords of the roles
 * @param coordinates the coordinates file, for the framework property {@code rekshksh.database}
 * @param admin connections of the superuser
 */
public record TestDatabase(
    String name, Coordinates access, Path coordinates, Supplier<DataSource> admin)
    implements AutoCloseable {

  /** One of the build's server. */
  public TestDatabase(String name, Coordinates access, Path coordinates) {
    this(name, access, coordinates, () -> BuildPostgres.server().admin(name));
  }

  /** The JDBC address without a login. */
  public String url() {
    return access.url();
  }

  /** Connections of one role; no pool, auto-commit. */
  public DataSource source(LoginRole role) {
    return access.source(role);
  }

  /** Connections of the superuser; for looking behind the walls, never for the code under test. */
  public DataSource superuser() {
    return admin.get();
  }

  /** Drops the database, also under open connections. */
  @Override
  public void close() {
    BuildPostgres.drop(this);
  }
}
