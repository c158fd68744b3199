// SPDX-License-Identifier: EUPL-1.2
package al.fole.archive;

/**
 * A file of the archive, as the signed list says it.
 *
 * @param name in the archive
 * @param size in bytes
 * @param sha256 in lower-case hexadecimal
 */
public record ArchiveFile(String name, long size, String sha256) {

  /** Refuses what cannot be. */
  public ArchiveFile {
    if (size < 0 || !sha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException(name + " has no size or no hash");
    }
  }
}
