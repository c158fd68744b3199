// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.acceptance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.concurrent.atomic.AtomicInteger;

/** What the demonstration host offers a tester: logins and synthetic people. */
final class Demonstration {
  private static final String ALPHABET = "WABCDEFGHIJKLMNOPQRSTUV";
  private static final AtomicInteger SERIAL = new AtomicInteger();

  private Demonstration() {}

  static String password() {
    try {
      return Files.readString(RunningHost.get().data().resolve("demonstration-password")).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Caller worker() {
    return Caller.signedIn("pmf.tirana", "CASE_WORK");
  }

  static Caller workerElsewhere() {
    return Caller.signedIn("pmf.shkoder", "CASE_WORK");
  }

  static Caller head() {
    return Caller.signedIn("head.tirana", "CASE_WORK");
  }

  static Caller regional() {
    return Caller.signedIn("shssh.tirana", "SUPERVISION");
  }

  static Caller national() {
    return Caller.signedIn("shssh.hq", "SUPERVISION");
  }

  static Caller administrator() {
    return Caller.signedIn("admin", "ADMINISTRATION");
  }

  /** A girl's number of 14 March 2015, a new one at each call; made here, not by the product. */
  static String newNumber() {
    int serial = SERIAL.incrementAndGet();
    var digits = "L5" + "53" + "14" + "%03d".formatted(serial % 1000);
    int sum = ALPHABET.indexOf('L');
    for (int i = 1; i <= 8; i++) {
      sum += (digits.charAt(i) - '0') * i;
    }
    return digits + ALPHABET.charAt(sum % 23);
  }

  /** A girl born on 14 March 2015 who lives in Tirana. */
  static ObjectNode girl(String firstName, String lastName) {
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

  static ObjectNode identity(ObjectNode person) {
    return (ObjectNode) person.path("identity");
  }
}
