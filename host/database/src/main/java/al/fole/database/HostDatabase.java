// SPDX-License-Identifier: EUPL-1.2
package al.fole.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The database of one host: the embedded one, or the one whose address is given. Once open, the
 * roles exist and the coordinates file is written; its path belongs into the framework property
 * {@code rekshksh.database}.
 */
public final class HostDatabase implements AutoCloseable {

  /** The environment variable with the address of an existing PostgreSQL. */
  public static final String ADDRESS = "FOLE_DATABASE";

  private static final String NAME = "fole";

  private final Path coordinates;
  private final String url;
  private final AutoCloseable held;

  private HostDatabase(Path coordinates, String url, AutoCloseable held) {
    this.coordinates = coordinates;
    this.url = url;
    this.held = held;
  }

  /**
   * Opens the database and prepares its roles.
   *
   * @param home the directory for coordinates and embedded data; one live host at a time
   * @param address the address of an existing PostgreSQL with its administrator's login, or null
   *     for the embedded one
   * @param port the port of the embedded one, or 0 for a free one
   * @throws StartRefused with one sentence for the person at the keyboard
   */
  public static HostDatabase open(Path home, @Nullable String address, int port) {
    Path file = home.resolve("coordinates.properties");
    if (address != null && !address.isBlank()) {
      HomeLock lock = lock(home);
      try {
        GivenDatabase given = GivenDatabase.at(address.strip());
        Coordinates coordinates = known(file, given.url());
        // Written first: a password that the server has and no file would be lost.
        coordinates.write(file);
        Roles.bootstrap(given.admin(), coordinates);
        return new HostDatabase(file, given.url(), lock);
      } catch (RuntimeException e) {
        lock.close();
        throw e;
      }
    }
    EmbeddedDatabase embedded =
        EmbeddedDatabase.start(EmbeddedDatabase.Settings.in(home).onPort(port));
    try {
      embedded.create(NAME);
      Coordinates coordinates = known(file, embedded.url(NAME));
      coordinates.write(file);
      Roles.bootstrap(embedded.admin(NAME), coordinates);
      return new HostDatabase(file, coordinates.url(), embedded);
    } catch (RuntimeException e) {
      embedded.close();
      throw e;
    }
  }

  private static Coordinates known(Path file, String url) {
    return Files.exists(file) ? Coordinates.read(file).at(url) : Coordinates.generate(url);
  }

  private static HomeLock lock(Path home) {
    try {
      return HomeLock.take(home);
    } catch (IOException e) {
      throw StartFailures.unwritable(home, e);
    }
  }

  /** The coordinates file, mode 0600. */
  public Path coordinates() {
    return coordinates;
  }

  /** The address without a login. */
  public String url() {
    return url;
  }

  /** Ends the embedded server; an existing one is left as it is. */
  @Override
  public void close() {
    try {
      held.close();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
