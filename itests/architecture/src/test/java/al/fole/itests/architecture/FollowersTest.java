// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.journal.Follower;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whoever follows the journal follows the log, whose places the sealer gives behind the watermark.
 * A number or a time that grows while others have not committed yet loses their entries: in a trial
 * four of ten.
 */
class FollowersTest {
  private static final Path ROOT = Path.of(System.getProperty("fole.root", "../.."));

  private static final Pattern JOURNAL = Pattern.compile("journal\\.(entry|event)\\b");

  /** "what comes after the last I have seen", by anything but the place in the log. */
  private static final Pattern BARE =
      Pattern.compile(
          "\\b(id|entry|seq|epoch|position|ordinal|recorded_at|at|xid)\\s*\\)?\\s*>=?\\s*\\(?\\s*(\\?|#\\{|\\$\\{)",
          Pattern.CASE_INSENSITIVE);

  /**
   * Those that may: the sealer by its watermark, the search for a dead host's numbers, and a report
   * of a period that has both ends.
   */
  private static final Set<String> KNOWN =
      Set.of("LogEntries.java", "EpochGaps.java", "SightingMapper.java");

  private static boolean followsABareSequence(String source) {
    return JOURNAL.matcher(source).find() && BARE.matcher(source).find();
  }

  private static Set<String> sources(Predicate<String> found) {
    try (var files = Files.walk(ROOT.resolve("bundles"))) {
      return files
          .filter(file -> file.toString().contains("/src/main/java/"))
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> found.test(read(file)))
          .map(file -> file.getFileName().toString())
          .collect(Collectors.toCollection(TreeSet::new));
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

  @Test
  void nobodyReadsOnFromABareSequence() {
    assertEquals(new TreeSet<>(KNOWN), sources(FollowersTest::followsABareSequence));
  }

  @Test
  void onlyTheStoreMovesACursor() {
    assertEquals(
        Set.of("LogCursor.java"),
        sources(
            source ->
                Pattern.compile("(update|insert into|delete from)\\s+store\\.cursor")
                    .matcher(source)
                    .find()));
  }

  @Test
  void aFollowerTakesWhatTheStoreHandsItAndReadsNoJournal() {
    assertTrue(HouseStyleTest.ALL.stream().anyMatch(it -> it.isAssignableTo(Follower.class)));
    classes()
        .that()
        .areAssignableTo(Follower.class)
        .should()
        .haveSimpleNameEndingWith("Follower")
        .check(HouseStyleTest.ALL);
    assertEquals(
        Set.of(),
        sources(
            source ->
                source.contains("implements Follower") && source.contains("journal.sequence")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select * from journal.entry where id > ? order by id limit 100",
        "select * from journal.event e join journal.entry n on n.id = e.entry where n.seq >= #{last}",
        "select * from journal.entry where recorded_at > #{since}",
        "select * from journal.event where (at) > (?)"
      })
  void aBareSequenceIsSeen(String statement) {
    assertTrue(followsABareSequence(statement));
  }

  @Test
  void theWayOfTheStoreIsNotTakenForOne() {
    for (String statement :
        List.of(
            "select e.* from journal.sequence s join journal.event e on e.entry = s.entry"
                + " where s.log_index > ? order by s.log_index",
            "select * from journal.event where entry = ?")) {
      assertEquals(false, followsABareSequence(statement), statement);
    }
  }
}
