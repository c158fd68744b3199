// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.story;

/**
 * Where the story is played.
 *
 * @param url address of the module; {@code /api} follows it
 * @param logins its people
 * @param parent the registry that hosts it
 */
public record Stage(String url, Logins logins, ParentDesk parent) {

  /** How the people of a host sign in; they are named as in the demonstration. */
  @FunctionalInterface
  public interface Logins {

    /** Somebody signed in for a purpose, for example {@code pmf.tirana} for {@code CASE_WORK}. */
    Caller signedIn(String name, String purpose);
  }

  /** A host in demonstration mode, whose people share a password. */
  public static Stage ofDemonstration(String url, String password, ParentDesk parent) {
    return new Stage(url, (name, purpose) -> signedIn(url, name, password, purpose), parent);
  }

  /** Signs in at the module itself. */
  public static Caller signedIn(String url, String name, String password, String purpose) {
    var body = Caller.JSON.createObjectNode();
    body.put("name", name).put("password", password).put("purpose", purpose);
    var answer = new Caller(url, null).post("/api/access/sessions", body.toString());
    if (answer.status() != 201) {
      throw new IllegalStateException("cannot sign in " + name + ": " + answer.text());
    }
    return new Caller(url, answer.body().path("token").asText());
  }

  /** A social worker of Tirana. */
  public Caller worker() {
    return logins.signedIn("pmf.tirana", "CASE_WORK");
  }

  /** A social worker of Shkodër. */
  public Caller workerElsewhere() {
    return logins.signedIn("pmf.shkoder", "CASE_WORK");
  }

  /** The head of unit of Tirana. */
  public Caller head() {
    return logins.signedIn("head.tirana", "CASE_WORK");
  }

  /** The regional directorate of Tirana. */
  public Caller regional() {
    return logins.signedIn("shssh.tirana", "SUPERVISION");
  }

  /** The administrator. */
  public Caller administrator() {
    return logins.signedIn("admin", "ADMINISTRATION");
  }

  /** Somebody with a session the parent never gave. */
  public Caller strangerOfTheParent() {
    return new Caller(url, "parent:nobody");
  }

  /** The steps as they are taken in Tirana. */
  public Life life() {
    return new Life(worker(), head());
  }
}
