// SPDX-License-Identifier: EUPL-1.2
package al.fole.persons.internal;

import al.fole.event.Event;
import al.fole.event.EventType;
import al.fole.persons.PersonId;
import al.fole.spi.Ref;
import java.util.List;
import java.util.UUID;

/** What features record about people, as far as an erasure asks for it. */
public sealed interface Happening extends Event {

  /** About whom. */
  PersonId person();

  @Override
  default List<UUID> subjects() {
    return List.of(person().value());
  }

  /** A record of some kind came into a state. */
  @EventType(name = "test.moved", ground = "test")
  record Moved(UUID id, String kind, long version, PersonId person, String state)
      implements Happening {
    @Override
    public Ref record() {
      return new Ref(kind, id);
    }
  }

  /** A placement ended. */
  @EventType(name = "families.placement-ended", ground = "test")
  record Ended(UUID id, long version, PersonId person) implements Happening {
    @Override
    public Ref record() {
      return new Ref("placement", id);
    }
  }
}
