// SPDX-License-Identifier: EUPL-1.2
package al.fole.persons.internal;

import al.fole.event.Event;
import al.fole.event.EventType;
import al.fole.persons.PersonId;
import al.fole.spi.Ref;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** What happens to the proposal of an erasure; that somebody was erased is an event of his own. */
public sealed interface ErasureEvent extends Event {

  /** The proposal. */
  UUID erasure();

  /** Who is to be erased. */
  PersonId person();

  @Override
  default Ref record() {
    return new Ref("erasure", erasure());
  }

  @Override
  default List<UUID> subjects() {
    return List.of(person().value());
  }

  /** One has proposed it. */
  @EventType(name = "persons.erasure-proposed", ground = "Ligji 124/2024, VKM-2026 n.9/1")
  record ErasureProposed(
      UUID erasure,
      long version,
      PersonId person,
      String basis,
      String decision,
      LocalDate decidedOn)
      implements ErasureEvent {}

  /** Another has approved or rejected it. */
  @EventType(name = "persons.erasure-decided", ground = "Ligji 124/2024, VKM-2026 n.9/1")
  record ErasureDecided(
      UUID erasure, long version, PersonId person, String outcome, UUID proposedBy)
      implements ErasureEvent {

    @Override
    public UUID second() {
      return proposedBy;
    }
  }
}
