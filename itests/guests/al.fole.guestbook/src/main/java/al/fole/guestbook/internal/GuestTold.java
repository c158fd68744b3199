// SPDX-License-Identifier: EUPL-1.2
package al.fole.guestbook.internal;

import al.fole.event.Event;
import al.fole.event.EventType;
import al.fole.persons.PersonId;
import al.fole.spi.Ref;
import java.util.List;
import java.util.UUID;

/** The guestbook was told of a person. */
@EventType(name = "guestbook.told", ground = "test")
public record GuestTold(UUID guest, long version, PersonId person) implements Event {

  @Override
  public Ref record() {
    return new Ref("guest", guest);
  }

  @Override
  public List<UUID> subjects() {
    return List.of(person.value());
  }
}
