// SPDX-License-Identifier: EUPL-1.2
package al.fole.lifecycle.internal;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.Version;

/**
 * Which of two versions is older. Qualifiers do not count: {@code 1.1.0-SNAPSHOT} and {@code 1.1.0}
 * are built from the same source at different times, and OSGi and Maven disagree on their order.
 */
final class Versions {

  private static final Pattern NUMBERS =
      Pattern.compile("([0-9]{1,9})(?:\\.([0-9]{1,9}))?(?:\\.([0-9]{1,9}))?(?:[.-].*)?");

  private Versions() {}

  /** The version in a feature's id, {@code group:artifact:version} or longer. */
  static String ofRelease(String id) {
    return id.substring(id.lastIndexOf(':') + 1);
  }

  /** Whether one is older; false when either has no numbers to compare. */
  static boolean isOlder(String one, String other) {
    Matcher first = NUMBERS.matcher(one);
    Matcher second = NUMBERS.matcher(other);
    return first.matches() && second.matches() && numbers(first).compareTo(numbers(second)) < 0;
  }

  private static Version numbers(Matcher found) {
    return new Version(number(found, 1), number(found, 2), number(found, 3));
  }

  private static int number(Matcher found, int group) {
    return found.group(group) == null ? 0 : Integer.parseInt(found.group(group));
  }
}
