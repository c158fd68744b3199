// SPDX-License-Identifier: EUPL-1.2
package al.fole.store;

import java.util.List;

/**
 * What a bundle keeps: a PostgreSQL schema, its migrations and its mappers.
 *
 * @param name schema name, also the name of the part in refusals
 * @param anchor a class of the bundle; migrations are its resources {@code /db/NNN_name.sql}
 * @param mappers MyBatis mapper interfaces of the bundle
 */
public record Schema(String name, Class<?> anchor, List<Class<?>> mappers) {

  /** Refuses a malformed name. */
  public Schema {
    if (!name.matches("[a-z]{1,20}")) {
      throw new IllegalArgumentException("schema name must be 1 to 20 lower-case letters");
    }
    mappers = List.copyOf(mappers);
  }

  /** A schema with its mappers. */
  public static Schema of(String name, Class<?> anchor, Class<?>... mappers) {
    return new Schema(name, anchor, List.of(mappers));
  }
}
