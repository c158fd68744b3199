// SPDX-License-Identifier: EUPL-1.2
package al.fole.archive;

/**
 * How large a release archive may be. Files are stored, not compressed (the bundles are compressed
 * already), so that what is read is never larger than what was sent: the ratio is 1.
 */
public final class Limits {

  /** Bytes of an archive; it is read as a whole. A release has about 4 MB. */
  public static final int ARCHIVE_BYTES = 64 << 20;

  /** Files in an archive. A release has about 20. */
  public static final int ENTRIES = 512;

  /** Characters of a file's name. */
  public static final int NAME_LENGTH = 200;

  /** Directories above a file. */
  public static final int DEPTH = 12;

  /** Bytes of {@code release.json}, and of each Feature JSON. */
  public static final int JSON_BYTES = 1 << 20;

  /** Bytes of the manifest, and of one migration, inside a bundle once decompressed. */
  public static final int INNER_BYTES = 1 << 20;

  /** Entries of one bundle. */
  public static final int INNER_ENTRIES = 10_000;

  private Limits() {}
}
