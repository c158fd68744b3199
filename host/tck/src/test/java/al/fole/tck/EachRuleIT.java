// SPDX-License-Identifier: EUPL-1.2
package al.fole.tck;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import al.fole.testing.BuildPostgres;
import al.fole.testing.TestDatabase;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule lets a right parent pass and catches one that breaks it. */
class EachRuleIT {
  private static final TestDatabase DATABASE = BuildPostgres.create();
  private static final ParentUnderTest RIGHT = new StandInParent(DATABASE);
  private static final WrongParents WRONG = new WrongParents(RIGHT, DATABASE);

  static Stream<ParentRule> rules() {
    return ParentContract.rules().stream();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void aRightParentPassesAndAWrongOneIsCaught(ParentRule rule) {
    var wrong = Objects.requireNonNull(WRONG.byRule.get(rule.id()), rule.id());
    assertThrows(Throwable.class, () -> rule.check().of(wrong), rule.sentence());
    assertDoesNotThrow(() -> rule.check().of(RIGHT), rule.sentence());
  }

  @Test
  void everyRuleHasAWrongParent() {
    assertEquals(
        rules().map(ParentRule::id).collect(Collectors.toCollection(TreeSet::new)),
        new TreeSet<>(WRONG.byRule.keySet()));
  }

  @AfterAll
  static void drop() {
    DATABASE.close();
  }
}
