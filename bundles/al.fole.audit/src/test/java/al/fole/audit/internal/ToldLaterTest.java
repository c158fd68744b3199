// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import static al.fole.audit.internal.EnquiryWorld.HEAD;
import static al.fole.audit.internal.EnquiryWorld.INSPECTOR;
import static al.fole.audit.internal.EnquiryWorld.OFFICER;
import static al.fole.audit.internal.EnquiryWorld.REASON;
import static al.fole.audit.internal.EnquiryWorld.WORKER;
import static al.fole.audit.internal.EnquiryWorld.hold;
import static al.fole.audit.internal.EnquiryWorld.refused;
import static al.fole.audit.internal.EnquiryWorld.told;
import static al.fole.audit.internal.EnquiryWorld.why;
import static org.junit.jupiter.api.Assertions.assertEquals;

import al.fole.store.Version;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the person is told only later: while somebody examines those who looked. */
final class ToldLaterTest {
  private final EnquiryWorld world;

  ToldLaterTest(@TempDir Path home) {
    world = new EnquiryWorld(home);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void whatAControlHasSeenWaitsUntilItIsClosedAndThirtyDaysMore() {
    world.look(INSPECTOR);
    assertEquals(List.of("NJMF Tiranë CASE_WORK CHANGED 1"), told(world.answer(HEAD)), "too fresh");
    var control = world.holds.open(OFFICER, hold("CONTROL", world.child, null));
    world.now = world.now.plus(Duration.ofDays(29));
    assertEquals(1, told(world.answer(HEAD)).size());
    world.now = world.now.plus(Duration.ofDays(1));
    assertEquals(1, told(world.answer(HEAD)).size(), "the control is open");
    world.holds.close(OFFICER, control.id(), new Version(1), why());
    assertEquals(
        List.of(
            "NJMF Tiranë CASE_WORK CHANGED 1",
            "Drejtoria e Përgjithshme e Shërbimit Social Shtetëror INSPECTION SEEN 1"),
        told(world.answer(HEAD)));
  }

  @Test
  void anOpenMandateOfInspectionHoldsItBackByItself() {
    world.look(INSPECTOR);
    world.execute(
        "insert into access.scope (subject, via, holder, relation, opened_on) values ('"
            + world.careCase
            + "', gen_random_uuid(), gen_random_uuid(), 'MANDATE', current_date)");
    world.now = world.now.plus(Duration.ofDays(30));
    assertEquals(1, told(world.answer(HEAD)).size(), "the case is being inspected");
    world.execute("update access.scope set closed_on = current_date where relation = 'MANDATE'");
    assertEquals(2, told(world.answer(HEAD)).size());
  }

  @Test
  void whileAnAllegationIsExaminedNothingSinceThenIsTold() {
    world.look(WORKER);
    var allegation = world.holds.open(OFFICER, hold("ALLEGATION", world.child, null));
    assertEquals(List.of(), told(world.answer(HEAD)), "today it was opened");
    world.execute("update audit.hold set opened_on = opened_on + 1, until = until + 1");
    assertEquals(2, told(world.answer(HEAD)).size(), "what was before it is told");
    world.execute("update audit.hold set opened_on = current_date - 1, until = current_date - 1");
    assertEquals(2, told(world.answer(HEAD)).size(), "past its last day it holds nothing");
    world.holds.close(OFFICER, allegation.id(), new Version(1), why());
    assertEquals(
        "hold-closed",
        refused(() -> world.holds.close(OFFICER, allegation.id(), new Version(2), why())));
    assertEquals(
        "version-stale",
        refused(() -> world.holds.close(OFFICER, allegation.id(), new Version(1), why())));
    assertEquals(
        "not-found",
        refused(() -> world.holds.close(OFFICER, UUID.randomUUID(), new Version(1), why())));
  }

  @Test
  void holdsAreOfAPersonOrAUnitForAYearAtMost() {
    assertEquals(
        "field-missing",
        refused(
            () ->
                world.holds.open(
                    OFFICER, new HoldBack(null, world.child, null, LocalDate.now(), REASON))));
    assertEquals(
        "matter-code", refused(() -> world.holds.open(OFFICER, hold("RUMOUR", world.child, null))));
    assertEquals(
        "hold-of-person-or-unit",
        refused(() -> world.holds.open(OFFICER, hold("CONTROL", null, "B53"))));
    assertEquals(
        "hold-of-person-or-unit",
        refused(() -> world.holds.open(OFFICER, hold("PROTECTED_UNIT", world.child, null))));
    assertEquals(
        "hold-of-person-or-unit",
        refused(() -> world.holds.open(OFFICER, hold("CONTROL", world.child, "B53"))));
    assertEquals(
        "unit-unknown",
        refused(() -> world.holds.open(OFFICER, hold("PROTECTED_UNIT", null, "NOWHERE"))));
    assertEquals(
        "not-found",
        refused(() -> world.holds.open(OFFICER, hold("CONTROL", UUID.randomUUID(), null))));
    for (int days : List.of(-1, 367)) {
      var wrong =
          new HoldBack("CONTROL", world.child, null, LocalDate.now().plusDays(days), REASON);
      assertEquals("hold-until-range", refused(() -> world.holds.open(OFFICER, wrong)));
    }
    assertEquals(0, world.fixture.number("select count(*) from audit.hold"));
    var opened = world.holds.open(OFFICER, hold("CONTROL", world.child, null));
    assertEquals(List.of(opened.id()), world.holds.list(OFFICER).stream().map(Hold::id).toList());
    assertEquals(
        List.of("NJMF Tiranë CASE_WORK CHANGED 1"),
        told(world.answer(HEAD)),
        "a hold tells the person nothing");
  }
}
