// SPDX-License-Identifier: EUPL-1.2
package al.fole.operations;

import java.util.Map;

/**
 * One figure. Neither its name nor a label ever comes from a request or a record: no person, no
 * case, no account, and few values.
 *
 * @param name words joined by {@code _}, with the unit last; the same figure with other labels has
 *     the same name
 * @param help one sentence for the operator
 * @param counts whether it only grows while the host runs
 * @param labels what tells it from the others of its name
 */
public record Figure(
    String name, String help, boolean counts, Map<String, String> labels, double value) {

  /** Refuses a name that the text format does not know or keeps for itself. */
  public Figure {
    if (!name.matches("[a-z][a-z0-9_]*") || name.matches(".*_(total|info|created|bucket)")) {
      throw new IllegalArgumentException("no name for a figure: " + name);
    }
    labels = Map.copyOf(labels);
  }

  /** A figure that rises and falls. */
  public static Figure gauge(String name, String help, Map<String, String> labels, double value) {
    return new Figure(name, help, false, labels, value);
  }

  /** A figure that only grows; its name does not end in {@code _total}. */
  public static Figure counter(String name, String help, Map<String, String> labels, double value) {
    return new Figure(name, help, true, labels, value);
  }
}
