// SPDX-License-Identifier: EUPL-1.2
package al.fole.persons;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A person as he may be shown to somebody. Fields as in {@link Identity}; null where the actor may
 * not read them, so that the JSON lacks them.
 *
 * @param id the person
 * @param version the ETag
 * @param personalNumber whole in the view of one person, masked ({@code L5•••••••W}) in lists
 * @param temporaryIdentifier where there is or was no number: {@code T-} and eight characters
 * @param provider who gave the information
 * @param informedOn business date
 * @param recordedAt when it came into the register
 * @param pseudonym stands for number, names and birth date where the actor may not read them: the
 *     same throughout his session, for this purpose, and of no use elsewhere; otherwise null
 * @param addressProtected whether address and contact, and the municipality where it is missing,
 *     are told only to the assigned worker and the head of the responsible unit
 * @param erased whether he was erased by the legal act: nothing else is told of him then
 */
public record PersonView(
    PersonId id,
    long version,
    @Nullable String personalNumber,
    @Nullable String temporaryIdentifier,
    @Nullable String firstName,
    @Nullable String fatherName,
    @Nullable String lastName,
    String sex,
    @Nullable LocalDate birthDate,
    boolean birthDateEstimated,
    @Nullable String municipality,
    @Nullable String address,
    @Nullable String contact,
    String provider,
    LocalDate informedOn,
    Instant recordedAt,
    @Nullable String pseudonym,
    boolean addressProtected,
    boolean erased) {

  /** Somebody who was not erased. */
  public PersonView(
      PersonId id,
      long version,
      @Nullable String personalNumber,
      @Nullable String temporaryIdentifier,
      @Nullable String firstName,
      @Nullable String fatherName,
      @Nullable String lastName,
      String sex,
      @Nullable LocalDate birthDate,
      boolean birthDateEstimated,
      @Nullable String municipality,
      @Nullable String address,
      @Nullable String contact,
      String provider,
      LocalDate informedOn,
      Instant recordedAt,
      @Nullable String pseudonym,
      boolean addressProtected) {
    this(
        id,
        version,
        personalNumber,
        temporaryIdentifier,
        firstName,
        fatherName,
        lastName,
        sex,
        birthDate,
        birthDateEstimated,
        municipality,
        address,
        contact,
        provider,
        informedOn,
        recordedAt,
        pseudonym,
        addressProtected,
        false);
  }

  /** Somebody whose address is not protected, shown to somebody who may know who he is. */
  public PersonView(
      PersonId id,
      long version,
      @Nullable String personalNumber,
      @Nullable String temporaryIdentifier,
      @Nullable String firstName,
      @Nullable String fatherName,
      @Nullable String lastName,
      String sex,
      LocalDate birthDate,
      boolean birthDateEstimated,
      String municipality,
      @Nullable String address,
      @Nullable String contact,
      String provider,
      LocalDate informedOn,
      Instant recordedAt) {
    this(
        id,
        version,
        personalNumber,
        temporaryIdentifier,
        firstName,
        fatherName,
        lastName,
        sex,
        birthDate,
        birthDateEstimated,
        municipality,
        address,
        contact,
        provider,
        informedOn,
        recordedAt,
        null,
        false);
  }

  /** Names nobody. */
  @Override
  public String toString() {
    return "PersonView[" + id + " v" + version + "]";
  }
}
