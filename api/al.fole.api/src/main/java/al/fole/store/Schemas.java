// SPDX-License-Identifier: EUPL-1.2
package al.fole.store;

import java.util.List;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What the schemas of the parts hold, and the steps that take something away from them. Only
 * lifecycle uses it: a contraction gives up the way back to an older release.
 */
@ProviderType
public interface Schemas {

  /** Files that have run in a schema: {@code 001_person.sql}, {@code contract/002_old.sql}. */
  Set<String> applied(String schema);

  /**
   * The tables of a schema with their rows; there whether or not its part works.
   *
   * @throws al.fole.spi.Problem UNAVAILABLE when the database cannot be reached
   */
  List<Holding> holdings(String schema);

  /**
   * The resources {@code db/contract/NNN_name.sql} of the schemas open now that have not run, in
   * order; the file names its bundle's only way past the rule that a migration only expands.
   *
   * @throws al.fole.spi.Problem CONFLICT {@code contraction-too-early} while another host uses the
   *     database, or two versions of a bundle have the same schema open
   */
  List<Contraction> contractions();

  /**
   * Runs one, as the owner role, in a transaction of its own.
   *
   * @throws al.fole.spi.Problem as {@link #contractions}; CONFLICT {@code contraction-failed} with
   *     the SQL state, nothing changed
   */
  void contract(Contraction step);

  /**
   * A table.
   *
   * @param rows how many; -1 when nobody may count them
   */
  record Holding(String table, long rows) {}

  /**
   * A step that takes something away.
   *
   * @param file {@code contract/NNN_name.sql}
   * @param drops its statements, without comments and literals
   */
  record Contraction(String schema, String file, List<String> drops) {

    /** Copies the statements. */
    public Contraction {
      drops = List.copyOf(drops);
    }
  }
}
