// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.story;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.atomic.AtomicInteger;

/** Synthetic people. */
public final class People {
  private static final String ALPHABET = "WABCDEFGHIJKLMNOPQRSTUV";
  private static final AtomicInteger SERIAL = new AtomicInteger();

  private People() {}

  /** A girl's number of 14 March 2015, a new one at each call; made here, not by the product. */
  public static String newNumber() {
    int serial = SERIAL.incrementAndGet();
    var digits = "L5" + "53" + "14" + "%03d".formatted(serial % 1000);
    int sum = ALPHABET.indexOf('L');
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
        .put("birthDate", "2015-03-14")
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
