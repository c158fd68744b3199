// SPDX-License-Identifier: EUPL-1.2
package al.fole.archive;

/**
 * One migration a bundle of the release carries.
 *
 * @param bundle symbolic name
 * @param schema it changes: the last part of the bundle's name
 * @param file as {@code store.migration} names it: below {@code db}
 * @param sha256 of its text with line ends as {@code \n}: what {@code store.migration} keeps
 * @param kind when it runs
 */
public record SchemaStep(String bundle, String schema, String file, String sha256, Kind kind) {

  /** When a migration runs. */
  public enum Kind {
    /** With the release, beside the old version: a {@code db/NNN_name.sql} of the bundle. */
    EXPAND,
    /** On an explicit command that gives up the way back: {@code db/contract/NNN_name.sql}. */
    CONTRACT
  }
}
