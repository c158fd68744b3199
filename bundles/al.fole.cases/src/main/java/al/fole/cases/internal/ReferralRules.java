// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases.internal;

import static al.fole.rules.Days.notBefore;
import static al.fole.rules.Days.past;
import static al.fole.rules.Rule.all;

import al.fole.access.Scope;
import al.fole.cases.AnswerReferral;
import al.fole.cases.RecordReferral;
import al.fole.cases.ScreenReferral;
import al.fole.persons.Provenance;
import al.fole.rules.Rule;
import al.fole.rules.Texts;
import al.fole.spi.Problem;
import al.fole.spi.host.Referral;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What must hold of a referral, and of what is done with it; each rule is one condition. */
final class ReferralRules {
  private static final Set<String> OUTCOMES =
      Set.of("ACCEPTED", "REDIRECTED", "NOT_SUBSTANTIATED", "DUPLICATE");

  /** The age at which somebody is no child any more. */
  private static final int MAJORITY = 18;

  /** What a worker says. */
  record Said(RecordReferral said, LocalDate today) {}

  /** When a person is referred, and his birth date in the register. */
  record Referred(LocalDate on, LocalDate birthDate) {}

  /** A first look. */
  record Screening(ScreenReferral said, LocalDate referredOn, LocalDate today) {}

  /** An answer to a referral. */
  record Answer(AnswerReferral said, CareReferral of, LocalDate today) {
    boolean is(String outcome) {
      return said.outcome().equals(outcome);
    }
  }

  /** From a unit above the municipalities. */
  record Redirection(CareReferral.Place to, Scope reach) {
    boolean within() {
      return reach.units().contains(to.unit());
    }
  }

  /** A worker's referral can be kept. */
  static final List<Rule<Said>> RECORD =
      all(
          List.of(
              Rule.given("child", it -> it.said().child()),
              Rule.given("channel", it -> it.said().channel()),
              Rule.given("referredOn", it -> it.said().referredOn()),
              new Rule<>(
                  "reason-needed",
                  "reasons",
                  it -> !it.said().reasons().isEmpty(),
                  "Jepni së paku një arsye.",
                  "Give at least one reason."),
              new Rule<>(
                  "reasons-twice",
                  "reasons",
                  it -> Set.copyOf(it.said().reasons()).size() == it.said().reasons().size(),
                  "Çdo arsye jepet një herë.",
                  "Each reason is given once."),
              past("referredOn", it -> it.said().referredOn(), Said::today)),
          Texts.proseRules("narrative", it -> it.said().narrative(), 4_000),
          Provenance.rules(it -> it.said().provenance(), Said::today));

  /**
   * Whoever refers, it is a child (I-11): born, and under 18 on the day of the referral (VKM 136
   * p.7/a, VKM 2026 n.1/2/a; Convention on the Rights of the Child art. 1). A young person who
   * stays in care beyond 18 goes on with the case he has; he is not referred again. Somebody whose
   * age is in doubt is entered with an estimated birth date, which counts like an exact one. Who
   * was born on 29 February comes of age on 1 March of a year without that day.
   */
  static final List<Rule<Referred>> OF_A_CHILD =
      List.of(
          notBefore(
              "referred-before-birth",
              "referredOn",
              Referred::on,
              Referred::birthDate,
              "Referimi nuk mund të jetë para lindjes së fëmijës.",
              "The referral cannot be before the child was born."),
          new Rule<>(
              "not-a-child",
              "child",
              it -> Period.between(it.birthDate(), it.on()).getYears() < MAJORITY,
              "Personi i referuar i ka mbushur 18 vjeç; referohen vetëm fëmijë.",
              "The person referred is 18 or older; only children are referred."));

  /** A corrected birth date leaves the order of dates as it is. */
  static final List<Rule<Boolean>> BORN_BEFORE =
      List.of(
          Rule.conflict(
              "birth-after-referral",
              before -> before,
              "Me këtë datëlindje një referim do të ishte para lindjes së fëmijës.",
              "With this birth date a referral would be from before the child was born."));

  /** The parent's referral can be kept; of the child the rules of persons hold. */
  static final List<Rule<Referral>> OF_PARENT =
      all(
          List.of(Rule.given("caseNumber", Referral::caseNumber)),
          Texts.rules("caseNumber", Referral::caseNumber, 64),
          List.of(Rule.given("unit", Referral::unit)),
          List.of(Rule.given("referredOn", Referral::referredOn)));

  /** It is not too late to screen it. */
  static final List<Rule<CareReferral>> BEFORE_SCREENING =
      List.of(
          Rule.conflict(
              "referral-already-screened",
              it -> it.state().equals(CareReferral.RECEIVED),
              "Ky referim është shqyrtuar tashmë.",
              "This referral has been screened already."));

  static final List<Rule<Screening>> SCREENING =
      all(
          List.of(
              Rule.given("risk", it -> it.said().risk()),
              Rule.given("screenedOn", it -> it.said().screenedOn()),
              past("screenedOn", it -> it.said().screenedOn(), Screening::today),
              notBefore(
                  "screened-before-referral",
                  "screenedOn",
                  it -> it.said().screenedOn(),
                  Screening::referredOn,
                  "Shqyrtimi nuk mund të jetë para referimit.",
                  "The screening cannot be before the referral.")),
          Texts.proseRules("findings", it -> it.said().findings(), 4_000));

  /** It is neither too early nor too late to answer it. */
  static final List<Rule<CareReferral>> BEFORE_ANSWER =
      List.of(
          Rule.conflict(
              "referral-not-screened",
              it -> !it.state().equals(CareReferral.RECEIVED),
              "Ky referim duhet shqyrtuar më parë.",
              "This referral must be screened first."),
          Rule.conflict(
              "referral-already-answered",
              it -> it.state().equals(CareReferral.SCREENED),
              "Ky referim ka marrë përgjigje tashmë.",
              "This referral has been answered already."));

  /** A unit above the municipalities passes on what reached such a unit, and nothing else. */
  static final List<Rule<CareReferral.Place>> BEFORE_REDIRECTION =
      List.of(
          Rule.conflict(
              "referral-with-a-municipality",
              CareReferral.Place::above,
              "Këtij referimi i përgjigjet njësia e bashkisë që e ka.",
              "This referral is answered by the municipality's unit that has it."));

  /** It goes to another unit above the municipalities, or down to one within reach. */
  static final List<Rule<Redirection>> REDIRECTION =
      List.of(
          new Rule<>(
              "unit-out-of-reach",
              "unit",
              it -> it.to().above() || it.reach().national() || it.within(),
              "Kjo njësi nuk është në territorin tuaj; ridrejtojeni te drejtoria e saj.",
              "This unit is not in your territory; redirect it to that unit's directorate."));

  static final List<Rule<Answer>> ANSWER =
      all(
          List.of(
              Rule.given("outcome", it -> it.said().outcome()),
              Rule.given("answeredOn", it -> it.said().answeredOn()),
              new Rule<>(
                  "outcome-code",
                  "outcome",
                  it -> OUTCOMES.contains(it.said().outcome()),
                  "Përgjigjja është ACCEPTED, REDIRECTED, NOT_SUBSTANTIATED ose DUPLICATE.",
                  "The outcome is ACCEPTED, REDIRECTED, NOT_SUBSTANTIATED or DUPLICATE."),
              new Rule<>(
                  "unit-only-when-redirected",
                  "unit",
                  it -> it.is(CareReferral.REDIRECTED) == (it.said().unit() != null),
                  "Njësia jepet kur dhe vetëm kur referimi ridrejtohet.",
                  "The unit is given when the referral is redirected, and only then."),
              new Rule<>(
                  "unit-has-it-already",
                  "unit",
                  it -> !it.of().unit().equals(it.said().unit()),
                  "Kjo njësi e ka tashmë referimin.",
                  "This unit has the referral already."),
              new Rule<>(
                  "reason-needed",
                  "reason",
                  it -> it.is(CareReferral.ACCEPTED) || it.said().reason() != null,
                  "Jepni arsyen.",
                  "Give the reason."),
              past("answeredOn", it -> it.said().answeredOn(), Answer::today),
              notBefore(
                  "answered-before-referral",
                  "answeredOn",
                  it -> it.said().answeredOn(),
                  it -> it.of().referredOn(),
                  "Përgjigjja nuk mund të jetë para referimit.",
                  "The answer cannot be before the referral."),
              notBefore(
                  "answered-before-screening",
                  "answeredOn",
                  it -> it.said().answeredOn(),
                  it -> it.of().screenedOn(),
                  "Përgjigjja nuk mund të jetë para shqyrtimit.",
                  "The answer cannot be before the screening.")),
          Texts.proseRules("reason", it -> it.said().reason(), 1_000));

  private ReferralRules() {}

  /** One case number, one referral. */
  static Problem differs() {
    return Problem.of(
        Problem.Kind.CONFLICT,
        "referral-differs",
        "Ky rast është referuar me të dhëna të tjera.",
        "This case was referred with other content.");
  }

  /** It is not there, or is not one that takes up what is referred. */
  static Problem unitUnknown() {
    return Problem.invalid(
        "unit", "unit-unknown", "Kjo njësi nuk pret referime.", "This unit takes no referrals.");
  }

  /**
   * The child has a live case where the caller does not reach (I-02).
   *
   * @param unit to redirect the referral to, or null when the caller may not know it or the case
   *     was closed meanwhile
   */
  static Problem liveCaseElsewhere(@Nullable String unit) {
    var problem =
        Problem.of(
            Problem.Kind.CONFLICT,
            "live-case-elsewhere",
            "Fëmija ka një rast të hapur në një njësi tjetër; ridrejtojeni referimin atje.",
            "The child has a live case in another unit; redirect the referral there.");
    return unit == null ? problem : problem.with("unit", unit);
  }
}
