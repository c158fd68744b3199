// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import al.fole.store.Database;
import al.fole.store.Mode;
import al.fole.store.Schema;
import al.fole.store.Store;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The schema {@code access}, opened once for all components of this bundle. */
@Component(service = AccessSchema.class, configurationPid = "al.fole.access")
public final class AccessSchema {

  private final Store store;
  private final Mode mode;

  /** Brings the schema up to date. */
  @Activate
  public AccessSchema(@Reference Database database) {
    store =
        database.open(
            Schema.of(
                "access",
                AccessSchema.class,
                MatrixMapper.class,
                OverrideMapper.class,
                ScopeMapper.class,
                SessionMapper.class,
                AccountMapper.class,
                RoleMapper.class,
                FactorMapper.class,
                IdentityMapper.class,
                UnitMapper.class,
                MatrixChangeMapper.class));
    mode = database.mode();
  }

  Store store() {
    return store;
  }

  Mode mode() {
    return mode;
  }
}
