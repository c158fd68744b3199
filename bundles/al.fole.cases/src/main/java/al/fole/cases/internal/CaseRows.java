// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases.internal;

import al.fole.access.Access;
import al.fole.access.Permission;
import al.fole.access.Scope;
import al.fole.access.Standing;
import al.fole.cases.CaseId;
import al.fole.cases.CaseState;
import al.fole.persons.PersonId;
import al.fole.rules.Code;
import al.fole.spi.Actor;
import al.fole.spi.Problem;
import al.fole.spi.Ref;
import al.fole.store.ReadTx;
import al.fole.store.Receipt;
import al.fole.store.Schema;
import al.fole.store.Store;
import al.fole.store.Tx;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where a case is kept and its referrals are moved along with it. */
final class CaseRows {
  static final Schema SCHEMA =
      Schema.of(
          "cases",
          CaseRows.class,
          CaseMapper.class,
          AssessmentMapper.class,
          DecisionMapper.class,
          HandsMapper.class,
          ReferralMapper.class,
          TransferMapper.class);

  private static final Permission VIEW = new Permission("cases.view");

  private CaseRows() {}

  /** A change of a record; that it is not there, or out of scope, is in the journal. */
  static Receipt write(
      Store store, Access access, Actor actor, Ref record, Function<Tx, Receipt> work) {
    try {
      return store.write(actor, work);
    } catch (Problem refusal) {
      throw refusal.kind() == Problem.Kind.ABSENT ? access.absent(actor, record) : refusal;
    }
  }

  /** For a change; refused as not there when it is not or out of scope. */
  static CareCase locked(Tx tx, Access access, CaseId id, Scope scope) {
    CareCase found = reached(tx, access, id, scope);
    if (found == null) {
      throw Problem.absent();
    }
    return found;
  }

  /**
   * For a change; null when it is not there or out of scope. No right to change reaches a closed
   * case: whoever reads it is told why.
   *
   * @throws Problem CONFLICT {@code case-closed}
   */
  static @Nullable CareCase reached(Tx tx, Access access, CaseId id, Scope scope) {
    var mapper = tx.mapper(CaseMapper.class);
    CareCase found = mapper.locked(id, scope);
    if (found == null) {
      CareCase read = mapper.byId(id, access.scope(tx.actor(), VIEW));
      if (read != null) {
        CaseRules.IS_LIVE.require(read);
      }
    }
    return found;
  }

  /** To be called last of all that closes a case: both walls let nobody change it from now on. */
  static void settle(Tx tx, Access access, CareCase after) {
    if (!after.state().live()) {
      access.settle(tx, after.id().value(), Standing.CLOSED);
    }
  }

  /** The child's live case, locked, or null. */
  static @Nullable CareCase live(Tx tx, PersonId child, Scope scope) {
    return tx.mapper(CaseMapper.class).live(child, scope);
  }

  /**
   * Keeps a new referral, from now on in the scope of the unit that is to take it up.
   *
   * @return false when the parent's case number has one already
   */
  static boolean take(
      Tx tx,
      Access access,
      CareReferral referral,
      byte @Nullable [] content,
      byte @Nullable [] narrative) {
    UUID id = referral.id().value();
    access.open(tx, id, id, referral.unit(), "RESPONSIBLE");
    access.open(tx, referral.child().value(), id, referral.unit(), "REFERRED");
    return tx.mapper(ReferralMapper.class).receive(referral, content, narrative) == 1;
  }

  /** Opens a case: its unit has it and its child in scope from now on. */
  static CareCase open(Tx tx, Access access, CareReferral by, LocalDate on) {
    var mapper = tx.mapper(CaseMapper.class);
    int number = mapper.last(by.municipality(), on.getYear()) + 1;
    String fileNumber =
        String.format(Locale.ROOT, "RKAF-%s-%d-%05d", by.municipality(), on.getYear(), number);
    var opened = CareCase.open(new CaseId(tx.newId()), fileNumber, by, on);
    CareCase careCase = opened.state();
    access.open(tx, careCase.id().value(), careCase.id().value(), by.unit(), "RESPONSIBLE");
    access.open(tx, by.child().value(), careCase.id().value(), by.unit(), "CASE");
    if (mapper.open(careCase, by, tx.now()) == 0) {
      throw new LiveElsewhere(by.child());
    }
    if (mapper.advance(by.municipality(), on.getYear(), number) != 1) {
      throw new IllegalStateException("a locked counter was not there to advance");
    }
    tx.record(opened);
    return careCase;
  }

  /** Makes sure nobody else opens a case in the municipality before this transaction ends. */
  static void queue(Tx tx, String municipality, LocalDate on) {
    var mapper = tx.mapper(CaseMapper.class);
    mapper.count(municipality, on.getYear());
    mapper.last(municipality, on.getYear());
  }

  /** The child has a live case the caller does not reach. */
  static final class LiveElsewhere extends RuntimeException {
    private static final long serialVersionUID = 1L;
    final transient PersonId child;

    LiveElsewhere(PersonId child) {
      super("a live case elsewhere", null, false, false);
      this.child = child;
    }
  }

  /** Writes the new state of a {@link #locked} case. */
  static void save(Tx tx, CareCase after, Scope scope) {
    save(tx, after, null, null, scope);
  }

  /**
   * Writes the new state of a {@link #locked} case that was closed.
   *
   * @param narrative sealed
   */
  static void save(
      Tx tx, CareCase after, @Nullable String reason, byte @Nullable [] narrative, Scope scope) {
    if (tx.mapper(CaseMapper.class).update(after, reason, narrative, scope) != 1) {
      throw new IllegalStateException("a locked row was not there to update");
    }
  }

  /** Tells the referrals of a case what became of it; to be called after its own event. */
  static void progress(Tx tx, CaseState before, CareCase after, LocalDate on, Scope scope) {
    String state = CareCase.progress(before, after.state());
    if (state == null) {
      return;
    }
    for (CareReferral referral : tx.mapper(ReferralMapper.class).ofCase(after.id(), scope)) {
      var progressed = referral.progress(state, on, tx.now());
      save(tx, progressed.state(), null, null, scope);
      tx.record(progressed);
    }
  }

  /** Writes the new state of a locked referral; texts are sealed. */
  static void save(
      Tx tx,
      CareReferral after,
      byte @Nullable [] findings,
      byte @Nullable [] answer,
      Scope scope) {
    if (tx.mapper(ReferralMapper.class).update(after, findings, answer, scope) != 1) {
      throw new IllegalStateException("a locked row was not there to update");
    }
  }

  /**
   * @throws Problem INVALID {@code code-unknown} unless each code is in its list today
   */
  static void requireCodes(ReadTx tx, List<Code> codes) {
    Code.check(codes, tx.today(), tx.mapper(ReferralMapper.class)::unknownCode);
  }

  /**
   * Where a unit takes up referrals.
   *
   * @throws Problem INVALID {@code unit-unknown}
   */
  static CareReferral.Place place(ReadTx tx, String unit) {
    String municipality = tx.mapper(ReferralMapper.class).municipality(unit);
    if (municipality == null) {
      throw ReferralRules.unitUnknown();
    }
    return new CareReferral.Place(unit, municipality);
  }

  /**
   * Where a referral is redirected to: local, regional or national.
   *
   * @throws Problem INVALID {@code unit-unknown}
   */
  static CareReferral.Place anyPlace(ReadTx tx, String unit) {
    String municipality = tx.mapper(ReferralMapper.class).municipalityOrAbove(unit);
    if (municipality == null) {
      throw ReferralRules.unitUnknown();
    }
    return new CareReferral.Place(unit, municipality);
  }

  /** Where the end of a care leads. */
  static CaseState leadsTo(Tx tx, String reason) {
    CaseState to = tx.mapper(CaseMapper.class).leadsTo(reason);
    if (to == null) {
      throw new Code("exit-reason", "reason", reason).unknown();
    }
    return to;
  }
}
