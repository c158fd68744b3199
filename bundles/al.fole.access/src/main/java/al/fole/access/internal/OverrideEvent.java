// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import al.fole.event.Event;
import al.fole.event.EventType;
import al.fole.spi.Ref;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What can happen past the matrix. Reasons and remarks are details, never facts. */
sealed interface OverrideEvent extends Event {

  @Override
  default List<UUID> subjects() {
    return List.of();
  }

  /** Something about a record that shows a person, or two. */
  sealed interface Showing extends OverrideEvent {

    /** Whom the record shows; null where the register knows nobody of it. */
    @Nullable UUID person();

    /** The second of two. */
    @Nullable UUID other();

    @Override
    default List<UUID> subjects() {
      return Stream.of(person(), other()).filter(Objects::nonNull).toList();
    }
  }

  /** A record out of reach was opened at once (aksesi i jashtëzakonshëm). */
  @EventType(name = "access.glass-broken", ground = "VKM-2026 n.9/5")
  record GlassBroken(
      UUID access,
      long version,
      UUID opened,
      @Nullable UUID person,
      @Nullable UUID other,
      Instant until,
      Instant dueAt)
      implements Showing {

    @Override
    public Ref record() {
      return new Ref("break-glass", access);
    }

    @Override
    public String override() {
      return "BREAK_GLASS";
    }
  }

  /** Somebody else judged it. */
  @EventType(name = "access.break-glass-reviewed", ground = "VKM-2026 n.11/2/c")
  record BreakGlassReviewed(UUID access, long version, String outcome, boolean late)
      implements OverrideEvent {

    @Override
    public Ref record() {
      return new Ref("break-glass", access);
    }
  }

  /** Whoever was told has taken note. */
  @EventType(name = "access.notice-acknowledged", ground = "VKM-2026 n.11/2/c")
  record NoticeAcknowledged(UUID notice, long version) implements OverrideEvent {

    @Override
    public Ref record() {
      return new Ref("notice", notice);
    }
  }

  /** A record was sealed: nobody reads it any more. */
  @EventType(name = "access.record-sealed", ground = "VKM-2026 n.9/2")
  record RecordSealed(
      UUID seal,
      long version,
      UUID subject,
      String cause,
      @Nullable UUID person,
      @Nullable UUID other)
      implements Showing {

    @Override
    public Ref record() {
      return new Ref("seal", seal);
    }
  }

  /** Somebody asks that a sealed record be read. */
  @EventType(name = "access.unsealing-proposed", ground = "VKM-2026 n.9/2")
  record UnsealingProposed(UUID unsealing, long version, UUID seal, int grantees, int minutes)
      implements OverrideEvent {

    @Override
    public Ref record() {
      return new Ref("unsealing", unsealing);
    }
  }

  /** Somebody else decided on that; {@code second} is who had proposed it. */
  @EventType(name = "access.unsealing-decided", ground = "VKM-2026 n.9/2")
  record UnsealingDecided(
      UUID unsealing, long version, UUID seal, String outcome, UUID second, @Nullable UUID person)
      implements OverrideEvent {

    @Override
    public Ref record() {
      return new Ref("unsealing", unsealing);
    }

    @Override
    public List<UUID> subjects() {
      return person == null ? List.of() : List.of(person);
    }

    @Override
    public @Nullable String override() {
      return outcome.equals("APPROVED") ? "UNSEALED" : null;
    }
  }
}
