// SPDX-License-Identifier: EUPL-1.2
package al.fole.persons.internal;

import static al.fole.persons.internal.People.TODAY;
import static al.fole.persons.internal.People.aGirl;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.persons.Identity;
import al.fole.persons.PersonQuery;
import al.fole.rules.Rule;
import al.fole.spi.Problem;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersonRulesTest {

  @Test
  void aGirlWithAllHerPapersIsAccepted() {
    assertEquals(aGirl().identity(), accepted(aGirl()));
  }

  @Test
  void aFoundlingOfWhomNothingIsKnownIsAccepted() {
    accepted(aGirl().withoutNumber().named(null, null, null).ofSex("U").bornOn(TODAY));
  }

  @Test
  void namesArePutInOrder() {
    Identity tidy = accepted(aGirl().named(" Zoic\u0327e\u0308 ", "Gjon\u00a0 Pal\u3000", null));
    assertEquals("Zoi\u00e7\u00eb", tidy.firstName());
    assertEquals("Gjon Pal", tidy.fatherName());
    assertNull(tidy.lastName());
  }

  @Test
  void aBlankTextIsNotTakenForOneThatIsNotKnown() {
    refused("text-blank", "identity.lastName", aGirl().named("Zana", null, " \u3000"));
    refused("text-blank", "identity.address", aGirl().at("", null));
    refused("text-blank", "identity.personalNumber", aGirl().withNumber(" "));
    asked("text-blank", People.byName("  "));
  }

  @Test
  void aNumberIsKeptInUpperCase() {
    assertEquals("L55721001W", accepted(aGirl().withNumber(" l55721001w ")).personalNumber());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Zana", "Ana-Maria", "O'Brien", "Ndre’", "J. P.", "Çelë", "Миа", "Ana Lule"})
  void aNameIsMadeOfLetters(String name) {
    assertEquals(name, accepted(aGirl().named(name, name, name)).firstName());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Robert'); drop table persons.person;--",
        "' or '1'='1",
        "<script>",
        "Zana7",
        "Zana\\",
        "Zana%",
        "${jndi}",
        "Zana😀"
      })
  void sqlAndOtherSignsAreNoName(String name) {
    refused("name-characters", "identity.firstName", aGirl().named(name, null, null));
    refused("name-characters", "identity.fatherName", aGirl().named(null, name, null));
    refused("name-characters", "identity.lastName", aGirl().named(null, null, name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Za\0na",
        "Za\nna",
        "Za\u0085na",
        "Za\ud83dna",
        "\udc00",
        "Za\u202ena",
        "Za\u2028"
      })
  void controlCharactersAndHalvesOfCharactersAreUnreadable(String text) {
    refused("text-unreadable", "identity.firstName", aGirl().named(text, null, null));
    refused("text-unreadable", "identity.address", aGirl().at(text, null));
    refused("text-unreadable", "identity.contact", aGirl().at(null, text));
    refused("text-unreadable", "identity.personalNumber", aGirl().withNumber(text));
    refused("text-unreadable", "identity.numberReason", aGirl().because(text));
  }

  @Test
  void aNameHasAtMostAHundredCharacters() {
    accepted(aGirl().named("ë".repeat(100), null, null));
    refused("text-too-long", "identity.firstName", aGirl().named("ë".repeat(101), null, null));
    refused("text-too-long", "identity.lastName", aGirl().named(null, null, "a".repeat(1 << 20)));
    refused("text-too-long", "identity.firstName", aGirl().named("\u0958".repeat(99), null, null));
  }

  @Test
  void addressContactAndReasonHaveTheirLengths() {
    accepted(aGirl().at("a".repeat(300), "c".repeat(200)).because("r".repeat(500)));
    refused("text-too-long", "identity.address", aGirl().at("a".repeat(301), null));
    refused("text-too-long", "identity.contact", aGirl().at(null, "c".repeat(201)));
    refused("text-too-long", "identity.numberReason", aGirl().because("r".repeat(501)));
  }

  @Test
  void sexIsACode() {
    refused("sex-code", "identity.sex", aGirl().ofSex("f"));
    refused("sex-code", "identity.sex", aGirl().ofSex(""));
  }

  @Test
  void aBirthDateIsFrom1900ToToday() {
    accepted(aGirl().withoutNumber().bornOn(LocalDate.of(1900, 1, 1)));
    accepted(aGirl().withoutNumber().bornOn(TODAY));
    Stream.of(LocalDate.of(1899, 12, 31), TODAY.plusDays(1), LocalDate.MIN, LocalDate.MAX)
        .forEach(
            date ->
                refused(
                    "birth-date-range",
                    "identity.birthDate",
                    aGirl().withoutNumber().bornOn(date)));
  }

  @Test
  void whatWasSaidIsNotOfTheFuture() {
    accepted(aGirl().saidBy("CHILD", TODAY));
    refused("business-date-range", "provenance.on", aGirl().saidBy("CHILD", TODAY.plusDays(1)));
    refused("business-date-range", "provenance.on", aGirl().saidBy("CHILD", LocalDate.MIN));
  }

  @Test
  void aNumberHasItsFormWhateverTheReason() {
    refused("personal-number-format", "identity.personalNumber", aGirl().withNumber("L5"));
    refused(
        "personal-number-format",
        "identity.personalNumber",
        aGirl().withNumber("1234567890").because("as in the certificate"));
  }

  @Test
  void aWrongCheckLetterNeedsAReason() {
    refused(
        "personal-number-check-letter",
        "identity.personalNumber",
        aGirl().withNumber("L55721001A"));
    accepted(aGirl().withNumber("L55721001A").because("as in the birth certificate"));
    refused("text-blank", "identity.numberReason", aGirl().withNumber("L55721001A").because("  "));
  }

  @Test
  void sexAndBirthDateThatDisagreeWithTheNumberNeedAReason() {
    refused("personal-number-disagrees", "identity.personalNumber", aGirl().ofSex("M"));
    refused("personal-number-disagrees", "identity.personalNumber", aGirl().ofSex("U"));
    refused(
        "personal-number-disagrees",
        "identity.personalNumber",
        aGirl().bornOn(LocalDate.of(2015, 7, 22)));
    accepted(aGirl().bornOn(LocalDate.of(2015, 7, 22)).because("as in the court decision"));
  }

  @Test
  void aForeignersNumberAgreesWithHim() {
    accepted(aGirl().withNumber("L23509045J").ofSex("M").bornOn(LocalDate.of(2012, 5, 9)));
    accepted(aGirl().withNumber("M09130007J").ofSex("F").bornOn(LocalDate.of(2020, 11, 30)));
  }

  @Test
  void whatWasAcceptedOnceIsNotQuestionedAgain() {
    var odd = aGirl().withNumber("L55721001A").ofSex("M");
    var before = odd.identity();
    PersonRules.accept(said(odd.at("Rruga e Kalasë", null), before));
    assertEquals(
        "personal-number-disagrees", rule(said(odd.bornOn(LocalDate.of(2015, 7, 1)), before)));
    assertEquals("personal-number-check-letter", rule(said(odd.withNumber("L55721002A"), before)));
  }

  @Test
  void aFieldThatMustBeThereIsNamed() {
    var identity = aGirl().identity();
    var registration = aGirl().registration();
    assertEquals(
        "field-missing",
        rule(new PersonRules.Said(absent(), registration.provenance(), null, TODAY)));
    assertEquals("field-missing", rule(new PersonRules.Said(identity, absent(), null, TODAY)));
    assertEquals("field-missing", rule(said(aGirl().ofSex(absent()), null)));
    assertEquals("field-missing", rule(said(aGirl().bornOn(absent()), null)));
    assertEquals("field-missing", rule(said(aGirl().livingIn(absent()), null)));
    assertEquals("field-missing", rule(said(aGirl().saidBy(absent(), TODAY), null)));
    assertEquals("field-missing", rule(said(aGirl().saidBy("CHILD", absent()), null)));
  }

  @Test
  void aSearchNeedsACriterionOtherThanTheMunicipality() {
    asked("criterion-needed", new PersonQuery(null, null, null, "53", 20, null));
    Rule.check(
        PersonRules.QUERY, new PersonQuery(null, null, LocalDate.of(2015, 7, 21), "53", 1, null));
  }

  @Test
  void aSearchIsRefusedByTheFieldThatIsWrong() {
    asked("personal-number-format", People.byNumber("L5"));
    asked("text-too-long", People.byNumber("L".repeat(1 << 20)));
    asked("name-too-short", People.byName("a - b"));
    asked("text-unreadable", People.byName("Za\ud83dna"));
    asked("text-too-long", People.byName("a".repeat(301)));
    asked("text-too-long", new PersonQuery(null, "Zana", null, "053", 20, null));
    asked("birth-date-range", new PersonQuery(null, null, LocalDate.MIN, null, 20, null));
    asked("birth-date-range", new PersonQuery(null, null, LocalDate.MAX, null, 20, null));
    asked("limit-range", new PersonQuery(null, "Zana", null, null, 0, null));
    asked("limit-range", new PersonQuery(null, "Zana", null, null, 101, null));
  }

  @Test
  void everyRuleSaysBothSentences() {
    Stream.of(
            PersonRules.WHOLE,
            PersonRules.TEXTS,
            PersonRules.FACTS,
            PersonRules.REASON,
            PersonRules.QUERY)
        .flatMap(rules -> rules.stream())
        .forEach(
            rule -> {
              assertTrue(rule.id().matches("[a-z][a-z0-9-]+"), rule.id());
              assertTrue(rule.sq().endsWith("."), rule.sq());
              assertTrue(rule.en().endsWith("."), rule.en());
            });
  }

  private static Identity accepted(People said) {
    return PersonRules.accept(said(said, null));
  }

  private static void refused(String rule, String field, People said) {
    var problem = assertThrows(Problem.class, () -> accepted(said));
    assertEquals(rule, problem.rule());
    assertEquals(field, problem.field().orElse(""));
    assertEquals(Problem.Kind.INVALID, problem.kind());
  }

  private static void asked(String rule, PersonQuery query) {
    var problem = assertThrows(Problem.class, () -> Rule.check(PersonRules.QUERY, query));
    assertEquals(rule, problem.rule());
  }

  private static String rule(PersonRules.Said said) {
    return assertThrows(Problem.class, () -> PersonRules.accept(said)).rule();
  }

  private static PersonRules.Said said(People person, @Nullable Identity before) {
    return new PersonRules.Said(
        person.identity(), person.registration().provenance(), before, TODAY);
  }

  /** What a caller of the interface may pass although it says otherwise. */
  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
  private static <T> T absent() {
    return null;
  }
}
