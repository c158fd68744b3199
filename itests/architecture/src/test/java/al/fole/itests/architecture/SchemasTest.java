// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.cases.CaseView;
import al.fole.cases.ReferralView;
import al.fole.cases.TransferView;
import al.fole.families.FamilyView;
import al.fole.families.PlacementView;
import al.fole.persons.PersonView;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a published schema requires is there for whoever may read the record, whatever he reads. */
class SchemasTest {

  /** Schemas of what is shown, by the feature that publishes them. */
  private static final Map<String, Map<String, Class<?>>> SHOWN =
      Map.of(
          "persons",
          Map.of("Person", PersonView.class),
          "cases",
          Map.of(
              "CareCase", CaseView.class,
              "CaseAssessment", CaseView.Assessment.class,
              "CaseDecision", CaseView.Decision.class,
              "CareReferral", ReferralView.class,
              "CaseTransfer", TransferView.class),
          "families",
          Map.of(
              "Family", FamilyView.class,
              "FamilyApproval", FamilyView.Approval.class,
              "FamilyAssessment", FamilyView.Assessment.class,
              "Placement", PlacementView.class));

  static Stream<Arguments> shown() {
    return SHOWN.entrySet().stream()
        .flatMap(
            feature ->
                feature.getValue().entrySet().stream()
                    .map(it -> Arguments.of(feature.getKey(), it.getKey(), it.getValue())));
  }

  @ParameterizedTest
  @MethodSource("shown")
  void whatMayBeWithheldIsNotRequired(String feature, String name, Class<?> view)
      throws IOException {
    JsonNode schema = schema(feature, view).path(name);
    assertTrue(schema.isObject(), name);
    var required =
        StreamSupport.stream(schema.path("required").spliterator(), false)
            .map(JsonNode::asText)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> withheld =
        Arrays.stream(view.getRecordComponents())
            .filter(it -> it.getAnnotatedType().isAnnotationPresent(Nullable.class))
            .map(RecordComponent::getName)
            .collect(Collectors.toSet());
    required.retainAll(withheld);
    assertEquals(Set.of(), required);
  }

  private static JsonNode schema(String feature, Class<?> view) throws IOException {
    var published = SchemasTest.class.getClassLoader().getResources("openapi.json").asIterator();
    while (published.hasNext()) {
      var document = published.next();
      if (document.getPath().contains("al.fole." + feature)) {
        return new ObjectMapper().readTree(document).path("components").path("schemas");
      }
    }
    throw new AssertionError("no openapi.json of " + feature + " for " + view);
  }
}
