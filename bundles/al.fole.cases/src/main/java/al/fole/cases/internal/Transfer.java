// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases.internal;

import static al.fole.cases.TransferState.ACCEPTED;
import static al.fole.cases.TransferState.OFFERED;
import static al.fole.cases.TransferState.REFUSED;
import static al.fole.cases.TransferState.WITHDRAWN;

import al.fole.cases.CaseId;
import al.fole.cases.TransferEvent.TransferAccepted;
import al.fole.cases.TransferEvent.TransferOffered;
import al.fole.cases.TransferEvent.TransferRefused;
import al.fole.cases.TransferEvent.TransferWithdrawn;
import al.fole.cases.TransferId;
import al.fole.cases.TransferState;
import al.fole.cases.Transfers.AcceptTransfer;
import al.fole.cases.Transfers.OfferTransfer;
import al.fole.cases.Transfers.RefuseTransfer;
import al.fole.event.Change;
import al.fole.event.Detail;
import al.fole.persons.PersonId;
import al.fole.rules.Rule;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The offer of a case to another unit (kalimi i rastit), answered once.
 *
 * @param risk last assessed when it was offered
 * @param unit that offers the case, of that municipality
 */
record Transfer(
    TransferId id,
    long version,
    CaseId careCase,
    PersonId child,
    String fileNumber,
    String risk,
    String unit,
    String municipality,
    String toUnit,
    String toMunicipality,
    TransferState state,
    LocalDate offeredOn,
    UUID offeredBy,
    @Nullable LocalDate decidedOn,
    @Nullable UUID decidedBy) {

  /** Whoever acts, where, and the day. */
  record Moment(UUID who, String unit, LocalDate today) {}

  /** Offered; its receiver is known. */
  static Change<Transfer, TransferOffered> offer(
      TransferId id, CareCase of, OfferTransfer said, CareReferral.Place to, Moment moment) {
    var offered =
        new Transfer(
            id,
            1,
            of.id(),
            of.child(),
            of.fileNumber(),
            of.risk(),
            of.unit(),
            of.municipality(),
            to.unit(),
            to.municipality(),
            OFFERED,
            said.offeredOn(),
            moment.who(),
            null,
            null);
    var event =
        new TransferOffered(
            id,
            1,
            of.id(),
            of.child(),
            of.unit(),
            to.unit(),
            of.municipality(),
            OFFERED,
            said.offeredOn());
    return new Change<>(offered, event, offered.told("reason", said.reason()));
  }

  /** Taken over. */
  Change<Transfer, TransferAccepted> accept(AcceptTransfer said, Moment moment) {
    answered(said.expected(), moment);
    Rule.check(TransferRules.ACCEPTANCE, new TransferRules.Accepting(said, this, moment.today()));
    Transfer after = decided(ACCEPTED, said.acceptedOn(), moment);
    var event =
        new TransferAccepted(
            id,
            after.version,
            careCase,
            child,
            unit,
            toUnit,
            municipality,
            ACCEPTED,
            said.acceptedOn());
    return new Change<>(after, event, List.of());
  }

  /** Not taken over. */
  Change<Transfer, TransferRefused> refuse(RefuseTransfer said, Moment moment) {
    answered(said.expected(), moment);
    Rule.check(TransferRules.REFUSAL, new TransferRules.Refusing(said, this, moment.today()));
    Transfer after = decided(REFUSED, said.refusedOn(), moment);
    var event =
        new TransferRefused(
            id,
            after.version,
            careCase,
            child,
            unit,
            toUnit,
            municipality,
            REFUSED,
            said.refusedOn());
    return new Change<>(after, event, told("answer", said.reason()));
  }

  /** Taken back, today. */
  Change<Transfer, TransferWithdrawn> withdraw(long expected, Moment moment) {
    Rule.check(TransferRules.WITHDRAWAL, by(moment));
    CaseRules.current(expected, version);
    Transfer after = decided(WITHDRAWN, moment.today(), moment);
    var event =
        new TransferWithdrawn(
            id,
            after.version,
            careCase,
            child,
            unit,
            toUnit,
            municipality,
            WITHDRAWN,
            moment.today());
    return new Change<>(after, event, List.of());
  }

  private void answered(long expected, Moment moment) {
    Rule.check(TransferRules.ANSWER, by(moment));
    CaseRules.current(expected, version);
  }

  private TransferRules.Answering by(Moment moment) {
    return new TransferRules.Answering(this, moment.who(), moment.unit());
  }

  private List<Detail> told(String name, String text) {
    return List.of(new Detail(child.value(), Map.of(name, text.strip())));
  }

  private Transfer decided(TransferState to, LocalDate on, Moment moment) {
    return new Transfer(
        id,
        version + 1,
        careCase,
        child,
        fileNumber,
        risk,
        unit,
        municipality,
        toUnit,
        toMunicipality,
        to,
        offeredOn,
        offeredBy,
        on,
        moment.who());
  }
}
