// SPDX-License-Identifier: EUPL-1.2
package al.fole.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsTest {

  @TempDir Path home;

  @Test
  void theFirstLineOfAFileCounts() throws Exception {
    Path file = Files.writeString(home.resolve("password"), "a long word \nanother\n");
    var given =
        Credentials.of(
            Map.of(
                "FOLE_USER", "admin",
                "FOLE_PASSWORD_FILE", file.toString(),
                "FOLE_PASSWORD", "not this one"));
    assertEquals(new Credentials("", "admin", "a long word", ""), given);
  }

  @Test
  void aTokenNeedsNoName() {
    var given = Credentials.of(Map.of("FOLE_TOKEN", "t", "FOLE_USER", "admin"));
    assertEquals(new Credentials("t", "", "", ""), given);
  }

  @Test
  void nobodyIsMisused() {
    assertThrows(Words.Misused.class, () -> Credentials.of(Map.of()));
    assertThrows(Words.Misused.class, () -> Credentials.of(Map.of("FOLE_USER", "admin")));
    assertThrows(Words.Misused.class, () -> Credentials.of(Map.of("FOLE_PASSWORD", "p")));
    assertThrows(
        Words.Misused.class, () -> Credentials.of(Map.of("FOLE_USER", "", "FOLE_PASSWORD", "p")));
  }

  @Test
  void aFileThatCannotBeReadIsNamedWithoutAWordOfASecret() {
    Path missing = home.resolve("missing");
    var misused =
        assertThrows(
            Words.Misused.class,
            () -> Credentials.of(Map.of("FOLE_TOKEN_FILE", missing.toString(), "FOLE_TOKEN", "t")));
    assertTrue(misused.toString().contains(missing.toString()), misused::toString);
  }

  @Test
  void noSecretIsPrinted() {
    String printed = new Credentials("tokenized", "admin", "passworded", "123456").toString();
    assertTrue(printed.contains("admin"), printed);
    assertFalse(
        printed.contains("tokenized")
            || printed.contains("passworded")
            || printed.contains("123456"),
        printed);
  }
}
