// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CitationTest {

  @Test
  void aGroundCitesSeveralArticles() {
    assertEquals(List.of("VKM-2026 n.8/2/a", "VKM-2026 n.9/5"), texts("VKM-2026 n.8/2/a, n.9/5"));
    assertEquals(
        List.of("VKM-136 p.10/a", "VKM-2026 n.6/1/dh"), texts("VKM-136 p.10/a, VKM-2026 n.6/1/dh"));
    assertEquals(
        List.of("Ligji 124/2024", "VKM-2026 n.11/4/c"), texts("Ligji 124/2024, VKM-2026 n.11/4/c"));
    assertEquals(List.of("VKM-2026 n.8/2/d(1)"), texts("VKM-2026 n.8/2/d(1)"));
  }

  @Test
  void articlesStandInTheOrderOfTheDecisionsAndOfTheAlphabet() {
    var order =
        List.of(
            "VKM-2026 n.8/1",
            "VKM-2026 n.8/2/a",
            "VKM-2026 n.8/2/c",
            "VKM-2026 n.8/2/ç",
            "VKM-2026 n.8/2/d(1)",
            "VKM-2026 n.8/2/d(2)",
            "VKM-2026 n.8/2/dh",
            "VKM-2026 n.9/5",
            "VKM-2026 n.11/2",
            "VKM-136 p.10/e",
            "VKM-136 p.10/ë",
            "VKM-136 p.11",
            "Ligji 124/2024");
    var sorted =
        Stream.of(order.toArray(String[]::new))
            .sorted(java.util.Comparator.reverseOrder())
            .map(it -> Citation.of(it).get(0))
            .sorted()
            .map(Citation::toString)
            .toList();
    assertEquals(order, sorted);
  }

  private static List<String> texts(String ground) {
    return Citation.of(ground).stream().map(Citation::toString).toList();
  }
}
