// SPDX-License-Identifier: EUPL-1.2
package al.fole.spi.host;

import javax.sql.DataSource;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Where the module keeps its data: one PostgreSQL database (15 or later) with the four login roles
 * of the module. Fole pools the connections itself; a plain, unpooled source is expected.
 */
@ConsumerType
public interface ParentDatabase {

  /** The four database roles. None may be superuser or have BYPASSRLS. */
  enum Role {
    /** Owns schemas and tables; used by migrations only. */
    OWNER,
    /** Serves requests; owns nothing and cannot change the journal. */
    APP,
    /** Orders and signs the journal. */
    SEALER,
    /** Named jobs of the system, such as duplicate detection. */
    JOBS
  }

  /** Connections of one role; auto-commit, no pool. */
  DataSource source(Role role);
}
