// SPDX-License-Identifier: EUPL-1.2
package al.fole.persons.internal;

import al.fole.persons.CorrectPerson;
import al.fole.persons.Identity;
import al.fole.persons.PersonQuery;
import al.fole.persons.Provenance;
import al.fole.persons.RegisterPerson;
import al.fole.population.Someone;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** People of the tests: {@code aGirl().named("Zana").registration()}. Nobody of them exists. */
final class People {
  static final LocalDate TODAY = LocalDate.of(2026, 11, 20);

  private @Nullable String number = "L55721001W";
  private @Nullable String numberReason;
  private @Nullable String firstName = "Zana";
  private @Nullable String fatherName = "Gëzim";
  private @Nullable String lastName = "Përmeti";
  private String sex = "F";
  private LocalDate birthDate = LocalDate.of(2015, 7, 21);
  private String municipality = "53";
  private @Nullable String address;
  private @Nullable String contact;
  private String provider = "SOCIAL_WORKER";
  private LocalDate informedOn = LocalDate.of(2026, 11, 2);

  /** Zana Gëzim Përmeti, born on 21 July 2015, of Tirana. */
  static People aGirl() {
    return new People();
  }

  /** Somebody of a population, with a number and names. */
  static People like(Someone one) {
    return aGirl()
        .withNumber(one.personalNumber())
        .named(one.firstName(), one.fatherName(), one.lastName())
        .ofSex(one.sex())
        .bornOn(one.birthDate())
        .livingIn(one.municipality())
        .at(one.address(), one.contact());
  }

  People withNumber(@Nullable String number) {
    this.number = number;
    return this;
  }

  People withoutNumber() {
    return withNumber(null);
  }

  People because(String reason) {
    numberReason = reason;
    return this;
  }

  People named(@Nullable String firstName, @Nullable String fatherName, @Nullable String lastName) {
    this.firstName = firstName;
    this.fatherName = fatherName;
    this.lastName = lastName;
    return this;
  }

  People ofSex(String sex) {
    this.sex = sex;
    return this;
  }

  People bornOn(LocalDate date) {
    birthDate = date;
    return this;
  }

  People livingIn(String municipality) {
    this.municipality = municipality;
    return this;
  }

  People at(@Nullable String address, @Nullable String contact) {
    this.address = address;
    this.contact = contact;
    return this;
  }

  People saidBy(String provider, LocalDate on) {
    this.provider = provider;
    informedOn = on;
    return this;
  }

  Identity identity() {
    return new Identity(
        number,
        numberReason,
        firstName,
        fatherName,
        lastName,
        sex,
        birthDate,
        false,
        municipality,
        address,
        contact);
  }

  RegisterPerson registration() {
    return new RegisterPerson(identity(), new Provenance(provider, informedOn));
  }

  CorrectPerson correction(long expected, String reason) {
    return new CorrectPerson(expected, identity(), new Provenance(provider, informedOn), reason);
  }

  static PersonQuery byName(String name) {
    return new PersonQuery(null, name, null, null, 20, null);
  }

  static PersonQuery byNumber(String number) {
    return new PersonQuery(number, null, null, null, 20, null);
  }
}
