// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.access.FieldGroup;
import al.fole.access.Standing;
import al.fole.itests.clauses.Clause;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What comes of rows when they are compiled; every cell is looked at, given or not. */
class CompiledRightsTest {
  private static final List<Asked> ASKED =
      List.of(
          new Asked("sample.view", "READ", "THING", false),
          new Asked("sample.look", "READ", "THING", false),
          new Asked("sample.change", "MODIFY", "THING", true),
          new Asked("other.view", "READ", "OTHER", false));
  private static final Map<String, Set<String>> PURPOSES =
      Map.of("PMF", Set.of("CASE_WORK", "SUPERVISION"), "DPO", Set.of("DATA_PROTECTION"));

  private static Policy row(String relations, String states, String groups, String purposes) {
    return row("PMF", "READ", "THING", relations, states, groups, purposes, "PERMIT");
  }

  private static Policy forbid(String relations, String states, String groups, String purposes) {
    return row("PMF", "READ", "THING", relations, states, groups, purposes, "FORBID");
  }

  private static Policy row(
      String role,
      String act,
      String object,
      String relations,
      String states,
      String groups,
      String purposes,
      String effect) {
    return new Policy(
        UUID.randomUUID(),
        role,
        act,
        object,
        List.of(relations.split(" ")),
        List.of(states.split(" ")),
        List.of(groups.split(" ")),
        List.of(purposes.split(" ")),
        effect,
        "VKM-2026 n.8/2",
        "1",
        LocalDate.of(2026, 1, 1),
        null);
  }

  private static Rights of(Policy... rows) {
    return Rights.of(ASKED, List.of(rows), PURPOSES);
  }

  private static String names(Enum<?>[] values) {
    return String.join(" ", Arrays.stream(values).map(Enum::name).toList());
  }

  /** Every cell of a permission for a purpose, as {@code RELATION STATE GROUP}. */
  private static Set<String> cells(Rights rights, String permission, String purpose) {
    var cells = new HashSet<String>();
    for (var relation : Relation.values()) {
      for (var standing : Standing.values()) {
        for (var group : FieldGroup.values()) {
          if (rights.permits("PMF", permission, purpose, group, relation, standing)) {
            cells.add(relation + " " + standing + " " + group);
          }
        }
      }
    }
    return cells;
  }

  private static Set<String> cells(Rights rights) {
    return cells(rights, "sample.view", "CASE_WORK");
  }

  @Test
  @Clause("R-94")
  void whatNoRowPermitsIsDenied() {
    assertEquals(Set.of(), cells(of()));
    assertFalse(of().allows("PMF", "sample.view", "CASE_WORK"));
    assertFalse(of().allows("PMF", "sample.view"));
    assertEquals(0, of().mask("PMF", "sample.view", "CASE_WORK", FieldGroup.RECORD));
  }

  @Test
  void aRowPermitsTheProductOfItsListsAndNothingElse() {
    assertEquals(
        Set.of(
            "OWN_UNIT OPEN RECORD",
            "OWN_UNIT OPEN HEALTH",
            "OWN_UNIT CLOSED RECORD",
            "OWN_UNIT CLOSED HEALTH",
            "QARK OPEN RECORD",
            "QARK OPEN HEALTH",
            "QARK CLOSED RECORD",
            "QARK CLOSED HEALTH"),
        cells(of(row("OWN_UNIT QARK", "OPEN CLOSED", "RECORD HEALTH", "ANY"))));
  }

  @Test
  void everyCellThereIsCanBePermitted() {
    var all =
        cells(
            of(
                row(
                    names(Relation.values()),
                    names(Standing.values()),
                    names(FieldGroup.values()),
                    "ANY")));
    assertEquals(
        Relation.values().length * Standing.values().length * FieldGroup.values().length,
        all.size());
    assertEquals(
        Relation.EVERY,
        of(row(names(Relation.values()), names(Standing.values()), "RECORD", "ANY"))
            .mask("PMF", "sample.view", "CASE_WORK", FieldGroup.RECORD));
  }

  @Test
  void aRowSpeaksOfItsRoleActAndObjectOnly() {
    var rights = of(row("OWN_UNIT", "OPEN", "RECORD", "ANY"));
    assertTrue(rights.allows("PMF", "sample.view", "CASE_WORK"));
    assertTrue(rights.allows("PMF", "sample.look", "CASE_WORK"), "the same act on the same object");
    assertEquals(Set.of(), cells(rights, "sample.change", "CASE_WORK"));
    assertEquals(Set.of(), cells(rights, "other.view", "CASE_WORK"));
    assertEquals(Set.of(), cells(rights, "nobody.asks", "CASE_WORK"));
    assertFalse(rights.allows("DPO", "sample.view", "DATA_PROTECTION"));
    assertFalse(rights.allows("NOBODY", "sample.view", "CASE_WORK"));
    assertFalse(rights.allows("NOBODY", "sample.view"));
    assertFalse(rights.allows("PMF", "other.view"));
    assertTrue(rights.allows("PMF", "sample.look"));
  }

  @Test
  void whatNoFeatureAsksForIsNotGranted() {
    var rights = Rights.of(List.of(), List.of(row("OWN_UNIT", "OPEN", "RECORD", "ANY")), PURPOSES);
    assertEquals(Set.of(), cells(rights));
  }

  @Test
  @Clause("R-92")
  void aRowForAnyPurposeIsForThoseTheRoleMayDeclare() {
    var rights = of(row("OWN_UNIT", "OPEN", "RECORD", "ANY"));
    assertEquals(1, cells(rights, "sample.view", "CASE_WORK").size());
    assertEquals(1, cells(rights, "sample.view", "SUPERVISION").size());
    assertEquals(Set.of(), cells(rights, "sample.view", "DATA_PROTECTION"));
    assertEquals(Set.of(), cells(rights, "sample.view", "ANY"));
    assertEquals(Set.of(), cells(rights, "sample.view", ""));
  }

  @Test
  @Clause("R-92")
  void aRowForAPurposeIsForNoOther() {
    var rights = of(row("OWN_UNIT", "OPEN", "RECORD", "CASE_WORK"));
    assertEquals(Set.of("OWN_UNIT OPEN RECORD"), cells(rights));
    assertEquals(Set.of(), cells(rights, "sample.view", "SUPERVISION"));
    assertTrue(rights.allows("PMF", "sample.view"), "for one purpose or another");
    var undeclared = of(row("OWN_UNIT", "OPEN", "RECORD", "DATA_PROTECTION"));
    assertEquals(Set.of(), cells(undeclared, "sample.view", "DATA_PROTECTION"));
    assertFalse(undeclared.allows("PMF", "sample.view"));
  }

  @Test
  void aRoleWithoutAPurposeDoesNothing() {
    var nobody = row("AKSHI_OPS", "READ", "THING", "NATIONAL", "OPEN", "RECORD", "ANY", "PERMIT");
    assertFalse(of(nobody).allows("AKSHI_OPS", "sample.view"));
    assertFalse(of(nobody).allows("AKSHI_OPS", "sample.view", "ANY"));
  }

  @Test
  void rowsAddUp() {
    assertEquals(
        Set.of("OWN_CASE OPEN RECORD", "OWN_UNIT OPEN RECORD", "OWN_CASE OPEN COURT"),
        cells(
            of(
                row("OWN_UNIT", "OPEN", "RECORD", "ANY"),
                row("OWN_CASE", "OPEN", "RECORD COURT", "CASE_WORK"))));
  }

  @Test
  void noGroupIsShownWhereTheRecordIsNot() {
    assertEquals(Set.of(), cells(of(row("OWN_UNIT", "OPEN", "HEALTH", "ANY"))));
    assertEquals(
        Set.of("OWN_CASE OPEN RECORD", "OWN_CASE OPEN HEALTH"),
        cells(
            of(
                row("OWN_CASE", "OPEN", "RECORD", "ANY"),
                row("OWN_CASE QARK", "OPEN", "HEALTH", "ANY"))));
  }

  @Test
  void aRowThatForbidsWins() {
    var permit = row("OWN_UNIT QARK", "OPEN CLOSED", "RECORD HEALTH", "ANY");
    String everywhere = names(Relation.values());
    assertEquals(
        Set.of(
            "OWN_UNIT OPEN RECORD",
            "QARK OPEN RECORD",
            "OWN_UNIT CLOSED RECORD",
            "QARK CLOSED RECORD",
            "OWN_UNIT OPEN HEALTH",
            "QARK OPEN HEALTH"),
        cells(of(permit, forbid(everywhere, "CLOSED", "HEALTH", "ANY"))),
        "a standing for a group");
    for (var rows :
        List.of(
            List.of(permit, forbid(everywhere, "CLOSED OPEN SEALED", "RECORD", "ANY")),
            List.of(forbid(everywhere, "CLOSED OPEN SEALED", "RECORD", "ANY"), permit))) {
      assertEquals(Set.of(), cells(Rights.of(ASKED, rows, PURPOSES)), "whatever comes first");
    }
  }

  @Test
  void aRowThatForbidsOneRelationLeavesTheOthers() {
    assertEquals(
        Set.of("OWN_UNIT OPEN RECORD"),
        cells(
            of(
                row("OWN_UNIT QARK", "OPEN", "RECORD", "ANY"),
                forbid("QARK", names(Standing.values()), "RECORD", "ANY"))));
  }

  @Test
  void aRowThatForbidsAPurposeLeavesTheOthers() {
    var rights =
        of(
            row("OWN_UNIT", "OPEN", "RECORD", "ANY"),
            forbid(names(Relation.values()), "OPEN", "RECORD", "SUPERVISION"));
    assertEquals(Set.of("OWN_UNIT OPEN RECORD"), cells(rights));
    assertEquals(Set.of(), cells(rights, "sample.view", "SUPERVISION"));
    assertTrue(rights.allows("PMF", "sample.view"));
  }

  @Test
  void whatIsNoProductIsDenied() {
    var rights =
        of(row("OWN_UNIT", "OPEN", "RECORD HEALTH", "ANY"), row("QARK", "CLOSED", "RECORD", "ANY"));
    assertEquals(Set.of(), cells(rights), "a statement could not say it: nothing is shown");
    assertFalse(rights.allows("PMF", "sample.view", "CASE_WORK"));
  }

  @Test
  void theStandingsOfAMask() {
    assertEquals(List.of(), Rights.standings(0));
    assertEquals(
        List.of(Standing.OPEN, Standing.SEALED),
        Rights.standings(Relation.QARK.in(Standing.OPEN) | Relation.NONE.in(Standing.SEALED)));
    assertEquals(List.of(Standing.values()), Rights.standings(Relation.EVERY));
  }

  @Test
  void eachRelationHasItsOwnBits() {
    long seen = 0;
    for (var relation : Relation.values()) {
      long bits = 0;
      for (var standing : Standing.values()) {
        long bit = relation.in(standing);
        assertEquals(1, Long.bitCount(bit));
        assertEquals(0, seen & bit);
        bits |= bit;
        seen |= bit;
        assertTrue(relation.in(bit));
        for (var other : Relation.values()) {
          assertEquals(other == relation, other.in(bit), relation + " " + other);
        }
      }
      assertEquals(bits, relation.bits());
      assertNotEquals(0, bits);
      assertFalse(relation.in(0));
    }
    assertEquals(Relation.EVERY, seen);
  }
}
