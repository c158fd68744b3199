// SPDX-License-Identifier: EUPL-1.2
package al.fole.rest.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import al.fole.persons.PersonId;
import al.fole.persons.RegisterPerson;
import al.fole.spi.Problem;
import al.fole.store.Page;
import al.fole.store.Receipt;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ContractsAsJsonTest {
  private static final String PERSON =
      """
      {"identity": {"firstName": "Ëngjëll", "sex": "F", "birthDate": "2015-07-21",
                    "birthDateEstimated": false, "municipality": "53"},
       "provenance": {"provider": "SOCIAL_WORKER", "on": "2026-11-02"}}
      """;

  private final ObjectMapper json = Json.mapper();

  @Test
  void whatTheContractLetsBeNullMayBeLeftOut() throws Exception {
    RegisterPerson person = json.readValue(PERSON, RegisterPerson.class);
    assertEquals("Ëngjëll", person.identity().firstName());
    assertNull(person.identity().personalNumber());
  }

  @Test
  void whatTheContractRequiresIsNamedByItsPath() {
    refused("field-missing", "identity.sex", PERSON.replace("\"sex\": \"F\",", ""));
    refused("field-missing", "identity.birthDate", PERSON.replace("\"2015-07-21\"", "null"));
    refused(
        "field-missing",
        "identity.birthDateEstimated",
        PERSON.replace("\"birthDateEstimated\": false,", ""));
    refused("field-missing", "identity", PERSON.replaceAll("(?s)\"identity.*?},", ""));
    refused(
        "field-unknown", "identity.colour", PERSON.replace("\"sex\"", "\"colour\": 1, \"sex\""));
  }

  private void refused(String rule, String field, String text) {
    var failure =
        assertThrows(
            JsonProcessingException.class, () -> json.readValue(text, RegisterPerson.class));
    Problem problem = (Problem) JsonRefusals.of(failure);
    assertEquals(rule, problem.rule());
    assertEquals(field, problem.field().orElse(""));
  }

  @Test
  void idsArePlainTextBothWays() throws Exception {
    UUID id = UUID.fromString("01980000-0000-7000-8000-000000000001");
    assertEquals("\"" + id + "\"", json.writeValueAsString(new PersonId(id)));
    assertEquals(new PersonId(id), json.readValue("\"" + id + "\"", PersonId.class));
    assertEquals(
        "{\"id\":\"" + id + "\",\"version\":2}", json.writeValueAsString(new Receipt(id, 2)));
    assertEquals(
        "{\"items\":[\"" + id + "\"]}",
        json.writeValueAsString(new Page<>(List.of(new PersonId(id)), null)));
  }
}
