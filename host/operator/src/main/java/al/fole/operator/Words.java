// SPDX-License-Identifier: EUPL-1.2
package al.fole.operator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A command line: options anywhere, the rest in order.
 *
 * @param plain command and what it is about
 * @param options those given, without their dashes; a switch has the empty text
 */
record Words(List<String> plain, Map<String, String> options) {

  private static final Set<String> SWITCHES = Set.of("json", "allow-downgrade", "pause", "help");
  private static final Set<String> VALUED = Set.of("url", "plan");

  Words {
    plain = List.copyOf(plain);
    options = Map.copyOf(options);
  }

  /** The command line is no command line of this program. */
  static final class Misused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Misused(String reason) {
      super(reason);
    }
  }

  static Words of(List<String> arguments) {
    List<String> plain = new ArrayList<>();
    Map<String, String> options = new HashMap<>();
    for (int i = 0; i < arguments.size(); i++) {
      String word = arguments.get(i);
      if (!word.startsWith("--")) {
        plain.add(word);
        continue;
      }
      String[] parts = word.substring(2).split("=", 2);
      if (SWITCHES.contains(parts[0]) && parts.length == 1) {
        options.put(parts[0], "");
      } else if (VALUED.contains(parts[0]) && parts.length == 2) {
        options.put(parts[0], parts[1]);
      } else if (VALUED.contains(parts[0]) && i + 1 < arguments.size()) {
        options.put(parts[0], arguments.get(++i));
      } else {
        throw new Misused("unknown option " + parts[0]);
      }
    }
    return new Words(plain, options);
  }

  String command() {
    return plain.isEmpty() ? "" : plain.get(0);
  }

  /** What the command is about; Misused when it is missing or there is more. */
  String about() {
    if (plain.size() != 2) {
      throw new Misused(command() + " takes one word more");
    }
    return plain.get(1);
  }

  /** The same, where it may be missing. */
  Optional<String> perhapsAbout() {
    return plain.size() == 1 ? Optional.empty() : Optional.of(about());
  }

  boolean has(String option) {
    return options.containsKey(option);
  }

  Optional<String> value(String option) {
    return Optional.ofNullable(options.get(option));
  }
}
