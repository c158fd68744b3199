// SPDX-License-Identifier: EUPL-1.2
package al.fole.families.internal;

import al.fole.families.ApplyAsFamily;
import al.fole.families.AssessFamily;
import al.fole.families.ChangeFamilyState;
import al.fole.families.DecideOnFamily;
import al.fole.families.FamilyState;
import al.fole.families.Terms;
import al.fole.persons.PersonId;
import al.fole.persons.Provenance;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What families of the tests ask for: {@code aFamily().withPlaces(2).application()}. */
final class AFamily {
  static final LocalDate APPLIED = LocalDate.of(2026, 3, 2);
  static final LocalDate ASSESSED = LocalDate.of(2026, 4, 1);
  static final LocalDate APPROVED = LocalDate.of(2026, 4, 10);
  static final LocalDate EXPIRES = LocalDate.of(2046, 4, 9);
  static final String DIGEST = "0123456789abcdef".repeat(4);
  static final Provenance SAID = new Provenance("APPLICANT", APPLIED);

  private List<PersonId> adults = List.of(new PersonId(UUID.randomUUID()));
  private String kind = "VOLUNTARY";
  private boolean kinship;
  private List<String> careTypes =
      List.of("FOSTER_SHORT", "FOSTER_LONG", "FOSTER_EMERGENCY", "FOSTER_RESPITE");
  private int places = 1;
  private int ageFrom;
  private int ageTo = 17;
  private LocalDate appliedOn = APPLIED;
  private LocalDate decidedOn = APPROVED;
  private LocalDate validFrom = APPROVED;
  private LocalDate validTo = EXPIRES;
  private @Nullable String motivation;

  static AFamily aFamily() {
    return new AFamily();
  }

  AFamily of(PersonId... adults) {
    this.adults = List.of(adults);
    return this;
  }

  AFamily professional() {
    kind = "PROFESSIONAL";
    return this;
  }

  AFamily ofKin() {
    kinship = true;
    return offering("KINSHIP", "FOSTER_EMERGENCY");
  }

  AFamily offering(String... careTypes) {
    this.careTypes = List.of(careTypes);
    return this;
  }

  AFamily withPlaces(int places) {
    this.places = places;
    return this;
  }

  AFamily forAges(int from, int to) {
    ageFrom = from;
    ageTo = to;
    return this;
  }

  AFamily appliedOn(LocalDate day) {
    appliedOn = day;
    return this;
  }

  AFamily decidedOn(LocalDate day) {
    decidedOn = day;
    return valid(day, validTo);
  }

  AFamily valid(LocalDate from, LocalDate to) {
    validFrom = from;
    validTo = to;
    return this;
  }

  AFamily because(String motivation) {
    this.motivation = motivation;
    return this;
  }

  ApplyAsFamily application() {
    return new ApplyAsFamily(
        adults,
        kind,
        kinship,
        careTypes,
        places,
        ageFrom,
        ageTo,
        "53",
        motivation,
        appliedOn,
        SAID);
  }

  Terms terms() {
    return new Terms(kind, kinship, careTypes, places, ageFrom, ageTo, validFrom, validTo);
  }

  DecideOnFamily decision(long expected, String outcome) {
    return new DecideOnFamily(
        expected,
        outcome,
        "Vendim nr. 17",
        "MUNICIPALITY",
        decidedOn,
        DIGEST,
        outcome.equals("REJECTED") ? null : terms(),
        outcome.equals("REJECTED") ? "Banesa është e vogël" : null,
        SAID);
  }

  DecideOnFamily approval(long expected) {
    return decision(expected, "APPROVED");
  }

  static AssessFamily assessment(long expected, String recommendation) {
    return assessment(expected, recommendation, ASSESSED);
  }

  static AssessFamily assessment(long expected, String recommendation, LocalDate on) {
    return new AssessFamily(
        expected, on, on, 2, LocalDate.of(2026, 2, 2), 30, recommendation, "Përmbledhja", SAID);
  }

  static ChangeFamilyState step(long expected, FamilyState state) {
    return new ChangeFamilyState(expected, state, "Arsyeja", LocalDate.of(2026, 5, 4));
  }
}
