// SPDX-License-Identifier: EUPL-1.2
package al.fole.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;

/** {@link al.fole.spi.host.ParentCases}. */
final class CaseRules {

  static final List<ParentRule> ALL =
      List.of(
          new ParentRule("cases-known", "a case that is there has a state", CaseRules::known),
          new ParentRule(
              "cases-unknown",
              "a number that no case has is empty, and no error",
              CaseRules::unknown));

  private CaseRules() {}

  private static void known(ParentUnderTest parent) {
    Optional<String> state = parent.cases().state(parent.newCase());
    assertTrue(state.filter(code -> !code.isBlank()).isPresent(), "the state of a new case");
  }

  private static void unknown(ParentUnderTest parent) {
    for (String number : List.of("", "no-such-case", "'; --")) {
      assertEquals(Optional.empty(), parent.cases().state(number), "case '" + number + "'");
    }
  }
}
