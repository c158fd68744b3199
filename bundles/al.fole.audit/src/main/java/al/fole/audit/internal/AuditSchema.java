// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import al.fole.store.Database;
import al.fole.store.Schema;
import al.fole.store.Store;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The schema {@code audit}, brought up to date before anything else of the bundle starts. */
@Component(service = AuditSchema.class, configurationPid = "al.fole.audit")
public final class AuditSchema {
  /** What speaks SQL here. */
  static final Class<?>[] MAPPERS = {
    TrailMapper.class, EnquiryMapper.class, SightingMapper.class, AnomalyMapper.class
  };

  private final Store store;

  /** Opens it. */
  @Activate
  public AuditSchema(@Reference Database database) {
    store = database.open(Schema.of("audit", AuditSchema.class, MAPPERS));
  }

  Store store() {
    return store;
  }
}
