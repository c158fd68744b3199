// SPDX-License-Identifier: EUPL-1.2
package al.fole.persons.internal;

import al.fole.persons.CorrectPerson;
import al.fole.persons.Identity;
import al.fole.persons.PersonId;
import al.fole.persons.PersonQuery;
import al.fole.persons.Protections.Reasoned;
import al.fole.persons.Provenance;
import al.fole.rules.Days;
import al.fole.rules.Paging;
import al.fole.rules.Rule;
import al.fole.rules.Texts;
import al.fole.spi.Problem;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What must hold of anything said of a person; each rule is one condition. */
final class PersonRules {
  /** Whoever is sought is born by then; the database keeps it. */
  private static final LocalDate LAST = LocalDate.of(2200, 1, 1);

  private static final Set<String> SEXES = Set.of("F", "M", "U");

  /**
   * What somebody says of a person.
   *
   * @param before what was known until now, or null for somebody new
   */
  record Said(
      Identity identity, Provenance provenance, @Nullable Identity before, LocalDate today) {}

  /** Nothing is missing. */
  static final List<Rule<Said>> WHOLE =
      List.of(
          Rule.given("identity", Said::identity),
          Rule.given("identity.sex", said -> said.identity().sex()),
          Rule.given("identity.birthDate", said -> said.identity().birthDate()),
          Rule.given("identity.municipality", said -> said.identity().municipality()));

  /** The texts can be read and kept; asked before and after they are put in order. */
  static final List<Rule<Identity>> TEXTS =
      Rule.all(
          Texts.rules("identity.personalNumber", Identity::personalNumber, 20),
          Texts.rules("identity.numberReason", Identity::numberReason, 500),
          Texts.nameRules("identity.firstName", Identity::firstName),
          Texts.nameRules("identity.fatherName", Identity::fatherName),
          Texts.nameRules("identity.lastName", Identity::lastName),
          Texts.rules("identity.address", Identity::address, 300),
          Texts.rules("identity.contact", Identity::contact, 200));

  /** It can be so. */
  static final List<Rule<Said>> FACTS =
      List.of(
          new Rule<>(
              "sex-code",
              "identity.sex",
              said -> SEXES.contains(said.identity().sex()),
              "Gjinia është F, M ose U (e panjohur).",
              "Sex is F, M or U (not known)."),
          new Rule<>(
              "birth-date-range",
              "identity.birthDate",
              said -> Days.within(said.identity().birthDate(), said.today()),
              "Datëlindja është nga viti 1900 deri sot.",
              "The birth date is from 1900 to today."),
          new Rule<>(
              "personal-number-format",
              "identity.personalNumber",
              said -> wellFormed(said.identity().personalNumber()),
              "Numri personal ka dhjetë shenja, p.sh. L55721001W.",
              "A personal number has ten characters, for example L55721001W."),
          new Rule<>(
              "personal-number-check-letter",
              "identity.personalNumber",
              said ->
                  number(said).map(PersonalNumber::letterHolds).orElse(true)
                      || said.identity().numberReason() != null
                      || sameNumber(said),
              "Shkronja e kontrollit nuk përputhet; nëse numri është i saktë, jepni arsyen.",
              "The check letter does not match; if the number is right, give the reason."),
          new Rule<>(
              "personal-number-disagrees",
              "identity.personalNumber",
              said ->
                  number(said).map(it -> agrees(it, said.identity())).orElse(true)
                      || said.identity().numberReason() != null
                      || (sameNumber(said) && sameSexAndBirth(said)),
              "Numri nuk përputhet me gjininë ose datëlindjen; nëse është i saktë, jepni arsyen.",
              "The number disagrees with sex or birth date; if it is right, give the reason."));

  /** A correction says why. */
  static final List<Rule<CorrectPerson>> REASON =
      Rule.all(
          List.of(Rule.given("reason", CorrectPerson::reason)),
          Texts.rules("reason", CorrectPerson::reason, 500));

  /** A step that needs a reason says why. */
  private static final List<Rule<Reasoned>> REASONED =
      Rule.all(
          List.of(Rule.given("reason", Reasoned::reason)),
          Texts.rules("reason", Reasoned::reason, 500));

  /** His address is not protected already. */
  static final Rule<Person> NOT_GUARDED =
      Rule.conflict(
          "address-is-protected",
          person -> !person.guarded(),
          "Adresa e këtij personi është e mbrojtur.",
          "This person's address is protected.");

  /** His address is protected. */
  static final Rule<Person> GUARDED =
      Rule.conflict(
          "address-not-protected",
          person -> person.guarded() || person.homeProtected(),
          "Adresa e këtij personi nuk është e mbrojtur.",
          "This person's address is not protected.");

  /** Who may not read a protected address does not correct it either: he would overwrite it. */
  static final Rule<Identity> NOTHING_OF_THE_ADDRESS =
      new Rule<>(
          "address-is-protected",
          "identity.address",
          said ->
              said.address() == null
                  && said.contact() == null
                  && said.municipality().equals(Person.WITHHELD),
          "Adresa është e mbrojtur: lërini bosh adresën dhe kontaktin, bashkia është 00.",
          "The address is protected: leave address and contact out, the municipality is 00.");

  /** So it is with what the law protects, whose municipality everybody reads. */
  static final Rule<Identity> NOTHING_OF_THE_HOME =
      new Rule<>(
          "address-is-protected",
          "identity.address",
          said -> said.address() == null && said.contact() == null,
          "Adresa e familjes kujdestare është e mbrojtur: lërini bosh adresën dhe kontaktin.",
          "The address of a foster family is protected: leave address and contact out.");

  /** It is said who says so. */
  private static final List<Rule<Said>> PROVENANCE =
      Provenance.rules(Said::provenance, Said::today);

  /** A search says enough, and nothing that cannot be. */
  static final List<Rule<PersonQuery>> QUERY =
      Rule.all(
          Texts.rules("personalNumber", PersonQuery::personalNumber, 20),
          Texts.rules("name", PersonQuery::name, 300),
          Texts.rules("municipality", PersonQuery::municipality, 2),
          List.of(
              new Rule<PersonQuery>(
                  "criterion-needed",
                  "name",
                  query ->
                      Stream.of(query.personalNumber(), query.name(), query.birthDate())
                          .anyMatch(Objects::nonNull),
                  "Jepni numrin personal, emrin ose datëlindjen.",
                  "Give the personal number, the name or the birth date."),
              new Rule<PersonQuery>(
                  "personal-number-format",
                  "personalNumber",
                  query -> wellFormed(PersonalNumber.tidy(query.personalNumber())),
                  "Numri personal ka dhjetë shenja, p.sh. L55721001W.",
                  "A personal number has ten characters, for example L55721001W."),
              new Rule<PersonQuery>(
                  "name-too-short",
                  "name",
                  query -> query.name() == null || !SearchTokens.words(query.name()).isEmpty(),
                  "Emri ka së paku një fjalë me dy shkronja.",
                  "The name has at least one word of two letters."),
              new Rule<PersonQuery>(
                  "birth-date-range",
                  "birthDate",
                  query -> query.birthDate() == null || Days.within(query.birthDate(), LAST),
                  "Datëlindja është nga viti 1900.",
                  "The birth date is from 1900 on."),
              Paging.limit(PersonQuery::limit)));

  private PersonRules() {}

  /** Why, and of which state; in this order. */
  static void current(Reasoned command, long version) {
    Rule.<Reasoned>unchanged(Reasoned::expected, it -> version).require(command);
    Rule.check(REASONED, command);
  }

  /** Why somebody is shown by name. */
  static void reason(@Nullable String reason) {
    Rule.check(REASONED, new Reasoned(0, reason == null ? "" : reason.strip()));
  }

  /** The identity put in order (NFC, trimmed, single spaces), once every rule holds. */
  static Identity accept(Said said) {
    Rule.check(WHOLE, said);
    Rule.check(TEXTS, said.identity());
    Identity raw = said.identity();
    var clean =
        new Identity(
            PersonalNumber.tidy(raw.personalNumber()),
            Texts.clean(raw.numberReason()),
            Texts.clean(raw.firstName()),
            Texts.clean(raw.fatherName()),
            Texts.clean(raw.lastName()),
            raw.sex(),
            raw.birthDate(),
            raw.birthDateEstimated(),
            raw.municipality(),
            Texts.clean(raw.address()),
            Texts.clean(raw.contact()));
    Rule.check(TEXTS, clean);
    Rule.check(PROVENANCE, said);
    Rule.check(FACTS, new Said(clean, said.provenance(), said.before(), said.today()));
    return clean;
  }

  /** Somebody within reach who was erased by the legal act. */
  static Problem erased() {
    return Problem.of(
        Problem.Kind.ABSENT,
        "person-erased",
        "Ky person është fshirë me akt ligjor.",
        "This person was erased by legal act.");
  }

  /** One number, one person: he is here. */
  static Problem personExists(PersonId known) {
    return Problem.of(
            Problem.Kind.CONFLICT,
            "person-exists",
            "Ky person është i regjistruar.",
            "This person is registered.")
        .with("person", known.toString());
  }

  /** One number, one person: he may be elsewhere. */
  static Problem possibleMatch() {
    return Problem.of(
        Problem.Kind.CONFLICT,
        "possible-match",
        "Përputhje e mundshme me një person të një njësie tjetër; kontaktoni njësinë.",
        "Possible match with a person of another unit; contact the unit.");
  }

  /** The same number was entered by another request at the same moment. */
  static Problem enteredMeanwhile() {
    return Problem.of(
        Problem.Kind.CONFLICT,
        "person-entered-meanwhile",
        "Ky person u regjistrua në të njëjtin çast; provoni përsëri.",
        "This person was entered at the same moment; try again.");
  }

  private static boolean wellFormed(@Nullable String number) {
    return number == null || PersonalNumber.wellFormed(number);
  }

  private static Optional<PersonalNumber> number(Said said) {
    return Optional.ofNullable(said.identity().personalNumber()).map(PersonalNumber::new);
  }

  private static boolean agrees(PersonalNumber number, Identity identity) {
    return number.sex().equals(identity.sex())
        && number.birthDate().equals(Optional.of(identity.birthDate()));
  }

  /** What was accepted once is not questioned again. */
  private static boolean sameNumber(Said said) {
    Identity before = said.before();
    return before != null
        && Objects.equals(before.personalNumber(), said.identity().personalNumber());
  }

  private static boolean sameSexAndBirth(Said said) {
    Identity before = said.before();
    return before != null
        && before.sex().equals(said.identity().sex())
        && before.birthDate().equals(said.identity().birthDate());
  }
}
