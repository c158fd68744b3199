// SPDX-License-Identifier: EUPL-1.2
package al.fole.persons.internal;

import al.fole.event.Event;
import al.fole.event.EventType;
import al.fole.persons.PersonId;
import al.fole.spi.Ref;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What features record about people, as far as an erasure asks for it. */
public sealed interface Happening extends Event {

  @Override
  default long version() {
    return 1;
  }

  @Override
  default List<UUID> subjects() {
    return List.of();
  }

  /** About somebody. */
  sealed interface Naming extends Happening {

    /** Him. */
    PersonId person();

    @Override
    default List<UUID> subjects() {
      return List.of(person().value());
    }
  }

  /** A record of some kind came into a state. */
  @EventType(name = "test.moved", ground = "test")
  record Moved(UUID id, String kind, long version, PersonId person, String state)
      implements Naming {
    @Override
    public Ref record() {
      return new Ref(kind, id);
    }
  }

  /** A placement ended. */
  @EventType(name = "families.placement-ended", ground = "test")
  record Ended(UUID id, long version, PersonId person) implements Naming {
    @Override
    public Ref record() {
      return new Ref("placement", id);
    }
  }

  /** With words of its own record. */
  sealed interface Told extends Happening permits Broken, Unsealing {}

  /** A record was opened past the matrix, which may show a second person. */
  @EventType(name = "access.glass-broken", ground = "test")
  record Broken(UUID id, PersonId person, @Nullable PersonId other) implements Told {
    @Override
    public Ref record() {
      return new Ref("break-glass", id);
    }

    @Override
    public List<UUID> subjects() {
      return Stream.of(person, other).filter(Objects::nonNull).map(PersonId::value).toList();
    }
  }

  /** That was judged. */
  @EventType(name = "access.break-glass-reviewed", ground = "test")
  record Reviewed(UUID id) implements Happening {
    @Override
    public long version() {
      return 2;
    }

    @Override
    public Ref record() {
      return new Ref("break-glass", id);
    }
  }

  /** A record was sealed. */
  @EventType(name = "access.record-sealed", ground = "test")
  record Sealed(UUID id, PersonId person) implements Naming {
    @Override
    public Ref record() {
      return new Ref("seal", id);
    }
  }

  /** Somebody asked that it be read. */
  @EventType(name = "access.unsealing-proposed", ground = "test")
  record Unsealing(UUID id, UUID seal) implements Told {
    @Override
    public Ref record() {
      return new Ref("unsealing", id);
    }
  }

  /** Somebody else decided on that, and it showed somebody. */
  @EventType(name = "access.unsealing-decided", ground = "test")
  record Decided(UUID id, PersonId person) implements Naming {
    @Override
    public long version() {
      return 2;
    }

    @Override
    public Ref record() {
      return new Ref("unsealing", id);
    }
  }
}
