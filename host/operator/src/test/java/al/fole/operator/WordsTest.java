// SPDX-License-Identifier: EUPL-1.2
package al.fole.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {

  private static Words of(String line) {
    return Words.of(line.isEmpty() ? List.of() : List.of(line.split(" ")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--json --url=https://fole.example apply a.zip --allow-downgrade --plan=12ab",
        "apply --url https://fole.example a.zip --plan 12ab --allow-downgrade --json"
      })
  void optionsStandAnywhereWithTheirValueBehindASignOrASpace(String line) {
    Words words = of(line);
    assertEquals("apply", words.command());
    assertEquals("a.zip", words.about());
    assertTrue(words.has("json"));
    assertTrue(words.has("allow-downgrade"));
    assertEquals(Optional.of("https://fole.example"), words.value("url"));
    assertEquals(Optional.of("12ab"), words.value("plan"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--nothing status",
        "--json=yes status",
        "--allow-downgrade=true plan a.zip",
        "status --url",
        "status --",
        "--password=secret status"
      })
  void whatIsNoOptionIsMisused(String line) {
    var misused = assertThrows(Words.Misused.class, () -> of(line));
    assertTrue(misused.toString().contains("unknown option"), misused::toString);
  }

  @Test
  void aValueMayHoldASign() {
    assertEquals(Optional.of("https://h/?a=b"), of("status --url=https://h/?a=b").value("url"));
  }

  @Test
  void aCommandTakesOneWordMore() {
    assertThrows(Words.Misused.class, of("part")::about);
    assertThrows(Words.Misused.class, of("part a b")::about);
    assertEquals(Optional.empty(), of("rollback").perhapsAbout());
    assertEquals(Optional.of("2"), of("rollback 2").perhapsAbout());
    assertThrows(Words.Misused.class, of("rollback 2 3")::perhapsAbout);
  }

  @Test
  void nothingIsNoCommand() {
    assertEquals("", of("").command());
    assertEquals("", of("--json").command());
    assertFalse(of("status").has("json"));
  }
}
