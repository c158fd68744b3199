// SPDX-License-Identifier: EUPL-1.2
package al.fole.families.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNullElse;

import al.fole.families.FamilyId;
import al.fole.families.FamilyState;
import al.fole.families.FamilyView.Approval;
import al.fole.families.FamilyView.Assessment;
import al.fole.families.Terms;
import al.fole.keys.SubjectKey;
import al.fole.persons.PersonId;
import al.fole.persons.Provenance;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A family as the row is; texts beside it are sealed under the key of its first adult. What was not
 * selected, because whoever it is shown to may not read it, is null.
 */
record SealedFamily(
    UUID id,
    long version,
    @Nullable String fileNumber,
    @Nullable List<UUID> adults,
    @Nullable String unit,
    @Nullable String municipality,
    String kind,
    boolean kinship,
    List<String> careTypes,
    int places,
    int ageFrom,
    int ageTo,
    FamilyState state,
    LocalDate stateSince,
    LocalDate changedOn,
    LocalDate appliedOn,
    String provider,
    LocalDate informedOn,
    Instant recordedAt) {

  /** Stands in a family that is shown for what was not selected. */
  static final String WITHHELD = "";

  /** The first adult, whose key seals the texts. */
  Optional<UUID> adult() {
    return adults == null ? Optional.empty() : Optional.of(adults.get(0));
  }

  /** An assessment as the row is. */
  @SuppressWarnings("ArrayRecordComponent") // a row, never compared
  record SealedAssessment(
      UUID id,
      UUID family,
      LocalDate startedOn,
      LocalDate finalisedOn,
      int homeVisits,
      LocalDate criminalRecordOn,
      int trainingHours,
      String recommendation,
      byte @Nullable [] summary,
      UUID assessor,
      boolean decided) {

    static SealedAssessment of(UUID family, Assessment assessment, SubjectKey key) {
      return new SealedAssessment(
          assessment.id(),
          family,
          assessment.startedOn(),
          assessment.finalisedOn(),
          assessment.homeVisits(),
          assessment.criminalRecordOn(),
          assessment.trainingHours(),
          assessment.recommendation(),
          seal(key, "assessment.summary", String.valueOf(assessment.summary())),
          assessment.assessor(),
          false);
    }

    /**
     * @param key null when the text is not to be read, or never again
     */
    Assessment open(@Nullable SubjectKey key) {
      return new Assessment(
          id,
          startedOn,
          finalisedOn,
          homeVisits,
          criminalRecordOn,
          trainingHours,
          recommendation,
          unseal(key, "assessment.summary", summary),
          assessor);
    }
  }

  /** An approval as the row is. */
  @SuppressWarnings("ArrayRecordComponent") // a row, never compared
  record SealedApproval(
      UUID id,
      UUID family,
      boolean provisional,
      byte[] number,
      String authority,
      LocalDate decidedOn,
      String digest,
      String kind,
      boolean kinship,
      List<String> careTypes,
      int places,
      int ageFrom,
      int ageTo,
      LocalDate validFrom,
      LocalDate validTo,
      UUID approver) {

    static SealedApproval of(UUID family, Approval approval, SubjectKey key) {
      Terms terms = approval.terms();
      return new SealedApproval(
          approval.id(),
          family,
          approval.provisional(),
          seal(key, "approval.number", String.valueOf(approval.number())),
          approval.authority(),
          approval.decidedOn(),
          approval.digest(),
          terms.kind(),
          terms.kinship(),
          terms.careTypes(),
          terms.places(),
          terms.ageFrom(),
          terms.ageTo(),
          terms.validFrom(),
          terms.validTo(),
          approval.approver());
    }

    /**
     * @param key null when the number is not to be read, or never again
     */
    Approval open(@Nullable SubjectKey key) {
      var terms = new Terms(kind, kinship, careTypes, places, ageFrom, ageTo, validFrom, validTo);
      return new Approval(
          id,
          provisional,
          unseal(key, "approval.number", number),
          authority,
          decidedOn,
          digest,
          terms,
          approver);
    }
  }

  static SealedFamily of(Family family) {
    Terms offered = family.offered();
    return new SealedFamily(
        family.id().value(),
        family.version(),
        family.fileNumber(),
        family.adults().stream().map(PersonId::value).toList(),
        family.unit(),
        family.municipality(),
        offered.kind(),
        offered.kinship(),
        offered.careTypes(),
        offered.places(),
        offered.ageFrom(),
        offered.ageTo(),
        family.state(),
        family.stateSince(),
        family.changedOn(),
        family.appliedOn(),
        family.provenance().provider(),
        family.provenance().on(),
        family.recordedAt());
  }

  /**
   * @param key of the first adult; null when texts are not to be read, or never again
   */
  Family open(
      List<SealedAssessment> assessments,
      List<SealedApproval> approvals,
      @Nullable SubjectKey key) {
    var mine = assessments.stream().filter(it -> it.family().equals(id)).toList();
    SealedAssessment last = mine.isEmpty() ? null : mine.get(mine.size() - 1);
    return new Family(
        new FamilyId(id),
        version,
        requireNonNullElse(fileNumber, WITHHELD),
        adults == null ? List.of() : adults.stream().map(PersonId::new).toList(),
        requireNonNullElse(unit, WITHHELD),
        requireNonNullElse(municipality, WITHHELD),
        new Terms(kind, kinship, careTypes, places, ageFrom, ageTo, appliedOn, appliedOn),
        state,
        stateSince,
        changedOn,
        appliedOn,
        new Provenance(provider, informedOn),
        recordedAt,
        mine.stream().map(it -> it.open(key)).toList(),
        approvals.stream().filter(it -> it.family().equals(id)).map(it -> it.open(key)).toList(),
        last == null || last.decided() ? null : last.open(key));
  }

  private static byte[] seal(SubjectKey key, String field, String text) {
    return key.encrypt("families." + field, text.getBytes(UTF_8));
  }

  private static @Nullable String unseal(
      @Nullable SubjectKey key, String field, byte @Nullable [] sealed) {
    return key == null || sealed == null
        ? null
        : new String(key.decrypt("families." + field, sealed), UTF_8);
  }
}
