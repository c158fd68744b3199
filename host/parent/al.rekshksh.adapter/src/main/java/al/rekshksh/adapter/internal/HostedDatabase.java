// SPDX-License-Identifier: EUPL-1.2
package al.rekshksh.adapter.internal;

import al.fole.spi.host.ParentDatabase;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Hashtable;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Lends the module its database, by the coordinates file the operator keeps, and a standby of it to
 * read from where there is one.
 */
@Component
public final class HostedDatabase implements ParentDatabase {
  private final Properties coordinates = new Properties();
  private final @Nullable ServiceRegistration<DataSource> replica;

  /**
   * Reads the file of the framework property {@code rekshksh.database}; {@code rekshksh.replica} is
   * the address of the standby.
   */
  @Activate
  public HostedDatabase(BundleContext context) throws IOException {
    var file = Objects.requireNonNull(context.getProperty("rekshksh.database"));
    try (Reader reader = Files.newBufferedReader(Path.of(file))) {
      coordinates.load(reader);
    }
    var address = context.getProperty("rekshksh.replica");
    replica =
        address == null || address.isBlank()
            ? null
            : context.registerService(
                DataSource.class,
                source(Role.APP, address),
                new Hashtable<>(Map.of("fole.replica", "true")));
  }

  /** The standby goes with the database. */
  @Deactivate
  void stop() {
    if (replica != null) {
      replica.unregister();
    }
  }

  @Override
  public DataSource source(Role role) {
    return source(role, coordinates.getProperty("url"));
  }

  private DataSource source(Role role, String address) {
    var name = role.name().toLowerCase(Locale.ROOT);
    var source = new PGSimpleDataSource();
    source.setURL(address);
    source.setUser("fole_" + name);
    source.setPassword(coordinates.getProperty(name + ".password"));
    source.setConnectTimeout(5);
    return source;
  }
}
