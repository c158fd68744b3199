// SPDX-License-Identifier: EUPL-1.2
package al.fole.lifecycle.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.lifecycle.Part.State;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PointerTest {

  private final Pointer pointer =
      new Pointer("al.fole:fole:1.1.0", 7, "7/feature.json", "ab", "cd");

  @Test
  void itIsReadAsItWasWritten() throws IOException {
    Pointer full =
        pointer
            .with("al.fole.cases", State.DISABLED)
            .with("al.fole.persons", State.REMOVED)
            .on("ef")
            .contracted();
    assertEquals("ef", full.with("al.fole.cases", State.ENABLED).platform());
    assertEquals(full, Pointer.parse(full.text()));
    assertEquals(7, full.floor());
    assertEquals("1.1.0", full.floorVersion());
  }

  @Test
  void oneOfAnEarlierVersionIsReadToo() throws IOException {
    Pointer read = Pointer.parse("id=a:b:1\nactivation=3\nfeature=3/feature.json\nsha256=ef\n");
    assertEquals(Map.of(), read.off());
    assertEquals(0, read.floor());
  }

  @Test
  void whatIsOffStaysOffInTheNextRelease() {
    Pointer off = pointer.with("al.fole.cases", State.DISABLED);
    Pointer then = off.at("al.fole:fole:1.2.0", 8, "8/feature.json", "gh", "cd");
    assertEquals(Map.of("al.fole.cases", State.DISABLED), then.off());
    assertEquals("", pointer.on("ef").at("x", 8, "8", "gh", "cd").platform());
    assertEquals(Map.of(), then.with("al.fole.cases", State.ENABLED).off());
  }

  @Test
  void aDamagedOneIsRefused() {
    for (String text :
        new String[] {
          "",
          "id=a\nactivation=x\nfeature=f\nsha256=s",
          "id=a\nactivation=1\nfeature=f\nsha256=s\noff=al.fole.cases"
        }) {
      assertThrows(IOException.class, () -> Pointer.parse(text), text);
    }
  }

  @Test
  void qualifiersMakeNothingOlder() {
    assertTrue(Versions.isOlder("1.1.0", "1.2"));
    assertTrue(Versions.isOlder("1.9.0", "1.10.0.SNAPSHOT"));
    assertFalse(Versions.isOlder("1.1.0-SNAPSHOT", "1.1.0"));
    assertFalse(Versions.isOlder("1.1.0", "1.1.0.SNAPSHOT"));
    assertFalse(Versions.isOlder("nightly", "1.1.0"));
  }
}
