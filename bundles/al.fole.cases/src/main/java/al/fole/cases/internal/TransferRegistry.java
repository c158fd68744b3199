// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases.internal;

import static java.util.stream.Collectors.toMap;

import al.fole.access.Access;
import al.fole.access.Permission;
import al.fole.access.Scope;
import al.fole.cases.CaseId;
import al.fole.cases.TransferId;
import al.fole.cases.TransferView;
import al.fole.cases.Transfers;
import al.fole.cases.internal.HandsMapper.Hands;
import al.fole.cases.internal.TransferMapper.Words;
import al.fole.event.Change;
import al.fole.event.Notice;
import al.fole.keys.SubjectKey;
import al.fole.rules.Rule;
import al.fole.spi.Actor;
import al.fole.spi.Problem;
import al.fole.store.Database;
import al.fole.store.ReadTx;
import al.fole.store.Receipt;
import al.fole.store.Store;
import al.fole.store.Tx;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;

/**
 * Permission, transaction, verb, rows, record: a case goes from one unit to another. The sending
 * unit sees its offers for good, the receiving one those it may still take or has taken.
 */
@Component(configurationPid = "al.fole.cases")
public final class TransferRegistry implements Transfers {
  private static final Permission TRANSFER = new Permission("cases.transfer");
  private static final Permission LIST = new Permission("cases.transfers");
  private static final String GROUND = "VKM-2026 n.6/3/a";
  private static final int LONGEST_LIST = 100;

  private final Store store;
  private final Access access;

  /** Opens schema {@code cases}. */
  @Activate
  public TransferRegistry(@Reference Database database, @Reference Access access) {
    this.access = access;
    this.store = database.open(CaseRows.SCHEMA);
  }

  /** A new rank needs no new start. */
  @Modified
  void ranked() {}

  @Override
  public Receipt offer(Actor actor, CaseId id, OfferTransfer command) {
    access.require(actor, TRANSFER, id.ref());
    Scope scope = access.scope(actor, TRANSFER);
    return CaseRows.write(
        store,
        access,
        actor,
        id.ref(),
        tx -> {
          CareCase of = CaseRows.locked(tx, access, id, scope);
          Rule.check(CaseRules.LIVE, of);
          Rule.check(TransferRules.OFFER, new TransferRules.Offering(command, of, tx.today()));
          var transfer = new TransferId(tx.newId());
          var to = receiver(tx, command.toUnit());
          var offered = Transfer.offer(transfer, of, command, to, moment(tx));
          access.open(tx, transfer.value(), transfer.value(), of.unit(), "OFFERED");
          access.open(tx, transfer.value(), id.value(), to.unit(), "OFFERED");
          byte[] reason = sealed(tx, of, "transfer.reason", command.reason());
          int made = tx.mapper(TransferMapper.class).offer(offered.state(), reason);
          TransferRules.NONE_WAITING.require(made == 1);
          return tx.record(offered);
        });
  }

  /**
   * The case is the caller's from the first statement on that touches it; whatever is refused later
   * takes that back. What the sending unit had of the child through the case, its referrals or
   * because it entered him first, goes with the case: what is written of him later is not for it.
   */
  @Override
  public Receipt accept(Actor actor, TransferId id, AcceptTransfer command) {
    return decide(
        actor,
        id,
        (tx, offer, scope) -> {
          var accepted = offer.accept(command, moment(tx));
          CaseId careCase = offer.careCase();
          access.close(tx, careCase.value(), careCase.value());
          access.open(tx, careCase.value(), careCase.value(), offer.toUnit(), "RESPONSIBLE");
          CareCase of = CaseRows.locked(tx, access, careCase, scope);
          var moved = of.transfer(offer, command.acceptedOn());
          follow(tx, of, offer.toUnit(), scope);
          one(tx.mapper(TransferMapper.class).move(moved.state(), scope));
          tx.mapper(HandsMapper.class).put(new Hands(careCase, null, null, null));
          Receipt receipt = decided(tx, accepted, null, scope);
          tx.record(moved);
          return receipt;
        });
  }

  @Override
  public Receipt refuse(Actor actor, TransferId id, RefuseTransfer command) {
    return decide(
        actor,
        id,
        (tx, offer, scope) -> {
          var refused = offer.refuse(command, moment(tx));
          byte[] answer =
              SealedTexts.seal(tx.key(offer.child().value()), "transfer.answer", command.reason());
          Receipt receipt = decided(tx, refused, answer, scope);
          access.close(tx, id.value(), offer.careCase().value());
          return receipt;
        });
  }

  @Override
  public Receipt withdraw(Actor actor, TransferId id, long expected) {
    return decide(
        actor,
        id,
        (tx, offer, scope) -> {
          Receipt receipt = decided(tx, offer.withdraw(expected, moment(tx)), null, scope);
          access.close(tx, id.value(), offer.careCase().value());
          return receipt;
        });
  }

  @Override
  public TransferView view(Actor actor, TransferId id) {
    access.require(actor, LIST, id.ref());
    Scope scope = access.scope(actor, LIST);
    return store
        .read(
            actor,
            tx -> {
              Transfer one = tx.mapper(TransferMapper.class).byId(id, scope);
              List<Transfer> found = one == null ? List.of() : List.of(one);
              found.forEach(
                  it ->
                      tx.disclose(
                          CaseViews.disclosed("cases.transfer-viewed", id.ref(), it.child())));
              return shown(tx, found, scope).stream().findFirst();
            })
        .orElseThrow(() -> access.absent(actor, id.ref()));
  }

  @Override
  public List<TransferView> waiting(Actor actor) {
    access.require(actor, LIST, null);
    Scope scope = access.scope(actor, LIST);
    return store.read(
        actor,
        tx -> {
          var waiting = tx.mapper(TransferMapper.class).waiting(LONGEST_LIST, scope);
          var children = waiting.stream().map(it -> it.child().value()).distinct().toList();
          tx.disclose(Notice.disclosed("cases.transfers-listed", GROUND, null, children));
          return shown(tx, waiting, scope);
        });
  }

  /** What is done with an offer that is locked. */
  private interface Answer {
    Receipt of(Tx tx, Transfer offer, Scope scope);
  }

  private Receipt decide(Actor actor, TransferId id, Answer answer) {
    access.require(actor, TRANSFER, id.ref());
    Scope scope = access.scope(actor, TRANSFER);
    return CaseRows.write(
        store,
        access,
        actor,
        id.ref(),
        tx -> {
          Transfer offer = tx.mapper(TransferMapper.class).locked(id, scope);
          if (offer == null) {
            throw Problem.absent();
          }
          return answer.of(tx, offer, scope);
        });
  }

  private static Receipt decided(
      Tx tx, Change<Transfer, ?> decided, byte @Nullable [] answer, Scope scope) {
    one(tx.mapper(TransferMapper.class).decide(decided.state(), answer, scope));
    return tx.record(decided);
  }

  /** Child and referrals are the receiving unit's, and nobody's hands hold them any more. */
  private void follow(Tx tx, CareCase of, String to, Scope scope) {
    UUID careCase = of.id().value();
    UUID child = of.child().value();
    Hands before = tx.mapper(HandsMapper.class).of(of.id(), scope);
    if (before != null && before.entrustment() != null) {
      access.close(tx, careCase, before.entrustment());
      access.close(tx, child, before.entrustment());
    }
    access.close(tx, child, careCase);
    access.close(tx, child, child);
    access.open(tx, child, careCase, to, "CASE");
    for (var referral : tx.mapper(TransferMapper.class).referrals(of.id(), scope)) {
      access.close(tx, referral.value(), referral.value());
      access.open(tx, referral.value(), referral.value(), to, "RESPONSIBLE");
    }
  }

  private static CareReferral.Place receiver(Tx tx, String unit) {
    String municipality = tx.mapper(TransferMapper.class).receives(unit);
    if (municipality == null) {
      throw ReferralRules.unitUnknown();
    }
    return new CareReferral.Place(unit, municipality);
  }

  private static List<TransferView> shown(ReadTx tx, List<Transfer> found, Scope scope) {
    var ids = found.stream().map(it -> it.id().value()).toList();
    Map<TransferId, Words> words =
        ids.isEmpty()
            ? Map.of()
            : tx.mapper(TransferMapper.class).words(ids, scope).stream()
                .collect(toMap(Words::id, it -> it));
    var keys = tx.keys(found.stream().map(it -> it.child().value()).distinct().toList());
    return found.stream()
        .map(
            it ->
                view(it, Objects.requireNonNull(words.get(it.id())), keys.get(it.child().value())))
        .toList();
  }

  private static TransferView view(Transfer of, Words words, @Nullable SubjectKey key) {
    return new TransferView(
        of.id(),
        of.version(),
        of.careCase(),
        of.fileNumber(),
        of.risk(),
        of.unit(),
        of.toUnit(),
        of.state(),
        of.offeredOn(),
        SealedTexts.open(key, "transfer.reason", words.reason()),
        of.decidedOn(),
        SealedTexts.open(key, "transfer.answer", words.answer()));
  }

  private static byte[] sealed(Tx tx, CareCase of, String field, String text) {
    return Objects.requireNonNull(SealedTexts.seal(tx.key(of.child().value()), field, text));
  }

  private static Transfer.Moment moment(Tx tx) {
    return new Transfer.Moment(tx.actor().who(), tx.actor().unit(), tx.today());
  }

  private static void one(int rows) {
    if (rows != 1) {
      throw new IllegalStateException("a locked row was not there to update");
    }
  }
}
