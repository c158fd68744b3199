// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.story;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.concurrent.atomic.AtomicInteger;

/** Synthetic people. */
public final class People {
  private static final String ALPHABET = "WABCDEFGHIJKLMNOPQRSTUV";
  private static final LocalDate BORN = LocalDate.of(2015, 3, 14);
  private static final AtomicInteger SERIAL = new AtomicInteger();

  private People() {}

  /** A girl's number of 14 March 2015, a new one at each call; made here, not by the product. */
  public static String newNumber() {
    return number(BORN, SERIAL.incrementAndGet() % 1000);
  }

  /**
   * A girl's number.
   *
   * @param born from 1990 to 2029
   * @param serial from 0 to 999, each once on a day
   */
  public static String number(LocalDate born, int serial) {
    char decade = "JKLM".charAt((born.getYear() - 1990) / 10);
    var digits =
        "%c%d%02d%02d%03d"
            .formatted(
                decade,
                born.getYear() % 10,
                born.getMonthValue() + 50,
                born.getDayOfMonth(),
                serial);
    int sum = ALPHABET.indexOf(decade);
    for (int i = 1; i <= 8; i++) {
      sum += (digits.charAt(i) - '0') * i;
    }
    return digits + ALPHABET.charAt(sum % 23);
  }

  /** A girl born on 14 March 2015 who lives in Tirana. */
  public static ObjectNode girl(String firstName, String lastName) {
    var body = Caller.JSON.createObjectNode();
    body.putObject("identity")
        .put("personalNumber", newNumber())
        .put("firstName", firstName)
        .put("fatherName", "Agim")
        .put("lastName", lastName)
        .put("sex", "F")
        .put("birthDate", BORN.toString())
        .put("birthDateEstimated", false)
        .put("municipality", "53");
    body.putObject("provenance").put("provider", "SOCIAL_WORKER").put("on", "2026-01-15");
    return body;
  }

  /** The identity within a person. */
  public static ObjectNode identity(ObjectNode person) {
    return (ObjectNode) person.path("identity");
  }
}
