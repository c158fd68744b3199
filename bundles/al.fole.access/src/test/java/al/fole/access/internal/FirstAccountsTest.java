// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import static al.fole.access.internal.AccessWorld.refusedWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.store.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstAccountsTest {
  private static final String PASSWORD = "shembull për demonstrim";
  private static final String FIRST = "first-of-operator";
  private final AccessWorld world = AccessWorld.alone();
  @TempDir Path directory;

  @AfterEach
  void close() {
    world.close();
  }

  private void start(Mode mode, Map<String, String> properties) {
    new FirstAccounts(world.store, mode, world.keys, properties);
  }

  private long accounts() {
    return world.fixture.number("select count(*) from access.account");
  }

  private Map<String, String> file(String password) throws IOException {
    var file = Files.writeString(directory.resolve("first"), password + "\n");
    return Map.of(
        FirstAccounts.ADMINISTRATOR,
        "arta.hoxha",
        FirstAccounts.ADMINISTRATOR_FILE,
        file.toString());
  }

  @Test
  void aDemonstrationHasAnAccountForEachRole() {
    var properties = Map.of(FirstAccounts.DEMONSTRATION, PASSWORD);
    start(Mode.DEMONSTRATION, properties);
    start(Mode.DEMONSTRATION, properties);
    assertEquals(Demonstration.ACCOUNTS.size(), accounts());
    for (var account : Demonstration.ACCOUNTS) {
      var actor = world.resume(world.signIn(account.name(), PASSWORD));
      assertEquals(account.role(), actor.role());
      assertEquals(account.unit(), actor.unit());
      assertTrue(world.matrix.now().fits(actor.role(), actor.unit()), account.name());
    }
    var shown =
        Demonstration.ACCOUNTS.stream().map(Demonstration.Demonstrated::role).distinct().sorted();
    var withLogin =
        world.matrix.now().roles().values().stream()
            .filter(Matrix.Role::login)
            .map(Matrix.Role::code)
            .sorted();
    assertEquals(withLogin.toList(), shown.toList());
  }

  @Test
  void productionRefusesDemonstrationAccounts() {
    start(Mode.PRODUCTION, Map.of(FirstAccounts.DEMONSTRATION, PASSWORD));
    assertEquals(0, accounts());
  }

  @Test
  void theFirstAdministratorOfARegisterSetsHisPassword() throws IOException {
    start(Mode.PRODUCTION, file(FIRST));
    var actor = world.resume(world.signIn("arta.hoxha", FIRST));
    assertTrue(actor.step() == Step.PASSWORD);
    world.ownPassword.change(actor, new ChangePassword(FIRST, AccessWorld.PASSWORD));
    start(Mode.PRODUCTION, file("another-first-one"));
    refusedWith("sign-in-failed", () -> world.signIn("arta.hoxha", "another-first-one"));
    assertEquals(1, accounts());
  }

  /** One proposes a privileged role, the other approves it: nobody makes both of them alone. */
  @Test
  void theOperatorMakesTwoAdministratorsAndNoThird() throws IOException {
    start(Mode.PRODUCTION, file(FIRST));
    world.ownPassword.change(
        world.resume(world.signIn("arta.hoxha", FIRST)),
        new ChangePassword(FIRST, AccessWorld.PASSWORD));
    var second = new HashMap<>(file("first-of-the-second"));
    second.put(FirstAccounts.ADMINISTRATOR, "ben.leka");
    start(Mode.PRODUCTION, second);
    world.ownPassword.change(
        world.resume(world.signIn("ben.leka", "first-of-the-second")),
        new ChangePassword("first-of-the-second", AccessWorld.PASSWORD));
    var third = new HashMap<>(file("first-of-the-third"));
    third.put(FirstAccounts.ADMINISTRATOR, "era.kola");
    start(Mode.PRODUCTION, third);
    refusedWith("sign-in-failed", () -> world.signIn("era.kola", "first-of-the-third"));
    assertEquals(2, accounts());
  }

  @Test
  void aFirstPasswordThatWasLostIsMadeAgainByAnotherLine() throws IOException {
    start(Mode.PRODUCTION, file(FIRST));
    world.signIn("arta.hoxha", FIRST);
    start(Mode.PRODUCTION, file(FIRST));
    refusedWith("sign-in-failed", () -> world.signIn("arta.hoxha", FIRST));
    start(Mode.PRODUCTION, file("another-first-one"));
    world.signIn("arta.hoxha", "another-first-one");
  }

  @Test
  void aShortOrMissingFirstPasswordMakesNobody() throws IOException {
    start(Mode.PRODUCTION, file("short"));
    start(Mode.PRODUCTION, Map.of(FirstAccounts.ADMINISTRATOR_FILE, directory + "/nothing"));
    start(Mode.PRODUCTION, Map.of());
    assertEquals(0, accounts());
  }
}
