// SPDX-License-Identifier: EUPL-1.2
package al.fole.families.internal;

import static al.fole.families.internal.AFamily.assessment;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import al.fole.families.AssessFamily;
import al.fole.families.DecideOnFamily;
import al.fole.families.FamilyId;
import al.fole.families.FamilyState;
import al.fole.families.internal.Family.Moment;
import al.fole.spi.Problem;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.function.Executable;

/** How far a family comes: each step by a hand that may, and what a refusal says. */
final class Course {
  static final LocalDate TODAY = LocalDate.of(2026, 11, 20);
  static final UUID ASSESSOR = UUID.randomUUID();
  static final UUID APPROVER = UUID.randomUUID();
  static final int LONGEST = 90;

  private Course() {}

  static Family applied(AFamily family) {
    var id = new FamilyId(UUID.randomUUID());
    return Family.apply(id, "B53", family.application(), by(ASSESSOR)).state().numbered("RKAF-F-1");
  }

  static Family assessed(AFamily family, String recommendation) {
    return assess(applied(family), assessment(1, recommendation));
  }

  static Family approved(AFamily family) {
    return decide(assessed(family, "POSITIVE"), family.approval(2));
  }

  static Family assess(Family family, AssessFamily said) {
    return family.assess(UUID.randomUUID(), said, by(ASSESSOR)).state();
  }

  static Family decide(Family family, DecideOnFamily said) {
    return family.decide(UUID.randomUUID(), said, LONGEST, false, by(APPROVER)).state();
  }

  static Family step(Family family, FamilyState to) {
    return family.change(AFamily.step(family.version(), to), false, by(APPROVER)).state();
  }

  static Moment by(UUID actor) {
    return new Moment(actor, Instant.EPOCH, TODAY);
  }

  static Problem refused(String rule, Executable work) {
    Problem problem = assertThrows(Problem.class, work);
    assertEquals(rule, problem.rule(), problem::getMessage);
    return problem;
  }

  static void refused(String rule, String field, Executable work) {
    assertEquals(field, refused(rule, work).field().orElse(""));
  }
}
