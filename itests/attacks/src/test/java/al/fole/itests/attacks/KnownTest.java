// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.attacks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class KnownTest {

  @Test
  void aLineNothingIsFoundForAnyMoreIsSeen() {
    var refused = "PMF GET /cases/{id} DENIED";
    var told = "PMF GET /persons/{id} fosteraddress";
    var known = new Known(Set.of(refused, told), new TreeSet<>());
    assertEquals(Set.of(refused), known.gone(true));
    assertEquals(Set.of(told), known.gone(false));
    assertTrue(known.has("PMF", "GET /persons/{id}", "fosteraddress"));
    assertTrue(known.has("PMF", "GET /persons/{id}", "fosteraddress"), "and once more");
    assertFalse(known.has("PMF", "GET /persons/{id}", "address"));
    assertEquals(Set.of(refused), known.gone(true));
    assertEquals(Set.of(), known.gone(false));
  }
}
