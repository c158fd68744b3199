// SPDX-License-Identifier: EUPL-1.2
package al.fole.store;

import org.osgi.annotation.versioning.ProviderType;

/** The one PostgreSQL database of the installation. */
@ProviderType
public interface Database {

  /**
   * Brings a schema up to date and opens it. Migrations are the {@code db/NNN_name.sql} resources
   * beside the schema's anchor; each runs once, in its own transaction, as the owner role, and is
   * refused when it would break an older version that still runs (expand only).
   *
   * @throws al.fole.spi.Problem UNAVAILABLE when the database cannot be reached;
   *     IllegalStateException when a migration fails or a mapper's statement lacks its scope
   */
  Store open(Schema schema);

  /** The mode this database was born in. */
  Mode mode();
}
