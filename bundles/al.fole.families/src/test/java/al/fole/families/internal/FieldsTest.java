// SPDX-License-Identifier: EUPL-1.2
package al.fole.families.internal;

import static al.fole.families.internal.AFamily.aFamily;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import al.fole.families.ApplyAsFamily;
import al.fole.families.AssessFamily;
import al.fole.families.ChangeFamilyState;
import al.fole.families.DecideOnFamily;
import al.fole.families.EndPlacement;
import al.fole.families.FamilyQuery;
import al.fole.families.FamilyState;
import al.fole.families.PlaceChild;
import al.fole.families.PlacementQuery;
import al.fole.families.Terms;
import al.fole.persons.Provenance;
import al.fole.rules.Rule;
import al.fole.spi.Problem;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every field of every request is refused by its name when it cannot be so. */
class FieldsTest {
  private static final Provenance SAID = AFamily.SAID;

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource({
    "municipality, null, field-missing",
    "kind, BEST, kind-code",
    "appliedOn, null, field-missing",
    "appliedOn, 1899-12-31, business-date-range",
    "motivation, blank, text-blank",
    "motivation, long, text-too-long",
    "motivation, unseen, text-unreadable"
  })
  void ofAnApplication(String field, String value, String rule) {
    refused(aFamily().application(), field, value, rule, FieldsTest::apply);
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource({
    "startedOn, null, field-missing",
    "finalisedOn, null, field-missing",
    "finalisedOn, tomorrow, business-date-range",
    "criminalRecordOn, null, field-missing",
    "criminalRecordOn, tomorrow, business-date-range",
    "homeVisits, -1, home-visits-range",
    "homeVisits, 101, home-visits-range",
    "trainingHours, -1, training-hours-range",
    "trainingHours, 10001, training-hours-range",
    "summary, null, field-missing",
    "summary, blank, text-blank",
    "summary, long, text-too-long",
    "summary, unseen, text-unreadable"
  })
  void ofAnAssessment(String field, String value, String rule) {
    AssessFamily said = AFamily.assessment(1, "NEGATIVE");
    refused(said, field, value, rule, FieldsTest::assess);
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource({
    "number, null, field-missing",
    "number, blank, text-blank",
    "number, long, text-too-long",
    "number, unseen, text-unreadable",
    "authority, null, field-missing",
    "digest, null, field-missing",
    "decidedOn, null, field-missing",
    "decidedOn, tomorrow, business-date-range"
  })
  void ofADecision(String field, String value, String rule) {
    refused(aFamily().approval(2), field, value, rule, FieldsTest::decide);
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource({
    "reason, null, reason-needed",
    "reason, blank, text-blank",
    "reason, long, text-too-long",
    "reason, unseen, text-unreadable"
  })
  void ofARejection(String field, String value, String rule) {
    refused(aFamily().decision(2, "REJECTED"), field, value, rule, FieldsTest::decide);
  }

  @ParameterizedTest(name = "terms.{0} {1}: {2}")
  @CsvSource({
    "kind, null, kind-code",
    "kind, BEST, kind-code",
    "ageTo, 18, age-range",
    "validFrom, null, field-missing",
    "validTo, null, field-missing",
    "careTypes, none, care-types-needed",
    "careTypes, twice, care-types-twice",
    "careTypes, kin, kinship-care-types"
  })
  void ofTheTermsOfAnApproval(String field, String value, String rule) {
    DecideOnFamily said = aFamily().approval(2);
    Terms terms = with(aFamily().terms(), field, value);
    Problem problem = assertThrows(Problem.class, () -> decide(replace(said, "terms", terms)));
    assertEquals(rule, problem.rule());
    assertEquals("terms." + field, problem.field().orElse(""));
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource({
    "state, null, state-code",
    "reason, null, field-missing",
    "reason, blank, text-blank",
    "reason, long, text-too-long",
    "reason, unseen, text-unreadable",
    "changedOn, null, field-missing",
    "changedOn, tomorrow, business-date-range"
  })
  void ofAChangeOfState(String field, String value, String rule) {
    var said = AFamily.step(3, FamilyState.ON_HOLD);
    refused(said, field, value, rule, FieldsTest::change);
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource({"startedOn, null, field-missing", "startedOn, tomorrow, business-date-range"})
  void ofAPlacement(String field, String value, String rule) {
    refused(APlacement.of(Attempt.aCase()).command(), field, value, rule, FieldsTest::place);
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource({
    "reason, null, field-missing",
    "endedOn, null, field-missing",
    "endedOn, tomorrow, business-date-range",
    "narrative, blank, text-blank",
    "narrative, long, text-too-long",
    "narrative, unseen, text-unreadable"
  })
  void ofTheEndOfAPlacement(String field, String value, String rule) {
    refused(APlacement.end(1), field, value, rule, FieldsTest::end);
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource({
    "municipality, blank, text-blank",
    "municipality, long, text-too-long",
    "municipality, unseen, text-unreadable",
    "order, null, order-code",
    "order, SIZE, order-code",
    "limit, 0, limit-range",
    "limit, 101, limit-range"
  })
  void ofAList(String field, String value, String rule) {
    refused(
        new FamilyQuery(null, null, false, "DATE", 1, null),
        field,
        value,
        rule,
        query -> Rule.check(FamilyRules.QUERY, query));
    refused(
        new PlacementQuery(null, null, null, "DATE", 1, null),
        field,
        value,
        rule,
        query -> Rule.check(PlacementRules.QUERY, query));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({"blank, text-blank", "long, text-too-long", "unseen, text-unreadable"})
  void ofAListByCareType(String value, String rule) {
    refused(
        new PlacementQuery(null, null, null, "DATE", 1, null),
        "careType",
        value,
        rule,
        query -> Rule.check(PlacementRules.QUERY, query));
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource({
    "provenance, null, field-missing",
    "provenance.provider, null, field-missing",
    "provenance.on, null, field-missing",
    "provenance.on, tomorrow, business-date-range"
  })
  void whoGaveTheInformationIsSaidOfEveryStep(String field, String value, String rule) {
    Provenance by = field.equals("provenance") ? null : with(SAID, field.substring(11), value);
    List<Runnable> steps =
        List.of(
            () -> apply(replace(aFamily().application(), "provenance", by)),
            () -> assess(replace(AFamily.assessment(1, "NEGATIVE"), "provenance", by)),
            () -> decide(replace(aFamily().approval(2), "provenance", by)),
            () -> place(replace(APlacement.of(Attempt.aCase()).command(), "provenance", by)),
            () -> end(replace(APlacement.end(1), "provenance", by)));
    for (Runnable step : steps) {
      Problem problem = assertThrows(Problem.class, step::run);
      assertEquals(rule, problem.rule());
      assertEquals(field, problem.field().orElse(""));
    }
  }

  private static void apply(ApplyAsFamily said) {
    Rule.check(FamilyRules.APPLICATION, new FamilyRules.Application(said, Course.TODAY));
  }

  private static void assess(AssessFamily said) {
    Course.assess(Course.applied(aFamily()), said);
  }

  private static void decide(DecideOnFamily said) {
    String found = said.outcome().equals("REJECTED") ? "NEGATIVE" : "POSITIVE";
    Course.decide(Course.assessed(aFamily(), found), said);
  }

  private static void change(ChangeFamilyState said) {
    Course.approved(aFamily()).change(said, false, Course.by(Course.APPROVER));
  }

  private static void place(PlaceChild said) {
    var attempt = new Attempt(new APlacement.ACase(said.child(), said.careCase(), said.decision()));
    attempt.command = said;
    attempt.place();
  }

  private static void end(EndPlacement said) {
    new Attempt(Attempt.aCase()).place().end(said, List.of(), Instant.EPOCH, Course.TODAY);
  }

  private static <T extends Record> void refused(
      T said, String field, String value, String rule, Consumer<T> verb) {
    verb.accept(said);
    Problem problem = assertThrows(Problem.class, () -> verb.accept(with(said, field, value)));
    assertEquals(rule, problem.rule());
    assertEquals(field, problem.field().orElse(""));
  }

  /** The same with one field said otherwise. */
  private static <T extends Record> T with(T said, String field, String value) {
    Class<?> type =
        Arrays.stream(said.getClass().getRecordComponents())
            .filter(it -> it.getName().equals(field))
            .findFirst()
            .orElseThrow()
            .getType();
    return replace(said, field, value(type, value));
  }

  private static @Nullable Object value(Class<?> type, String value) {
    return switch (value) {
      case "null" -> null;
      case "blank" -> " ";
      case "long" -> "a".repeat(10_001);
      case "unseen" -> "\u200ba";
      case "tomorrow" -> Course.TODAY.plusDays(1);
      case "none" -> List.of();
      case "twice" -> List.of("FOSTER_LONG", "FOSTER_LONG");
      case "kin" -> List.of("KINSHIP");
      default ->
          type == int.class
              ? (Object) Integer.valueOf(value)
              : type == LocalDate.class ? LocalDate.parse(value) : value;
    };
  }

  @SuppressWarnings("unchecked") // of the same class
  private static <T extends Record> T replace(T said, String field, @Nullable Object value) {
    RecordComponent[] components = said.getClass().getRecordComponents();
    Object[] values = new Object[components.length];
    try {
      for (int i = 0; i < components.length; i++) {
        var read = components[i].getAccessor();
        read.setAccessible(true);
        values[i] = components[i].getName().equals(field) ? value : read.invoke(said);
      }
      var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      return (T) said.getClass().getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
