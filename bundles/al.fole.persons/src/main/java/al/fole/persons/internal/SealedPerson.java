// SPDX-License-Identifier: EUPL-1.2
package al.fole.persons.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import al.fole.keys.SubjectKey;
import al.fole.persons.Identity;
import al.fole.persons.PersonId;
import al.fole.persons.Provenance;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A person as the row is: what names somebody is sealed under his own key, field by field. */
@SuppressWarnings("ArrayRecordComponent") // a row, never compared
record SealedPerson(
    UUID id,
    long version,
    byte @Nullable [] personalNumber,
    @Nullable String temporaryIdentifier,
    byte @Nullable [] firstName,
    byte @Nullable [] fatherName,
    byte @Nullable [] lastName,
    String sex,
    LocalDate birthDate,
    boolean birthDateEstimated,
    String municipality,
    byte @Nullable [] address,
    byte @Nullable [] contact,
    String provider,
    LocalDate informedOn,
    Instant recordedAt,
    boolean homeProtected) {

  static SealedPerson of(Person person, SubjectKey key) {
    Identity identity = person.identity();
    return new SealedPerson(
        person.id().value(),
        person.version(),
        seal(key, "personal_number", identity.personalNumber()),
        person.temporaryIdentifier(),
        seal(key, "first_name", identity.firstName()),
        seal(key, "father_name", identity.fatherName()),
        seal(key, "last_name", identity.lastName()),
        identity.sex(),
        identity.birthDate(),
        identity.birthDateEstimated(),
        identity.municipality(),
        seal(key, "address", identity.address()),
        seal(key, "contact", identity.contact()),
        person.provenance().provider(),
        person.provenance().on(),
        person.recordedAt(),
        person.homeProtected());
  }

  /**
   * @param key null when it was destroyed: nobody is named then
   */
  Person open(@Nullable SubjectKey key) {
    var identity =
        new Identity(
            open(key, "personal_number", personalNumber),
            null,
            open(key, "first_name", firstName),
            open(key, "father_name", fatherName),
            open(key, "last_name", lastName),
            sex,
            birthDate,
            birthDateEstimated,
            municipality,
            open(key, "address", address),
            open(key, "contact", contact));
    var provenance = new Provenance(provider, informedOn);
    return new Person(
        new PersonId(id),
        version,
        identity,
        temporaryIdentifier,
        provenance,
        recordedAt,
        homeProtected);
  }

  private static byte @Nullable [] seal(SubjectKey key, String field, @Nullable String text) {
    return text == null ? null : key.encrypt("persons.person." + field, text.getBytes(UTF_8));
  }

  private static @Nullable String open(
      @Nullable SubjectKey key, String field, byte @Nullable [] sealed) {
    return key == null || sealed == null
        ? null
        : new String(key.decrypt("persons.person." + field, sealed), UTF_8);
  }
}
