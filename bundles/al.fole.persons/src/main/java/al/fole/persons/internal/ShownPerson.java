// SPDX-License-Identifier: EUPL-1.2
package al.fole.persons.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import al.fole.keys.SubjectKey;
import al.fole.persons.PersonId;
import al.fole.persons.PersonView;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person as far as the caller may read him: columns of other field groups were not selected.
 *
 * @param municipality {@value Person#WITHHELD} of somebody protected
 * @param hidden where he lives, when that is protected and the caller may read it
 * @param identified whether the caller may know who he is
 * @param erased by the legal act: that is all there is to know
 */
@SuppressWarnings("ArrayRecordComponent") // a row, never compared
record ShownPerson(
    UUID id,
    long version,
    byte @Nullable [] personalNumber,
    @Nullable String temporaryIdentifier,
    byte @Nullable [] firstName,
    byte @Nullable [] fatherName,
    byte @Nullable [] lastName,
    String sex,
    @Nullable LocalDate birthDate,
    boolean birthDateEstimated,
    String municipality,
    byte @Nullable [] address,
    byte @Nullable [] contact,
    String provider,
    LocalDate informedOn,
    Instant recordedAt,
    boolean identified,
    @Nullable UUID hidden,
    byte @Nullable [] hiddenMunicipality,
    byte @Nullable [] hiddenAddress,
    byte @Nullable [] hiddenContact,
    boolean erased) {

  /**
   * @param keys of the subjects that still have one
   * @param pseudonym when he is not identified
   * @param listed whether a list shows him: number masked, no address, no contact
   */
  PersonView open(Map<UUID, SubjectKey> keys, @Nullable String pseudonym, boolean listed) {
    if (erased) {
      return nobody();
    }
    SubjectKey key = keys.get(id);
    SubjectKey place = hidden == null ? null : keys.get(hidden);
    boolean guarded = municipality.equals(Person.WITHHELD);
    String number = open(key, "person.personal_number", personalNumber);
    return new PersonView(
        new PersonId(id),
        version,
        listed && number != null ? new PersonalNumber(number).masked() : number,
        temporaryIdentifier,
        open(key, "person.first_name", firstName),
        open(key, "person.father_name", fatherName),
        open(key, "person.last_name", lastName),
        sex,
        birthDate,
        birthDateEstimated,
        guarded ? open(place, "protected.municipality", hiddenMunicipality) : municipality,
        listed ? null : told(guarded, key, address, place, hiddenAddress, "address"),
        listed ? null : told(guarded, key, contact, place, hiddenContact, "contact"),
        provider,
        informedOn,
        recordedAt,
        identified ? null : pseudonym,
        guarded);
  }

  /** Of somebody erased: that he was. */
  private PersonView nobody() {
    return new PersonView(
        new PersonId(id),
        version,
        null,
        null,
        null,
        null,
        null,
        sex,
        null,
        birthDateEstimated,
        null,
        null,
        null,
        provider,
        informedOn,
        recordedAt,
        null,
        false,
        true);
  }

  private static @Nullable String told(
      boolean guarded,
      @Nullable SubjectKey key,
      byte @Nullable [] plain,
      @Nullable SubjectKey place,
      byte @Nullable [] hidden,
      String field) {
    return guarded
        ? open(place, "protected." + field, hidden)
        : open(key, "person." + field, plain);
  }

  private static @Nullable String open(
      @Nullable SubjectKey key, String field, byte @Nullable [] sealed) {
    return key == null || sealed == null
        ? null
        : new String(key.decrypt("persons." + field, sealed), UTF_8);
  }
}
