// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.access.FieldGroup;
import al.fole.access.Standing;
import al.fole.itests.clauses.Clause;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RightsTest {
  private static final Asked SEE = new Asked("sample.see", "READ", "THING", false);
  private static final Map<String, Set<String>> PURPOSES =
      Map.of("PMF", Set.of("CASE_WORK", "SUPERVISION"), "SHSSH_HQ", Set.of("SUPERVISION"));

  private static Policy row(
      String effect, String relations, String states, String groups, String purposes) {
    return new Policy(
        UUID.randomUUID(),
        "PMF",
        "READ",
        "THING",
        List.of(relations.split(" ")),
        List.of(states.split(" ")),
        List.of(groups.split(" ")),
        List.of(purposes.split(" ")),
        effect,
        "VKM-2026 n.8/2/a",
        "1",
        LocalDate.of(2026, 1, 1),
        null);
  }

  private static Policy permit(String relations, String states, String groups) {
    return row("PERMIT", relations, states, groups, "ANY");
  }

  private static Rights rights(Policy... rows) {
    return Rights.of(List.of(SEE), List.of(rows), PURPOSES);
  }

  private static boolean permits(
      Rights rights, FieldGroup group, Relation relation, Standing standing) {
    return rights.permits("PMF", "sample.see", "CASE_WORK", group, relation, standing);
  }

  @Test
  @Clause("R-94")
  void whatNoRowPermitsIsDeniedInEveryCell() {
    int cells = 0;
    for (var rights : List.of(rights(), rights(permit("OWN_UNIT", "OPEN", "RECORD")))) {
      for (Relation relation : Relation.values()) {
        for (Standing standing : Standing.values()) {
          for (FieldGroup group : FieldGroup.values()) {
            boolean said =
                rights.allows("PMF", "sample.see", "CASE_WORK")
                    && relation == Relation.OWN_UNIT
                    && standing == Standing.OPEN
                    && group == FieldGroup.RECORD;
            assertEquals(said, permits(rights, group, relation, standing));
            cells++;
          }
        }
      }
    }
    assertEquals(2 * 10 * 3 * 12, cells);
  }

  @Test
  void anotherRolePermissionOrObjectHasNothingOfARow() {
    var rights = rights(permit("OWN_UNIT", "OPEN", "RECORD"));
    assertTrue(rights.allows("PMF", "sample.see", "CASE_WORK"));
    assertFalse(rights.allows("SHSSH_HQ", "sample.see", "SUPERVISION"));
    assertFalse(rights.allows("PMF", "sample.change", "CASE_WORK"));
    var other = new Asked("sample.see", "READ", "OTHER", false);
    var act = new Asked("sample.see", "MODIFY", "THING", true);
    for (var asked : List.of(other, act)) {
      assertFalse(
          Rights.of(List.of(asked), List.of(permit("OWN_UNIT", "OPEN", "RECORD")), PURPOSES)
              .allows("PMF", "sample.see", "CASE_WORK"));
    }
  }

  @Test
  void permissionsOfOneActOnOneObjectAreGrantedTogether() {
    var again = new Asked("sample.look", "READ", "THING", false);
    var rights =
        Rights.of(List.of(SEE, again), List.of(permit("OWN_UNIT", "OPEN", "RECORD")), PURPOSES);
    assertTrue(rights.allows("PMF", "sample.see", "CASE_WORK"));
    assertTrue(rights.allows("PMF", "sample.look", "CASE_WORK"));
  }

  @Test
  @Clause("R-92")
  void aRowSpeaksOfItsPurposesAndAnyIsWhatTheRoleMayDeclare() {
    var one = rights(row("PERMIT", "OWN_UNIT", "OPEN", "RECORD", "CASE_WORK"));
    assertTrue(one.allows("PMF", "sample.see", "CASE_WORK"));
    assertFalse(one.allows("PMF", "sample.see", "SUPERVISION"));
    var any = rights(permit("OWN_UNIT", "OPEN", "RECORD"));
    assertTrue(any.allows("PMF", "sample.see", "SUPERVISION"));
    assertFalse(any.allows("PMF", "sample.see", "STATISTICS"));
    var foreign = rights(row("PERMIT", "OWN_UNIT", "OPEN", "RECORD", "STATISTICS"));
    assertFalse(foreign.allows("PMF", "sample.see", "STATISTICS"), "not one of the role");
  }

  @Test
  void whatIsForbiddenIsDeniedHoweverOftenItIsPermitted() {
    var permitted = permit("OWN_CASE OWN_UNIT NATIONAL", "OPEN CLOSED", "RECORD HEALTH");
    var rights =
        rights(
            permitted,
            row(
                "FORBID",
                "OWN_CASE OWN_UNIT MUNICIPALITY QARK INSTITUTION NATIONAL MONITORED MANDATE"
                    + " FORMER_UNIT NONE",
                "CLOSED",
                "HEALTH",
                "ANY"),
            row("FORBID", "NATIONAL", "OPEN CLOSED SEALED", "RECORD", "ANY"),
            permit("OWN_UNIT", "OPEN CLOSED", "RECORD HEALTH"));
    assertTrue(permits(rights, FieldGroup.RECORD, Relation.OWN_UNIT, Standing.CLOSED));
    assertTrue(permits(rights, FieldGroup.HEALTH, Relation.OWN_UNIT, Standing.OPEN));
    assertFalse(permits(rights, FieldGroup.HEALTH, Relation.OWN_UNIT, Standing.CLOSED));
    assertFalse(permits(rights, FieldGroup.RECORD, Relation.NATIONAL, Standing.OPEN));
    assertFalse(
        permits(rights, FieldGroup.HEALTH, Relation.NATIONAL, Standing.OPEN),
        "a field is shown no further than its record");
  }

  @Test
  void aRowThatForbidsForOnePurposeLeavesTheOther() {
    var rights =
        rights(
            permit("OWN_UNIT", "OPEN", "RECORD"),
            row("FORBID", "OWN_UNIT", "OPEN CLOSED SEALED", "RECORD", "SUPERVISION"));
    assertTrue(rights.allows("PMF", "sample.see", "CASE_WORK"));
    assertFalse(rights.allows("PMF", "sample.see", "SUPERVISION"));
  }

  @Test
  void aFieldWithoutItsRecordIsNotShown() {
    var rights = rights(permit("OWN_UNIT", "OPEN", "HEALTH"));
    assertFalse(permits(rights, FieldGroup.HEALTH, Relation.OWN_UNIT, Standing.OPEN));
    assertFalse(rights.allows("PMF", "sample.see", "CASE_WORK"));
  }

  @Test
  void whatIsNoProductOfRelationsAndStandingsIsDenied() {
    var rights =
        rights(permit("OWN_UNIT", "OPEN", "RECORD"), permit("NATIONAL", "CLOSED", "RECORD"));
    assertFalse(rights.allows("PMF", "sample.see", "CASE_WORK"));
  }

  @Test
  void aWordOfALaterVersionPermitsNothing() {
    var rights = rights(permit("COUSIN", "OPEN", "RECORD"), permit("OWN_UNIT", "LOST", "RECORD"));
    assertFalse(rights.allows("PMF", "sample.see", "CASE_WORK"));
  }
}
