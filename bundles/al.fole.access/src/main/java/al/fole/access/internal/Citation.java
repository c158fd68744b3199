// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An article of a decision or a law, as grounds cite it: {@code VKM-2026 n.8/2/a}. In the order of
 * the decisions, their numbers and the letters of the Albanian alphabet.
 *
 * @param act decision or law
 * @param place in it; empty for the whole
 */
record Citation(String act, String place) implements Comparable<Citation> {
  private static final List<String> ACTS = List.of("VKM-2026", "VKM-136");
  private static final List<String> LETTERS =
      List.of(
          "a b c ç d dh e ë f g gj h i j k l ll m n nj o p q r rr s sh t th u v x xh y z zh"
              .split(" "));
  private static final Pattern PART = Pattern.compile("([0-9]+)|([^/().0-9]+)");

  private static final Comparator<Citation> ORDER =
      Comparator.comparingInt((Citation it) -> rank(it.act()))
          .thenComparing(Citation::act)
          .thenComparing(Citation::key);

  /** What a ground cites: {@code "VKM-2026 n.8/2/a, n.9/5"} is two of one decision. */
  static List<Citation> of(String ground) {
    var cited = new ArrayList<Citation>();
    String act = "";
    for (String part : ground.split(", ?")) {
      int space = part.lastIndexOf(' ');
      boolean placed = part.substring(space + 1).matches("[np]\\..*");
      if (!placed) {
        act = part;
      } else if (space > 0) {
        act = part.substring(0, space);
      }
      cited.add(new Citation(act, placed ? part.substring(space + 1) : ""));
    }
    return cited;
  }

  private static int rank(String act) {
    int known = ACTS.indexOf(act);
    return known < 0 ? ACTS.size() : known;
  }

  /** Sorts as text does. */
  private String key() {
    var key = new StringBuilder();
    Matcher part = PART.matcher(place.replaceFirst("^[np]\\.", ""));
    while (part.find()) {
      String number = part.group(1);
      int rank = number == null ? LETTERS.indexOf(part.group(2)) : Integer.parseInt(number);
      key.append(String.format("%05d", rank + 1));
    }
    return key.toString();
  }

  @Override
  public int compareTo(Citation other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return place.isEmpty() ? act : act + " " + place;
  }
}
