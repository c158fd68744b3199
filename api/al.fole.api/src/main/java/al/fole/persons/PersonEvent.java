// SPDX-License-Identifier: EUPL-1.2
package al.fole.persons;

import al.fole.event.Event;
import al.fole.event.EventType;
import al.fole.spi.Ref;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What can happen to a person in the register. */
public sealed interface PersonEvent extends Event {

  /** The person. */
  PersonId person();

  @Override
  default Ref record() {
    return person().ref();
  }

  @Override
  default List<UUID> subjects() {
    return List.of(person().value());
  }

  /** A person came into the register. Components as in {@link PersonFacts}. */
  @EventType(name = "persons.registered", ground = "VKM-2026 n.7/2.1/b")
  record PersonRegistered(
      PersonId person,
      long version,
      String sex,
      LocalDate birthDate,
      boolean birthDateEstimated,
      String municipality,
      boolean numbered,
      String provider,
      LocalDate informedOn)
      implements PersonEvent {}

  /** What is known of a person changed. Components as in {@link PersonFacts}, after the change. */
  @EventType(name = "persons.corrected", ground = "VKM-2026 n.4/3/c")
  record PersonCorrected(
      PersonId person,
      long version,
      String sex,
      LocalDate birthDate,
      boolean birthDateEstimated,
      String municipality,
      boolean numbered,
      String provider,
      LocalDate informedOn)
      implements PersonEvent {

    @Override
    public Set<String> requires() {
      return Set.of("families.person-corrected", "cases.person-corrected");
    }
  }

  /** Where a person lives is hidden from now on (I-15). */
  @EventType(name = "persons.address-protected", ground = "VKM-2026 n.9/2")
  record AddressProtected(PersonId person, long version) implements PersonEvent {}

  /** Where a person lives is no secret any more. */
  @EventType(name = "persons.protection-lifted", ground = "VKM-2026 n.9/2")
  record ProtectionLifted(PersonId person, long version) implements PersonEvent {}

  /** Where an adult of a foster family lives is told to few from now on: by law (I-15). */
  @EventType(name = "persons.home-protected", ground = "VKM-2026 n.9/2")
  record HomeProtected(PersonId person, long version) implements PersonEvent {}

  /** The law does not protect where a person lives any more; families may say that it does. */
  @EventType(name = "persons.home-protection-lifted", ground = "VKM-2026 n.9/2")
  record HomeProtectionLifted(PersonId person, long version) implements PersonEvent {

    @Override
    public Set<String> requires() {
      return Set.of("families.home-protection-lifted");
    }
  }

  /**
   * A person was erased by the legal act. Whoever copied anything of him coarsens the copy: a birth
   * date to 1 January of its year. The event requires nobody; a part that is absent follows when it
   * comes back.
   *
   * @param erasure the decision
   * @param birthYear all that is left
   * @param basis code of the erasure ground
   * @param proposedBy the other of the two
   */
  @EventType(name = "persons.erased", ground = "Ligji 124/2024, VKM-2026 n.9/1")
  record PersonErased(
      PersonId person, long version, UUID erasure, int birthYear, String basis, UUID proposedBy)
      implements PersonEvent {

    /** What a copied birth date becomes. */
    public LocalDate coarseBirthDate() {
      return LocalDate.of(birthYear, 1, 1);
    }

    @Override
    public UUID second() {
      return proposedBy;
    }
  }
}
