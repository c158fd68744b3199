// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases.internal;

import static al.fole.cases.internal.SealedTexts.seal;
import static java.util.Objects.requireNonNull;

import al.fole.access.Access;
import al.fole.access.Permission;
import al.fole.access.Scope;
import al.fole.cases.AnswerReferral;
import al.fole.cases.RecordReferral;
import al.fole.cases.ReferralId;
import al.fole.cases.ReferralView;
import al.fole.cases.Referrals;
import al.fole.cases.ScreenReferral;
import al.fole.cases.internal.CaseRows.LiveElsewhere;
import al.fole.event.Notice;
import al.fole.keys.SubjectKey;
import al.fole.keys.Tokens;
import al.fole.persons.PersonId;
import al.fole.persons.Persons;
import al.fole.persons.Provenance;
import al.fole.rules.Code;
import al.fole.rules.Paging;
import al.fole.rules.Rule;
import al.fole.spi.Actor;
import al.fole.spi.Problem;
import al.fole.store.Database;
import al.fole.store.Page;
import al.fole.store.Receipt;
import al.fole.store.Store;
import al.fole.store.Tx;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Permission, transaction, verb, rows, record: referrals, as workers and heads handle them. */
@Component(configurationPid = "al.fole.cases")
public final class ReferralRegistry implements Referrals {
  private static final Permission REFER = new Permission("cases.refer");
  private static final Permission SCREEN = new Permission("cases.screen");
  private static final Permission ANSWER = new Permission("cases.answer");
  private static final Permission REDIRECT = new Permission("cases.redirect");
  private static final Permission MATCH = new Permission("cases.match");
  private static final Permission VIEW = new Permission("cases.view");
  private static final Permission LIST = new Permission("cases.list");
  private static final String GROUND = "VKM-2026 n.8/2";

  private final Store store;
  private final Access access;
  private final ReferralLists lists;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable Persons persons;

  /** Opens schema {@code cases}. */
  @Activate
  public ReferralRegistry(
      @Reference Database database, @Reference Access access, @Reference Tokens tokens) {
    this.access = access;
    this.store = database.open(CaseRows.SCHEMA);
    this.lists = new ReferralLists(store, tokens);
  }

  /** A new rank needs no new start. */
  @Modified
  void ranked() {}

  private Persons persons() {
    Persons there = persons;
    if (there == null) {
      throw Problem.unavailable("persons");
    }
    return there;
  }

  @Override
  public ReferralView view(Actor actor, ReferralId id) {
    access.require(actor, VIEW, id.ref());
    return lists
        .view(actor, id, access.scope(actor, VIEW), this::persons)
        .orElseThrow(() -> access.absent(actor, id.ref()));
  }

  @Override
  public Page<ReferralView> list(
      Actor actor, @Nullable String state, int limit, @Nullable String cursor) {
    access.require(actor, LIST, null);
    Paging.<Integer>limit(Integer::intValue).require(limit);
    return lists.page(actor, state, limit, cursor, access.scope(actor, LIST), this::persons);
  }

  @Override
  public Receipt refer(Actor actor, RecordReferral command) {
    access.require(actor, REFER, null);
    return store.write(
        actor,
        tx -> {
          Rule.check(List.of(Rule.given("child", RecordReferral::child)), command);
          LocalDate born = persons().facts(tx, command.child()).birthDate();
          Rule.check(ReferralRules.RECORD, new ReferralRules.Said(command, tx.today()));
          var codes = new ArrayList<>(Code.each("entry-reason", "reasons", command.reasons()));
          codes.add(new Code("referral-channel", "channel", command.channel()));
          codes.add(Provenance.code(command.provenance()));
          CaseRows.requireCodes(tx, codes);
          var id = new ReferralId(tx.newId());
          var place = CaseRows.place(tx, actor.unit());
          var received = CareReferral.receive(id, command, born, null, place, tx.now());
          byte[] narrative =
              seal(tx.key(command.child().value()), "referral.narrative", command.narrative());
          CaseRows.take(tx, access, received.state(), null, narrative);
          return tx.record(received);
        });
  }

  @Override
  public Receipt screen(Actor actor, ReferralId id, ScreenReferral command) {
    access.require(actor, SCREEN, id.ref());
    return change(
        actor,
        SCREEN,
        id,
        (tx, referral, scope) -> {
          var screened = referral.screen(command, tx.now(), tx.today());
          CaseRows.requireCodes(tx, List.of(new Code("risk", "risk", command.risk())));
          byte[] findings = seal(key(tx, referral), "referral.findings", command.findings());
          CaseRows.save(tx, screened.state(), findings, null, scope);
          return tx.record(screened);
        });
  }

  @Override
  public Receipt answer(Actor actor, ReferralId id, AnswerReferral command) {
    if (CareReferral.REDIRECTED.equals(command.outcome())
        && !access.allows(actor, ANSWER)
        && access.allows(actor, REDIRECT)) {
      return passOn(actor, id, command);
    }
    access.require(actor, ANSWER, id.ref());
    try {
      return change(
          actor,
          ANSWER,
          id,
          (tx, referral, scope) -> {
            referral.answerable(command, tx.today());
            return switch (command.outcome()) {
              case CareReferral.ACCEPTED -> accept(tx, referral, command, scope);
              case CareReferral.REDIRECTED ->
                  redirect(tx, referral, command, CaseRows.anyPlace(tx, unit(command)), scope);
              default -> {
                var refused = referral.refuse(command, tx.now());
                CaseRows.save(tx, refused.state(), null, reason(tx, referral, command), scope);
                release(tx, referral);
                yield tx.record(refused);
              }
            };
          });
    } catch (LiveElsewhere elsewhere) {
      throw liveElsewhere(actor, id, elsewhere.child);
    }
  }

  /** Where the child has a live case is told to whoever may know, and is in the journal. */
  private Problem liveElsewhere(Actor actor, ReferralId id, PersonId child) {
    String unit =
        store.read(
            access.system("cases.live-case"), tx -> tx.mapper(CaseMapper.class).liveUnit(child));
    if (unit == null) {
      return ReferralRules.liveCaseElsewhere(null); // closed meanwhile
    }
    if (!access.allows(actor, MATCH)) {
      store.note(actor, Notice.refused("cases.matched", "forbidden", id.ref()));
      return ReferralRules.liveCaseElsewhere(null);
    }
    store.note(actor, Notice.disclosed("cases.matched", GROUND, id.ref(), List.of(child.value())));
    return ReferralRules.liveCaseElsewhere(unit);
  }

  /** Opens a case, or joins the child's live one (I-02). */
  private Receipt accept(Tx tx, CareReferral referral, AnswerReferral command, Scope scope) {
    LocalDate on = command.answeredOn();
    CareCase live = CaseRows.live(tx, referral.child(), scope);
    if (live == null) {
      CaseRows.queue(tx, referral.municipality(), on);
      live = CaseRows.live(tx, referral.child(), scope);
    }
    CareCase careCase;
    if (live == null) {
      careCase = CaseRows.open(tx, access, referral, on);
    } else {
      var joined = live.join(referral.id(), requireNonNull(referral.risk()), on);
      careCase = joined.state();
      CaseRows.save(tx, careCase, scope);
      tx.record(joined);
    }
    var accepted = referral.accept(command, careCase.id(), tx.now());
    CareReferral state = accepted.state();
    CaseRows.save(tx, state, null, reason(tx, referral, command), scope);
    Receipt receipt = tx.record(accepted);
    if (careCase.state().placed()) {
      var progressed = state.progress(careCase.state().name(), on, tx.now());
      CaseRows.save(tx, progressed.state(), null, null, scope);
      receipt = tx.record(progressed);
    }
    release(tx, referral);
    return receipt;
  }

  /**
   * An answered referral keeps the child in nobody's scope: an accepted one has the case for that.
   * The referral itself stays with the unit that answered it.
   */
  private void release(Tx tx, CareReferral referral) {
    access.close(tx, referral.child().value(), referral.id().value());
  }

  /** A unit above the municipalities does not screen: it says which unit is to. */
  private Receipt passOn(Actor actor, ReferralId id, AnswerReferral command) {
    access.require(actor, REDIRECT, id.ref());
    return change(
        actor,
        REDIRECT,
        id,
        (tx, referral, scope) -> {
          referral.redirectable(command, tx.today());
          CareReferral.Place to = CaseRows.anyPlace(tx, unit(command));
          Rule.check(ReferralRules.REDIRECTION, new ReferralRules.Redirection(to, scope));
          return redirect(tx, referral, command, to, scope);
        });
  }

  private static String unit(AnswerReferral command) {
    return requireNonNull(command.unit());
  }

  /** It goes to another unit, and out of the reach of this one. */
  private Receipt redirect(
      Tx tx, CareReferral referral, AnswerReferral command, CareReferral.Place to, Scope scope) {
    var redirected = referral.redirect(command, to, tx.now());
    var received = redirected.state().receiveAt(to, command.answeredOn(), tx.now());
    CaseRows.save(tx, received.state(), null, reason(tx, referral, command), scope);
    UUID id = referral.id().value();
    UUID child = referral.child().value();
    access.close(tx, id, id);
    release(tx, referral);
    access.open(tx, id, id, to.unit(), "RESPONSIBLE");
    access.open(tx, child, id, to.unit(), "REFERRED");
    tx.record(redirected);
    return tx.record(received);
  }

  /** What is done with a locked referral. */
  private interface Work {
    Receipt with(Tx tx, CareReferral referral, Scope scope);
  }

  private Receipt change(Actor actor, Permission permission, ReferralId id, Work work) {
    Scope scope = access.scope(actor, permission);
    return CaseRows.write(
        store,
        access,
        actor,
        id.ref(),
        tx -> {
          CareReferral referral = tx.mapper(ReferralMapper.class).locked(id, scope);
          if (referral == null) {
            throw Problem.absent();
          }
          return work.with(tx, referral, scope);
        });
  }

  private static byte @Nullable [] reason(Tx tx, CareReferral of, AnswerReferral command) {
    return seal(key(tx, of), "referral.answer", command.reason());
  }

  private static SubjectKey key(Tx tx, CareReferral of) {
    return tx.key(of.child().value());
  }
}
