// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases.internal;

import static al.fole.rules.Rule.all;

import al.fole.cases.TransferState;
import al.fole.cases.Transfers.AcceptTransfer;
import al.fole.cases.Transfers.OfferTransfer;
import al.fole.cases.Transfers.RefuseTransfer;
import al.fole.rules.Days;
import al.fole.rules.Rule;
import al.fole.rules.Texts;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** What must hold when a case goes from one unit to another; each rule is one condition. */
final class TransferRules {

  /** A case is offered. */
  record Offering(OfferTransfer said, CareCase of, LocalDate today) {}

  /** Whoever answers an offer or takes it back. */
  record Answering(Transfer offer, UUID who, String unit) {}

  /** An offer is accepted. */
  record Accepting(AcceptTransfer said, Transfer offer, LocalDate today) {}

  /** An offer is refused. */
  record Refusing(RefuseTransfer said, Transfer offer, LocalDate today) {}

  /** The case goes over. */
  record Going(LocalDate on, LocalDate lastOn) {}

  static final List<Rule<Offering>> OFFER =
      all(
          List.of(
              Rule.given("toUnit", it -> it.said().toUnit()),
              Rule.given("reason", it -> it.said().reason()),
              new Rule<>(
                  "transfer-to-the-same-unit",
                  "toUnit",
                  it -> !it.of().unit().equals(it.said().toUnit()),
                  "Rasti është tashmë i kësaj njësie.",
                  "The case is this unit's already.")),
          Days.given("offeredOn", it -> it.said().offeredOn(), Offering::today),
          List.of(
              Days.notBefore(
                  "transfer-before-last",
                  "offeredOn",
                  it -> it.said().offeredOn(),
                  it -> it.of().lastOn(),
                  "Rasti nuk kalon para ngjarjes së tij të fundit.",
                  "The case is not handed over before what happened last.")),
          Texts.proseRules("reason", it -> it.said().reason(), 1_000));

  /** One offer at a time; and what is offered is not closed meanwhile. */
  static final Rule<Boolean> NONE_WAITING =
      Rule.conflict(
          "transfer-under-way",
          none -> none,
          "Kalimi i këtij rasti pret përgjigje nga njësia tjetër.",
          "A transfer of this case waits for the answer of the other unit.");

  private static final Rule<Answering> WAITING =
      Rule.conflict(
          "transfer-decided",
          it -> it.offer().state() == TransferState.OFFERED,
          "Ky kalim ka marrë përgjigje ose është tërhequr.",
          "This transfer was answered or withdrawn already.");

  /** The receiving unit answers, by somebody other than whoever made the offer. */
  static final List<Rule<Answering>> ANSWER =
      List.of(
          Rule.conflict(
              "transfer-answered-by-receiver",
              it -> it.unit().equals(it.offer().toUnit()),
              "Përgjigjen e jep drejtuesi i njësisë që merr rastin.",
              "The head of the receiving unit answers."),
          Rule.conflict(
              "transfer-answered-by-another",
              it -> !it.who().equals(it.offer().offeredBy()),
              "Kush e ofron rastin nuk jep edhe përgjigjen.",
              "Whoever offers a case does not answer the offer."),
          WAITING);

  static final List<Rule<Answering>> WITHDRAWAL =
      List.of(
          Rule.conflict(
              "transfer-withdrawn-by-sender",
              it -> it.unit().equals(it.offer().unit()),
              "Kalimin e tërheq drejtuesi i njësisë që e ofroi.",
              "The head of the unit that made the offer takes it back."),
          WAITING);

  static final List<Rule<Accepting>> ACCEPTANCE =
      all(
          Days.given("acceptedOn", it -> it.said().acceptedOn(), Accepting::today),
          List.of(
              Days.notBefore(
                  "answered-before-offer",
                  "acceptedOn",
                  it -> it.said().acceptedOn(),
                  it -> it.offer().offeredOn(),
                  "Përgjigjja nuk jepet para ofrimit.",
                  "An offer is not answered before it is made.")));

  static final List<Rule<Refusing>> REFUSAL =
      all(
          List.of(Rule.given("reason", it -> it.said().reason())),
          Days.given("refusedOn", it -> it.said().refusedOn(), Refusing::today),
          List.of(
              Days.notBefore(
                  "answered-before-offer",
                  "refusedOn",
                  it -> it.said().refusedOn(),
                  it -> it.offer().offeredOn(),
                  "Përgjigjja nuk jepet para ofrimit.",
                  "An offer is not answered before it is made.")),
          Texts.proseRules("reason", it -> it.said().reason(), 1_000));

  /** What happened last may be later than the offer: the sending unit went on with its work. */
  static final List<Rule<Going>> GOING =
      List.of(
          Days.notBefore(
              "transfer-before-last",
              "acceptedOn",
              Going::on,
              Going::lastOn,
              "Rasti nuk kalon para ngjarjes së tij të fundit.",
              "The case is not handed over before what happened last."));

  private TransferRules() {}
}
