// SPDX-License-Identifier: EUPL-1.2
package al.fole.persons.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import al.fole.keys.SubjectKey;
import al.fole.persons.PersonId;
import al.fole.persons.PersonView;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A person as far as the caller may read him: columns of other field groups were not selected.
 *
 * @param municipality {@value Person#WITHHELD} of somebody protected
 * @param hidden where he lives, when somebody had it hidden and the caller may read it
 * @param identified whether the caller may know who he is
 * @param home where he lives, when the law protects it and the caller may read it
 * @param homeProtected whether the law protects it
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
    @Nullable UUID home,
    byte @Nullable [] homeAddress,
    byte @Nullable [] homeContact,
    boolean homeProtected,
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
    SubjectKey house = home == null ? null : keys.get(home);
    boolean withheld = municipality.equals(Person.WITHHELD);
    boolean guarded = withheld || homeProtected;
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
        withheld ? open(place, "protected.municipality", hiddenMunicipality) : municipality,
        listed
            ? null
            : told(
                open(key, "person.address", address),
                open(house, "home.address", homeAddress),
                open(place, "protected.address", hiddenAddress)),
        listed
            ? null
            : told(
                open(key, "person.contact", contact),
                open(house, "home.contact", homeContact),
                open(place, "protected.contact", hiddenContact)),
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

  /** It stands in one place. */
  private static @Nullable String told(@Nullable String... places) {
    return Stream.of(places).filter(Objects::nonNull).findFirst().orElse(null);
  }

  private static @Nullable String open(
      @Nullable SubjectKey key, String field, byte @Nullable [] sealed) {
    return key == null || sealed == null
        ? null
        : new String(key.decrypt("persons." + field, sealed), UTF_8);
  }
}
