// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.attacks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * {@code api/asvs.csv}: each item of OWASP's Application Security Verification Standard 5.0.0 of
 * levels 1 and 2, and of level 3 for files, authorisation, cryptography and logging, in our own
 * words, with the tests that show it, or why it does not apply, or that it is not claimed.
 */
class AsvsTest {
  private static final Pattern LINE =
      Pattern.compile("(\\d+\\.\\d+\\.\\d+),([123]),\"([^\"]{5,})\",\"([^\"]+)\"");

  /** Items of levels 1 and 2 in version 5.0.0. */
  private static final int ITEMS = 253;

  private record Item(String id, int level, String evidence) {
    boolean isClaimed() {
      return !evidence.startsWith("n/a: ") && !evidence.startsWith("not claimed: ");
    }
  }

  @Test
  void everyClaimedItemHasItsTest() throws IOException {
    var items = items(Files.readAllLines(root().resolve("api/asvs.csv")));
    long claimed = items.stream().filter(Item::isClaimed).count();
    System.out.printf(
        "ASVS 5.0.0: %d items, %d claimed, %d do not apply, %d not claimed%n",
        items.size(),
        claimed,
        items.stream().filter(item -> item.evidence().startsWith("n/a: ")).count(),
        items.stream().filter(item -> item.evidence().startsWith("not claimed: ")).count());
    assertTrue(claimed > 120);
    assertEquals(Set.of(), withoutTest(items, TestSources.read().methods()));
  }

  @Test
  void noItemOfLevelTwoIsLeftOut() throws IOException {
    var items = items(Files.readAllLines(root().resolve("api/asvs.csv")));
    var ids = new TreeSet<String>();
    items.stream().filter(item -> item.level() <= 2).forEach(item -> ids.add(item.id()));
    assertEquals(ITEMS, ids.size());
    assertEquals(items.size(), items.stream().map(Item::id).distinct().count());
  }

  @Test
  void aClaimWithoutItsTestIsSeen() {
    var items =
        items(
            List.of(
                "item,level,says,evidence",
                "1.2.4,1,\"No SQL is built of input\",\"PersonSearchTest#nobodyWroteThis\"",
                "1.2.5,1,\"No command is built of input\",\"n/a: no request starts a program\""));
    assertEquals(
        Set.of("1.2.4: PersonSearchTest#nobodyWroteThis"),
        withoutTest(items, TestSources.read().methods()));
  }

  private static Set<String> withoutTest(List<Item> items, Set<String> methods) {
    var without = new TreeSet<String>();
    for (var item : items) {
      for (var test : item.isClaimed() ? item.evidence().split("; ") : new String[0]) {
        if (!methods.contains(test)) {
          without.add(item.id() + ": " + test);
        }
      }
    }
    return without;
  }

  private static List<Item> items(List<String> lines) {
    var items = new ArrayList<Item>();
    for (var line : lines.subList(1, lines.size())) {
      var found = LINE.matcher(line);
      assertTrue(found.matches(), line);
      items.add(new Item(found.group(1), Integer.parseInt(found.group(2)), found.group(4)));
    }
    return items;
  }

  private static Path root() {
    return Path.of(System.getProperty("fole.root", "../.."));
  }
}
