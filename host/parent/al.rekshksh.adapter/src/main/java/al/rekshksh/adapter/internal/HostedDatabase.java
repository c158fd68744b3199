// SPDX-License-Identifier: EUPL-1.2
package al.rekshksh.adapter.internal;

import al.fole.spi.host.ParentDatabase;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import javax.sql.DataSource;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.postgresql.ds.PGSimpleDataSource;

/** Lends the module its database, by the coordinates file the operator keeps. */
@Component
public final class HostedDatabase implements ParentDatabase {
  private final Properties coordinates = new Properties();

  /** Reads the file of the framework property {@code rekshksh.database}. */
  @Activate
  public HostedDatabase(BundleContext context) throws IOException {
    var file = Objects.requireNonNull(context.getProperty("rekshksh.database"));
    try (Reader reader = Files.newBufferedReader(Path.of(file))) {
      coordinates.load(reader);
    }
  }

  @Override
  public DataSource source(Role role) {
    var name = role.name().toLowerCase(Locale.ROOT);
    var source = new PGSimpleDataSource();
    source.setURL(coordinates.getProperty("url"));
    source.setUser("fole_" + name);
    source.setPassword(coordinates.getProperty(name + ".password"));
    source.setConnectTimeout(5);
    return source;
  }
}
