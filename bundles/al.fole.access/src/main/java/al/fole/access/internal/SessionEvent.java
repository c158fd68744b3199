// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import al.fole.event.Event;
import al.fole.event.EventType;
import al.fole.spi.Ref;
import java.util.List;
import java.util.UUID;

/** What can happen to a session. */
sealed interface SessionEvent extends Event {

  /** The session. */
  UUID session();

  @Override
  default Ref record() {
    return new Ref("session", session());
  }

  @Override
  default List<UUID> subjects() {
    return List.of();
  }

  /** Something about his proofs that somebody does in a session; a record of its own. */
  sealed interface Proving extends SessionEvent {

    /** What it is called by. */
    UUID proof();

    @Override
    default Ref record() {
      return new Ref("proof", proof());
    }

    @Override
    default long version() {
      return 1;
    }
  }

  /** Somebody signed in, or came with a session of the parent. */
  @EventType(name = "access.session-started", ground = "VKM-2026 n.8/1")
  record SessionStarted(
      UUID session,
      UUID who,
      String role,
      String unit,
      String purpose,
      String assurance,
      boolean restricted)
      implements SessionEvent {
    @Override
    public long version() {
      return 1;
    }
  }

  /**
   * A session is over, because: SIGNED_OUT, EXPIRED, PASSWORD_CHANGED, ACCOUNT_CHANGED, REPLACED,
   * SECOND_FACTOR, ENDED_BY_OWNER, ENDED_BY_ADMINISTRATOR.
   */
  @EventType(name = "access.session-ended", ground = "VKM-2026 n.8/1")
  record SessionEnded(UUID session, UUID who, String cause) implements SessionEvent {
    @Override
    public long version() {
      return 2;
    }
  }

  /** The person proved again who he is, for something that asks for it. */
  @EventType(name = "access.session-proved", ground = "VKM-2026 n.8/1")
  record SessionProved(UUID proof, UUID session, UUID who) implements Proving {}

  /** The person began to set up an authenticator. */
  @EventType(name = "access.second-factor-begun", ground = "VKM-2026 n.9/3")
  record FactorBegun(UUID proof, UUID session, UUID who) implements Proving {}

  /** The person gave the first code of his authenticator. */
  @EventType(name = "access.second-factor-confirmed", ground = "VKM-2026 n.9/3")
  record FactorConfirmed(UUID proof, UUID session, UUID who) implements Proving {}

  /** Sessions were in use; written down together, every other minute at most. */
  @EventType(name = "access.sessions-seen", ground = "VKM-2026 n.8/1")
  record SessionsSeen(UUID session, long version, int sessions) implements SessionEvent {

    @Override
    public Ref record() {
      return new Ref("sessions", session);
    }
  }
}
