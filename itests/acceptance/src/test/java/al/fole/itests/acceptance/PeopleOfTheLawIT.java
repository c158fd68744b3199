// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.itests.clauses.Clause;
import al.fole.itests.story.Caller;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

/** The register has room for everybody the law speaks of. */
class PeopleOfTheLawIT {
  private final Caller worker = Demonstration.worker();

  @Test
  @Clause("R-15")
  void aChildUnderInternationalProtectionIsEnteredWithoutANumber() {
    var child = Demonstration.girl("Layla", "Al-Ḥasan");
    Demonstration.identity(child).putNull("personalNumber").put("birthDateEstimated", true);
    var seen = entered(child);
    assertEquals("Al-Ḥasan", seen.identity().path("lastName").asText());
    assertTrue(seen.temporary().matches("T-[A-Z0-9]{8}"), seen.temporary());
    assertTrue(seen.identity().path("birthDateEstimated").asBoolean());
  }

  @Test
  @Clause("R-15")
  void aFoundlingOfWhomNothingIsKnownIsEntered() {
    var child = Demonstration.girl("", "");
    Demonstration.identity(child)
        .putNull("personalNumber")
        .putNull("firstName")
        .putNull("fatherName")
        .putNull("lastName")
        .put("sex", "U")
        .put("birthDate", "2025-12-30")
        .put("birthDateEstimated", true);
    var seen = entered(child);
    assertEquals("U", seen.identity().path("sex").asText());
    assertTrue(seen.identity().path("firstName").asText("").matches("(null)?"));
    assertTrue(seen.temporary().matches("T-[A-Z0-9]{8}"), seen.temporary());
  }

  @Test
  @Clause("R-15")
  @Clause("R-18")
  @Clause("R-82")
  void aChildAYoungAndAnOldBeneficiaryArePersonsOfTheRegister() {
    for (var birth : new String[] {"2025-10-02", "2007-06-11", "1944-01-20"}) {
      var person = Demonstration.girl("Shpresa", "Kola");
      Demonstration.identity(person).putNull("personalNumber").put("birthDate", birth);
      assertEquals(birth, entered(person).identity().path("birthDate").asText());
    }
  }

  @Test
  @Clause("R-15")
  void aForeignNumberIsNotTakenForAnAlbanianOneAndTheChildIsEnteredAllTheSame() {
    var child = Demonstration.girl("Marko", "Petrović");
    Demonstration.identity(child).put("personalNumber", "1403015710").put("sex", "M");
    var refused = worker.post("/api/persons", child.toString());
    assertEquals(422, refused.status(), refused.text());
    assertEquals("personal-number-format", refused.rule());
    assertEquals("identity.personalNumber", refused.body().path("field").asText());
    Demonstration.identity(child).putNull("personalNumber");
    assertEquals("Petrović", entered(child).identity().path("lastName").asText());
  }

  /** What the register says of somebody. */
  private record Seen(JsonNode identity) {
    String temporary() {
      return identity.path("temporaryIdentifier").asText();
    }
  }

  private Seen entered(ObjectNode person) {
    var receipt = worker.post("/api/persons", person.toString());
    assertEquals(201, receipt.status(), receipt.text());
    var view = worker.get("/api/persons/" + receipt.id());
    assertEquals(200, view.status(), view.text());
    assertEquals(receipt.id(), view.body().path("id").asText());
    return new Seen(view.body());
  }
}
