// SPDX-License-Identifier: EUPL-1.2
package al.fole.persons;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A person as he may be shown to somebody. Fields as in {@link Identity}.
 *
 * @param id the person
 * @param version the ETag
 * @param personalNumber whole in the view of one person, masked ({@code L5•••••••W}) in lists
 * @param temporaryIdentifier where there is or was no number: {@code T-} and eight characters
 * @param provider who gave the information
 * @param informedOn business date
 * @param recordedAt when it came into the register
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
    LocalDate birthDate,
    boolean birthDateEstimated,
    String municipality,
    @Nullable String address,
    @Nullable String contact,
    String provider,
    LocalDate informedOn,
    Instant recordedAt) {

  /** Names nobody. */
  @Override
  public String toString() {
    return "PersonView[" + id + " v" + version + "]";
  }
}
