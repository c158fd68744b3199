// SPDX-License-Identifier: EUPL-1.2
package al.fole.persons.internal;

import static java.util.Objects.requireNonNullElse;

import al.fole.event.Change;
import al.fole.event.Detail;
import al.fole.persons.CorrectPerson;
import al.fole.persons.Identity;
import al.fole.persons.PersonEvent.AddressProtected;
import al.fole.persons.PersonEvent.HomeProtected;
import al.fole.persons.PersonEvent.HomeProtectionLifted;
import al.fole.persons.PersonEvent.PersonCorrected;
import al.fole.persons.PersonEvent.PersonRegistered;
import al.fole.persons.PersonEvent.ProtectionLifted;
import al.fole.persons.PersonId;
import al.fole.persons.Protections.Reasoned;
import al.fole.persons.Provenance;
import al.fole.persons.RegisterPerson;
import al.fole.rules.Rule;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A person (personi) of the register.
 *
 * @param identity what is known; the reason for an odd number stays in the journal; of somebody
 *     protected not where he lives
 * @param temporaryIdentifier given when there was no number, kept when one is linked
 * @param provenance who said so last, and of which day
 * @param recordedAt when that came into the register
 * @param homeProtected whether the law protects where he lives (I-15); address and contact are not
 *     here then
 */
record Person(
    PersonId id,
    long version,
    Identity identity,
    @Nullable String temporaryIdentifier,
    Provenance provenance,
    Instant recordedAt,
    boolean homeProtected) {

  /** Letters and digits that are not mistaken for one another when read aloud or copied. */
  private static final String TEMPORARY = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  /** The municipality in the row of somebody protected. */
  static final String WITHHELD = "00";

  /** What only details may carry. */
  private static final Map<String, Function<Identity, @Nullable String>> TEXTS =
      Map.of(
          "personalNumber", Identity::personalNumber,
          "numberReason", Identity::numberReason,
          "firstName", Identity::firstName,
          "fatherName", Identity::fatherName,
          "lastName", Identity::lastName,
          "address", Identity::address,
          "contact", Identity::contact);

  /** Somebody new. */
  static Change<Person, PersonRegistered> register(
      PersonId id, RegisterPerson command, Instant now, LocalDate today) {
    var said = new PersonRules.Said(command.identity(), command.provenance(), null, today);
    Identity given = PersonRules.accept(said);
    var person = new Person(id, 1, given, null, command.provenance(), now, false).identified();
    return new Change<>(
        person,
        person.event(PersonRegistered::new),
        List.of(new Detail(id.value(), changed(null, given))));
  }

  /**
   * The same person, better known; what was known before stays in the history. What the command
   * says of where somebody protected lives is for {@link Hidden} and {@link Home}.
   */
  Change<Person, PersonCorrected> correct(CorrectPerson command, Instant now, LocalDate today) {
    Rule.<CorrectPerson>unchanged(CorrectPerson::expected, it -> version).require(command);
    Rule.check(PersonRules.REASON, command);
    var said = new PersonRules.Said(command.identity(), command.provenance(), identity, today);
    Identity accepted = PersonRules.accept(said);
    Identity given =
        guarded() ? without(accepted) : homeProtected ? withoutHome(accepted) : accepted;
    var person =
        new Person(
                id,
                version + 1,
                given,
                temporaryIdentifier,
                command.provenance(),
                now,
                homeProtected)
            .identified();
    Map<String, String> values = changed(identity, given);
    values.put("reason", command.reason().strip());
    return new Change<>(
        person, person.event(PersonCorrected::new), List.of(new Detail(id.value(), values)));
  }

  /**
   * Whether somebody had it hidden where he lives; address and contact are not here then and the
   * municipality is {@value #WITHHELD}.
   */
  boolean guarded() {
    return identity.municipality().equals(WITHHELD);
  }

  /** The same person, and nothing of where he lives. */
  Change<Person, AddressProtected> protect(Reasoned command) {
    PersonRules.current(command, version);
    PersonRules.NOT_GUARDED.require(this);
    var guarded = next(without(identity), homeProtected);
    return new Change<>(
        guarded, new AddressProtected(id, version + 1), because(command.reason().strip()));
  }

  /** The same person, and where he lives, but for what the law protects. */
  Change<Person, ProtectionLifted> lift(Reasoned command, Hidden hidden) {
    PersonRules.current(command, version);
    Identity told = with(identity, hidden.municipality(), hidden.address(), hidden.contact());
    var open = next(homeProtected ? withoutHome(told) : told, homeProtected);
    return new Change<>(
        open, new ProtectionLifted(id, version + 1), because(command.reason().strip()));
  }

  /** The same person as an adult of a foster family. */
  Change<Person, HomeProtected> protectHome() {
    return new Change<>(
        next(withoutHome(identity), true), new HomeProtected(id, version + 1), List.of());
  }

  /** The same person, whom the law does not protect any more. */
  Change<Person, HomeProtectionLifted> liftHome(Reasoned command, Home home) {
    PersonRules.current(command, version);
    var open = next(with(identity, identity.municipality(), home.address(), home.contact()), false);
    return new Change<>(
        open, new HomeProtectionLifted(id, version + 1), because(command.reason().strip()));
  }

  /** The reason stays with the person; it speaks of no place. */
  private List<Detail> because(String reason) {
    return List.of(new Detail(id.value(), Map.of("reason", reason)));
  }

  private Person next(Identity changed, boolean home) {
    return new Person(id, version + 1, changed, temporaryIdentifier, provenance, recordedAt, home);
  }

  /** An identity that does not say where he lives. */
  static Identity without(Identity told) {
    return with(told, WITHHELD, null, null);
  }

  /** An identity that says in which municipality he lives, and no more. */
  static Identity withoutHome(Identity told) {
    return with(told, told.municipality(), null, null);
  }

  private static Identity with(
      Identity told, String municipality, @Nullable String address, @Nullable String contact) {
    return new Identity(
        told.personalNumber(),
        told.numberReason(),
        told.firstName(),
        told.fatherName(),
        told.lastName(),
        told.sex(),
        told.birthDate(),
        told.birthDateEstimated(),
        municipality,
        address,
        contact);
  }

  /** Names nobody. */
  @Override
  public String toString() {
    return "Person[" + id + " v" + version + "]";
  }

  /**
   * With a temporary identifier, made of the id's random end, where there is neither it nor a
   * number.
   */
  private Person identified() {
    if (identity.personalNumber() != null || temporaryIdentifier != null) {
      return this;
    }
    var text = new StringBuilder("T-");
    for (int shift = 35; shift >= 0; shift -= 5) {
      text.append(TEMPORARY.charAt((int) (id.value().getLeastSignificantBits() >>> shift) & 31));
    }
    return new Person(
        id, version, identity, text.toString(), provenance, recordedAt, homeProtected);
  }

  private <E> E event(Making<E> type) {
    return type.of(
        id,
        version,
        identity.sex(),
        identity.birthDate(),
        identity.birthDateEstimated(),
        identity.municipality(),
        identity.personalNumber() != null,
        provenance.provider(),
        provenance.on());
  }

  /** The texts that differ from what was known before; the empty text for none any more. */
  private static Map<String, String> changed(@Nullable Identity before, Identity after) {
    var changed = new HashMap<String, String>();
    TEXTS.forEach(
        (field, text) -> {
          String then = before == null ? "" : requireNonNullElse(text.apply(before), "");
          String now = requireNonNullElse(text.apply(after), "");
          if (!now.equals(then)) {
            changed.put(field, now);
          }
        });
    return changed;
  }

  /** One of the events, which all say the same. */
  private interface Making<E> {
    E of(
        PersonId person,
        long version,
        String sex,
        LocalDate birthDate,
        boolean birthDateEstimated,
        String municipality,
        boolean numbered,
        String provider,
        LocalDate informedOn);
  }
}
