// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Where the module and the reading differ: counted, and told in few lines. */
final class Differences {
  private static final int TOLD = 100;

  private final Map<String, Map<String, TreeSet<String>>> told = new TreeMap<>();
  long asked;
  long permitted;
  long count;

  /** Whether one of the two permits it. */
  boolean compare(boolean module, ArticlesEvaluator cell) {
    boolean articles = cell.allowed();
    asked++;
    permitted += module ? 1 : 0;
    if (module != articles) {
      count++;
      var key =
          "%s %s %s: %s, the articles %s"
              .formatted(
                  cell.role(),
                  cell.act(),
                  cell.object(),
                  module ? "permitted" : "denied",
                  articles ? "permit it" : "do not");
      var at = told.computeIfAbsent(key, k -> new TreeMap<>());
      at.computeIfAbsent("relation", k -> new TreeSet<>()).add(cell.relation());
      at.computeIfAbsent("state", k -> new TreeSet<>()).add(cell.state());
      at.computeIfAbsent("group", k -> new TreeSet<>()).add(cell.group());
      at.computeIfAbsent("purpose", k -> new TreeSet<>()).add(cell.purpose());
      at.computeIfAbsent("account", k -> new TreeSet<>()).add(cell.account());
    }
    return module || articles;
  }

  /** None when the two are equal. */
  List<String> lines() {
    return told.entrySet().stream().limit(TOLD).map(e -> e.getKey() + " " + e.getValue()).toList();
  }

  @Override
  public String toString() {
    return "%,d asked, %,d permitted, %,d differences".formatted(asked, permitted, count);
  }
}
