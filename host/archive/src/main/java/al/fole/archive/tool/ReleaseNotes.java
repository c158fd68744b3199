// SPDX-License-Identifier: EUPL-1.2
package al.fole.archive.tool;

/** The part of the list of changes that is about one release. */
final class ReleaseNotes {

  private static final String HEAD = "\n## ";

  private ReleaseNotes() {}

  /**
   * The section of a version; of a version not yet released ({@code -SNAPSHOT}) what is unreleased.
   *
   * @throws IllegalArgumentException when there is no such section
   */
  static String of(String changes, String version) {
    String title = version.endsWith("-SNAPSHOT") ? "Unreleased" : version;
    int from = ("\n" + changes).indexOf(HEAD + title + "\n");
    if (from < 0) {
      throw new IllegalArgumentException("the list of changes has no section " + title);
    }
    int to = changes.indexOf(HEAD, from + 1);
    String body = changes.substring(from, to < 0 ? changes.length() : to + 1);
    return body.strip() + "\n";
  }
}
