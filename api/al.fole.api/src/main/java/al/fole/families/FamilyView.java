// SPDX-License-Identifier: EUPL-1.2
package al.fole.families;

import al.fole.persons.PersonId;
import al.fole.persons.PersonView;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A foster family (familja kujdestare) as it may be shown. A list shows it without assessments,
 * placements and texts. Null, so that the JSON lacks it, is what the actor may not read: who the
 * adults are; and file number, unit and municipality while the address of an adult is protected.
 *
 * @param id the family
 * @param version the ETag
 * @param fileNumber {@code RKAF-F-<municipality>-<year>-<number>}, without personal data
 * @param adults the first is the contact
 * @param people the adults as lists show them; those out of reach are missing
 * @param unit responsible
 * @param municipality of residence
 * @param state how far it has come; an approved family with a child is still {@code APPROVED}
 * @param active whether a child lives there by an active placement
 * @param stateSince business date
 * @param offered what it applied for
 * @param approval the one in force or the last, or null
 * @param freePlaces places of the approval that nobody has
 * @param appliedOn business date
 * @param assessments oldest first
 * @param placements oldest first
 */
public record FamilyView(
    FamilyId id,
    long version,
    @Nullable String fileNumber,
    @Nullable List<PersonId> adults,
    @Nullable List<PersonView> people,
    @Nullable String unit,
    @Nullable String municipality,
    FamilyState state,
    boolean active,
    LocalDate stateSince,
    Terms offered,
    @Nullable Approval approval,
    int freePlaces,
    LocalDate appliedOn,
    List<Assessment> assessments,
    List<PlacementView> placements) {

  /** Copies the lists. */
  public FamilyView {
    adults = adults == null ? null : List.copyOf(adults);
    people = people == null ? null : List.copyOf(people);
    assessments = List.copyOf(assessments);
    placements = List.copyOf(placements);
  }

  /** Tells nothing. */
  @Override
  public String toString() {
    return "FamilyView[" + id + " v" + version + "]";
  }

  /**
   * An approval by decision.
   *
   * @param provisional of a kinship family before its assessment
   * @param number of the decision, or null in lists
   * @param approver account
   */
  public record Approval(
      UUID id,
      boolean provisional,
      @Nullable String number,
      String authority,
      LocalDate decidedOn,
      String digest,
      Terms terms,
      UUID approver) {

    /** Tells nothing. */
    @Override
    public String toString() {
      return "Approval[" + id + "]";
    }
  }

  /**
   * A finished assessment. Components as in {@link AssessFamily}.
   *
   * @param assessor account
   */
  public record Assessment(
      UUID id,
      LocalDate startedOn,
      LocalDate finalisedOn,
      int homeVisits,
      LocalDate criminalRecordOn,
      int trainingHours,
      String recommendation,
      @Nullable String summary,
      UUID assessor) {

    /** Tells nothing. */
    @Override
    public String toString() {
      return "Assessment[" + id + "]";
    }
  }
}
