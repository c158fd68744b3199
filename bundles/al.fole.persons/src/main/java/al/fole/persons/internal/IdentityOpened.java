// SPDX-License-Identifier: EUPL-1.2
package al.fole.persons.internal;

import al.fole.event.Event;
import al.fole.event.EventType;
import al.fole.persons.PersonId;
import al.fole.spi.Ref;
import java.util.List;
import java.util.UUID;

/** Somebody shown under a pseudonym is shown by name in one session; the reason is a detail. */
@EventType(name = "persons.identity-opened", ground = "VKM-2026 n.9/1")
public record IdentityOpened(UUID opening, long version, PersonId person) implements Event {

  @Override
  public Ref record() {
    return new Ref("opening", opening);
  }

  @Override
  public List<UUID> subjects() {
    return List.of(person.value());
  }
}
