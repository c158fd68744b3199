// SPDX-License-Identifier: EUPL-1.2
package al.fole.tck;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** All rules that a parent keeps. */
public final class ParentContract {

  private ParentContract() {}

  /** The rules in the order in which they are best mended. */
  public static List<ParentRule> rules() {
    return Stream.of(
            DatabaseRules.ALL,
            UnitRules.ALL,
            IdentityRules.ALL,
            CaseRules.ALL,
            ListenerRules.ALL,
            ReferralRules.ALL)
        .flatMap(List::stream)
        .toList();
  }

  /** A test for each rule, for a method with {@code @TestFactory}. */
  public static Stream<DynamicTest> of(ParentUnderTest parent) {
    return rules().stream()
        .map(
            rule ->
                DynamicTest.dynamicTest(
                    rule.id() + ": " + rule.sentence(), () -> rule.check().of(parent)));
  }
}
