// SPDX-License-Identifier: EUPL-1.2
package al.fole.embed;

import al.fole.spi.host.ParentDatabase;
import javax.sql.DataSource;

/** The parent's sources by role. */
record LentDatabases(DataSource owner, DataSource app, DataSource sealer, DataSource jobs)
    implements ParentDatabase {

  @Override
  public DataSource source(Role role) {
    return switch (role) {
      case OWNER -> owner;
      case APP -> app;
      case SEALER -> sealer;
      case JOBS -> jobs;
    };
  }
}
