// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.acceptance;

import al.fole.itests.story.Caller;
import al.fole.itests.story.People;
import al.fole.itests.story.RegistryPageDesk;
import al.fole.itests.story.Stage;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/** What the demonstration host offers a tester: logins and synthetic people. */
final class Demonstration {
  private Demonstration() {}

  static String password() {
    try {
      return Files.readString(RunningHost.get().data().resolve("demonstration-password")).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The reference host, for the story that every host plays. */
  static Stage stage() {
    var url = RunningHost.get().url();
    var parent = new RegistryPageDesk(url, "registry.tirana", password());
    return Stage.ofDemonstration(url, password(), parent);
  }

  /** Nobody in particular. */
  static Caller anonymous() {
    return new Caller(RunningHost.get().url(), null);
  }

  /** A demonstration account, signed in. */
  static Caller signedIn(String name, String purpose) {
    return Stage.signedIn(RunningHost.get().url(), name, password(), purpose);
  }

  static Caller.Answer signIn(String name, String password, String purpose) {
    var body = Caller.JSON.createObjectNode();
    body.put("name", name).put("password", password).put("purpose", purpose);
    return anonymous().post("/api/access/sessions", body.toString());
  }

  static Caller worker() {
    return signedIn("pmf.tirana", "CASE_WORK");
  }

  static Caller workerElsewhere() {
    return signedIn("pmf.shkoder", "CASE_WORK");
  }

  static Caller head() {
    return signedIn("head.tirana", "CASE_WORK");
  }

  static Caller regional() {
    return signedIn("shssh.tirana", "SUPERVISION");
  }

  static Caller national() {
    return signedIn("shssh.hq", "SUPERVISION");
  }

  static Caller administrator() {
    return signedIn("admin", "ADMINISTRATION");
  }

  /** A girl's number of 14 March 2015, a new one at each call; made here, not by the product. */
  static String newNumber() {
    return People.newNumber();
  }

  /** A girl born on 14 March 2015 who lives in Tirana. */
  static ObjectNode girl(String firstName, String lastName) {
    return People.girl(firstName, lastName);
  }

  static ObjectNode identity(ObjectNode person) {
    return People.identity(person);
  }
}
