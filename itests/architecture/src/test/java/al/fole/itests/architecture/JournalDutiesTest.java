// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What must be an entry besides the changes of records: each has its type in a bundle, and a test
 * that looks into the journal for it.
 */
class JournalDutiesTest {
  private static final Path ROOT = Path.of(System.getProperty("fole.root", "../.."));

  @ParameterizedTest
  @CsvSource({
    "install and update of bundles, lifecycle.change-begun",
    "what came of it,                lifecycle.change-ended",
    "change of the policy proposed,  access.matrix-change-proposed",
    "change of the policy in force,  access.matrix-changed",
    "change of the policy rejected,  access.matrix-change-rejected",
    "change of the policy refused,   access.matrix-change-refused",
    "policy brought by a migration,  store.worked-by-hand",
    "version of a record by hand,    store.changed-by-hand",
    "role given,                     access.role-granted",
    "sign-in,                        access.session-started",
    "sign-in that failed,            access.sign-in-refused",
    "sign-in by an identity gate that failed, access.sign-on-refused",
    "session that was refused,       access.session-refused",
    "end of a session,               access.session-ended",
    "answer about a file handed out, audit.answer-read"
  })
  void isAnEntryAndATestLooksForIt(String duty, String type) {
    assertEquals(List.of(), missing(type), duty);
  }

  private static List<String> missing(String type) {
    boolean written = mentioned("main", "\"" + type + "\"");
    boolean asserted = mentioned("test", type);
    return written && asserted
        ? List.of()
        : List.of(
            type
                + (written ? "" : " is written nowhere")
                + (asserted ? "" : " is asserted nowhere"));
  }

  @ParameterizedTest
  @CsvSource({"access.unheard-of", "audit.unheard-of"})
  void whatNobodyWritesIsMissing(String type) {
    assertEquals(List.of(type + " is written nowhere is asserted nowhere"), missing(type));
  }

  /** Whether a source of the bundles, or for tests also of itests, has the text. */
  private static boolean mentioned(String set, String text) {
    List<Path> roots =
        set.equals("main")
            ? List.of(ROOT.resolve("bundles"))
            : List.of(ROOT.resolve("bundles"), ROOT.resolve("itests"));
    return roots.stream().anyMatch(root -> mentioned(root, "/src/" + set + "/java/", text));
  }

  private static boolean mentioned(Path root, String folder, String text) {
    try (var files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().contains(folder))
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.endsWith("JournalDutiesTest.java"))
          .anyMatch(file -> read(file).contains(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
