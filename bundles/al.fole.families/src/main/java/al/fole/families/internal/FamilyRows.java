// SPDX-License-Identifier: EUPL-1.2
package al.fole.families.internal;

import al.fole.access.Access;
import al.fole.access.Permission;
import al.fole.access.Scope;
import al.fole.access.Standing;
import al.fole.families.FamilyId;
import al.fole.families.FamilyView.Approval;
import al.fole.families.FamilyView.Assessment;
import al.fole.families.internal.SealedFamily.SealedApproval;
import al.fole.families.internal.SealedFamily.SealedAssessment;
import al.fole.keys.SubjectKey;
import al.fole.persons.PersonId;
import al.fole.persons.Provenance;
import al.fole.rules.Code;
import al.fole.spi.Problem;
import al.fole.store.ReadTx;
import al.fole.store.Schema;
import al.fole.store.Tx;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Where a family is written into its rows and read again. */
final class FamilyRows {
  static final Schema SCHEMA =
      Schema.of("families", FamilyRows.class, FamilyMapper.class, PlacementMapper.class);

  /** The code list of what a family does for a child. */
  static final String CARE_TYPE = "care-type";

  private static final Permission VIEW = new Permission("families.view");

  private FamilyRows() {}

  /** Enters a new family, which must be in a unit's scope by now. */
  static void enter(Tx tx, Family family) {
    var mapper = tx.mapper(FamilyMapper.class);
    var codes = new ArrayList<>(Code.each(CARE_TYPE, "careTypes", family.offered().careTypes()));
    codes.add(new Code("municipality", "municipality", family.municipality()));
    codes.add(Provenance.code(family.provenance()));
    requireCodes(tx, codes);
    int year = tx.today().getYear();
    int sequence = mapper.next(family.municipality(), year);
    String number =
        String.format(Locale.ROOT, "RKAF-F-%s-%04d-%05d", family.municipality(), year, sequence);
    written(mapper.insert(SealedFamily.of(family.numbered(number))), 1);
    UUID id = family.id().value();
    int entered = mapper.insertAdults(id, ids(family.adults()));
    FamilyRules.ADULT_ONCE.require(entered == family.adults().size());
  }

  /** Writes the new state of a family {@link #locked}. */
  static void replace(Tx tx, Family before, Family after, Scope scope) {
    var mapper = tx.mapper(FamilyMapper.class);
    UUID id = after.id().value();
    var row = SealedFamily.of(after);
    written(mapper.update(row, scope), 1);
    SubjectKey key = tx.key(after.adult().value());
    added(before.assessments(), after.assessments())
        .map(it -> SealedAssessment.of(id, it, key))
        .ifPresent(it -> written(mapper.insertAssessment(it, row), 1));
    added(before.approvals(), after.approvals())
        .ifPresent(it -> approve(tx, before, it, row, scope));
    if (after.left()) {
      written(mapper.leave(id, after.stateSince(), scope), after.adults().size());
    }
  }

  private static void approve(
      Tx tx, Family before, Approval approval, SealedFamily row, Scope scope) {
    var mapper = tx.mapper(FamilyMapper.class);
    SubjectKey key = tx.key(before.adult().value());
    var sealed = SealedApproval.of(row.id(), approval, key);
    Assessment waiting = before.waiting();
    var basis =
        waiting == null || approval.provisional()
            ? null
            : SealedAssessment.of(row.id(), waiting, key);
    written(mapper.insertApproval(sealed, basis, row), 1);
    written(mapper.insertCareTypes(sealed), approval.terms().careTypes().size());
    var places = tx.mapper(PlacementMapper.class);
    int open = approval.terms().places();
    written(places.openPlaces(row.id(), approval.id(), open), open);
    places.closePlaces(row.id(), open, scope);
  }

  /**
   * The family for a change; what belongs to it is read after the lock.
   *
   * @param texts whether assessments and what is sealed are to be read
   */
  static Optional<Family> locked(Tx tx, FamilyId id, Scope scope, boolean texts) {
    SealedFamily row = tx.mapper(FamilyMapper.class).locked(id.value(), scope);
    return row == null
        ? Optional.empty()
        : open(tx, List.of(row), scope, texts).stream().findFirst();
  }

  /**
   * The family for a change; refused as not there when it is not or out of scope. No right to
   * change reaches a family that has left: whoever reads it is told why.
   *
   * @param texts whether assessments and what is sealed are to be read
   * @throws Problem CONFLICT {@code family-has-left}
   */
  static Family reached(Tx tx, Access access, FamilyId id, Scope scope, boolean texts) {
    return locked(tx, id, scope, texts)
        .orElseGet(
            () -> {
              Scope reads = access.scope(tx.actor(), VIEW);
              tx.mapper(FamilyMapper.class).byId(List.of(id.value()), reads).stream()
                  .map(SealedFamily::state)
                  .forEach(FamilyRules.TAKES_PART::require);
              throw Problem.absent();
            });
  }

  /** To be called last of all that makes a family leave: nobody changes it from now on. */
  static void settle(Tx tx, Access access, Family after) {
    if (after.left()) {
      access.settle(tx, after.id().value(), Standing.CLOSED);
    }
  }

  /**
   * The families of the rows, in their order.
   *
   * @param texts whether what is sealed is to be read
   */
  static List<Family> open(ReadTx tx, List<SealedFamily> rows, Scope scope, boolean texts) {
    var mapper = tx.mapper(FamilyMapper.class);
    List<UUID> families = rows.stream().map(SealedFamily::id).toList();
    var assessments = texts ? mapper.assessments(families, scope) : List.<SealedAssessment>of();
    var approvals = mapper.approvals(families, scope);
    Map<UUID, SubjectKey> keys =
        texts ? tx.keys(rows.stream().flatMap(it -> it.adult().stream()).toList()) : Map.of();
    return rows.stream()
        .map(it -> it.open(assessments, approvals, it.adult().map(keys::get).orElse(null)))
        .toList();
  }

  /**
   * The families of rows that were read to be shown, in their order.
   *
   * @param texts whether assessments and what is sealed are to be read
   */
  static List<Family> shown(ReadTx tx, List<SealedFamily> rows, Scope scope, boolean texts) {
    var mapper = tx.mapper(FamilyMapper.class);
    List<UUID> families = rows.stream().map(SealedFamily::id).toList();
    var assessments =
        texts ? mapper.shownAssessments(families, scope) : List.<SealedAssessment>of();
    var approvals = mapper.approvals(families, scope);
    Map<UUID, SubjectKey> keys =
        texts ? tx.keys(rows.stream().flatMap(it -> it.adult().stream()).toList()) : Map.of();
    return rows.stream()
        .map(it -> it.open(assessments, approvals, it.adult().map(keys::get).orElse(null)))
        .toList();
  }

  /** Whether children live with a family {@link #locked}; read after that lock. */
  static boolean housing(Tx tx, Family family, Scope scope) {
    return tx.mapper(PlacementMapper.class).places(List.of(family.id().value()), scope).stream()
        .anyMatch(it -> it.placement() != null);
  }

  /** Every row was there to be written. */
  private static void written(int rows, int expected) {
    if (rows != expected) {
      throw new IllegalStateException("a locked row was not there to update");
    }
  }

  /** Refuses what does not stand in a code list today. */
  static void requireCodes(Tx tx, List<Code> codes) {
    Code.check(codes, tx.today(), tx.mapper(FamilyMapper.class)::unknownCode);
  }

  static List<UUID> ids(List<PersonId> people) {
    return people.stream().map(PersonId::value).toList();
  }

  private static <T> Optional<T> added(List<T> before, List<T> after) {
    return after.size() == before.size()
        ? Optional.empty()
        : Optional.of(after.get(after.size() - 1));
  }
}
