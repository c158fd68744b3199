// SPDX-License-Identifier: EUPL-1.2
package al.fole.persons.internal;

import static al.fole.persons.internal.People.TODAY;
import static al.fole.persons.internal.People.aGirl;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.event.Change;
import al.fole.persons.PersonId;
import al.fole.persons.Protections.Reasoned;
import al.fole.spi.Problem;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PersonTest {
  private static final PersonId ID =
      new PersonId(UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057"));
  private static final Instant NOW = Instant.parse("2026-11-20T09:00:00Z");

  @Test
  void registeringSaysWhatIsPlainAndSealsTheRest() {
    var registered =
        Person.register(ID, aGirl().at("Rruga e Kalasë", null).registration(), NOW, TODAY);
    var event = registered.event();
    assertEquals(1, event.version());
    assertEquals(ID, event.person());
    assertEquals("F", event.sex());
    assertEquals(LocalDate.of(2015, 7, 21), event.birthDate());
    assertEquals("53", event.municipality());
    assertTrue(event.numbered());
    assertEquals("SOCIAL_WORKER", event.provider());
    assertEquals(LocalDate.of(2026, 11, 2), event.informedOn());
    assertEquals(
        Map.of(
            "personalNumber", "L55721001W",
            "firstName", "Zana",
            "fatherName", "Gëzim",
            "lastName", "Përmeti",
            "address", "Rruga e Kalasë"),
        values(registered));
  }

  @Test
  void whoHasNoNumberGetsATemporaryIdentifierAndKeepsIt() {
    Person child = girl(aGirl().withoutNumber());
    String temporary = child.temporaryIdentifier();
    assertTrue(temporary != null && temporary.matches("T-[0-9A-HJKMNP-TV-Z]{8}"), temporary);
    var linked = child.correct(aGirl().correction(1, "found in the civil register"), NOW, TODAY);
    assertEquals(temporary, linked.state().temporaryIdentifier());
    assertEquals("L55721001W", linked.state().identity().personalNumber());
    assertTrue(linked.event().numbered());
  }

  @Test
  void whoHasANumberNeedsNoTemporaryIdentifierUntilItIsTakenAway() {
    Person girl = girl(aGirl());
    assertNull(girl.temporaryIdentifier());
    var without = girl.correct(aGirl().withoutNumber().correction(1, "not hers"), NOW, TODAY);
    assertTrue(without.state().temporaryIdentifier() != null);
    assertEquals("", values(without).get("personalNumber"));
    assertFalse(without.event().numbered());
  }

  @Test
  void aCorrectionSaysWhatChangedAndWhy() {
    Person girl = girl(aGirl().at("Rruga e Kalasë", null));
    var corrected =
        girl.correct(
            aGirl()
                .named("Zana", "Gëzim", "Prifti")
                .livingIn("10")
                .saidBy("APPLICANT", TODAY)
                .correction(1, " moved and renamed "),
            NOW,
            TODAY);
    assertEquals(2, corrected.state().version());
    assertEquals(2, corrected.event().version());
    assertEquals("10", corrected.event().municipality());
    assertEquals("APPLICANT", corrected.state().provenance().provider());
    assertEquals(
        Map.of("lastName", "Prifti", "address", "", "reason", "moved and renamed"),
        values(corrected));
  }

  @Test
  void theReasonOfAnOddNumberStaysInTheHistory() {
    var odd = aGirl().withNumber("L55721001A").because("as in the certificate");
    assertEquals(
        "as in the certificate",
        values(Person.register(ID, odd.registration(), NOW, TODAY)).get("numberReason"));
  }

  @Test
  void aCorrectionOfAnOlderStateIsStale() {
    Person girl = girl(aGirl());
    var problem =
        assertThrows(
            Problem.class, () -> girl.correct(aGirl().correction(2, "because"), NOW, TODAY));
    assertEquals(Problem.Kind.STALE, problem.kind());
    assertEquals("version-stale", problem.rule());
  }

  @Test
  void aCorrectionSaysWhy() {
    Person girl = girl(aGirl());
    for (String reason : new String[] {"", " \t", "\u0000", "r".repeat(501)}) {
      var problem =
          assertThrows(
              Problem.class, () -> girl.correct(aGirl().correction(1, reason), NOW, TODAY));
      assertEquals("reason", problem.field().orElse(""));
    }
  }

  @Test
  void whereSomebodyProtectedLivesIsNotWithHim() {
    Person girl = girl(aGirl().at("Rruga e Kalasë", "069 000 1111"));
    var guarded = girl.protect(new Reasoned(1, " kërcënim "));
    assertTrue(guarded.state().guarded());
    assertEquals("00", guarded.state().identity().municipality());
    assertNull(guarded.state().identity().address());
    assertNull(guarded.state().identity().contact());
    assertEquals(2, guarded.state().version());
    assertEquals(Map.of("reason", "kërcënim"), values(guarded));
    var problem =
        assertThrows(Problem.class, () -> guarded.state().protect(new Reasoned(2, "kërcënim")));
    assertEquals("address-is-protected", problem.rule());
    var hidden = Hidden.of(UUID.randomUUID(), ID.value(), girl.identity(), NOW);
    assertEquals(
        girl.identity(), guarded.state().lift(new Reasoned(2, "kaloi"), hidden).state().identity());
  }

  @Test
  void aCorrectionOfSomebodyProtectedLeavesNoTraceOfThePlace() {
    Person guarded =
        girl(aGirl().at("Rruga e Kalasë", "069 000 1111")).protect(new Reasoned(1, "a")).state();
    var corrected =
        guarded.correct(
            aGirl().at("Rruga e Re", "069 222").correction(2, "u zhvendos"), NOW, TODAY);
    assertTrue(corrected.state().guarded());
    assertNull(corrected.state().identity().address());
    assertEquals("00", corrected.event().municipality());
    assertEquals(Map.of("reason", "u zhvendos"), values(corrected));
  }

  @Test
  void nothingPrintedNamesAnybody() {
    Person girl = girl(aGirl().at("Rruga e Kalasë", "069 000 1111"));
    String printed =
        girl
            + " "
            + Hidden.of(UUID.randomUUID(), ID.value(), girl.identity(), NOW)
            + new Reasoned(1, "a reason")
            + new PersonsResource.Because("a reason")
            + " "
            + girl.identity()
            + " "
            + aGirl().registration()
            + " "
            + aGirl().correction(1, "a reason")
            + People.byName("Zana")
            + Person.register(ID, aGirl().registration(), NOW, TODAY)
            + new PersonsResource.Correction(girl.identity(), girl.provenance(), "a reason");
    for (String secret :
        new String[] {"Zana", "Gëzim", "Përmeti", "L5572", "Kalas", "069", "a reason"}) {
      assertFalse(printed.contains(secret), secret + " in " + printed);
    }
  }

  private static Person girl(People who) {
    return Person.register(ID, who.registration(), NOW, TODAY).state();
  }

  private static Map<String, String> values(Change<?, ?> change) {
    return change.details().get(0).values();
  }
}
