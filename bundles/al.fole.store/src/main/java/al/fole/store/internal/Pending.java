// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import al.fole.event.Event;
import al.fole.event.EventType;
import al.fole.event.Notice;
import al.fole.spi.Actor;
import al.fole.spi.Ref;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * An entry that waits for its commit.
 *
 * @param recordVersion 0 when the record is not changed
 * @param reactions grows until the reactions have run
 * @param override what let the actor do it past his usual rights, or null
 * @param second the other of two persons, or null
 * @param count how many happenings it stands for
 * @param further fields of its entry from number 34 on
 */
record Pending(
    UUID id,
    Actor actor,
    Instant at,
    String type,
    int typeVersion,
    String outcome,
    String ground,
    @Nullable Ref record,
    long recordVersion,
    List<UUID> subjects,
    @Nullable String municipality,
    Map<String, String> facts,
    Set<String> reactions,
    List<SealedPart> details,
    @Nullable String override,
    @Nullable UUID second,
    int count,
    Map<Integer, byte[]> further) {

  /** What a refusal of an unknown record is bound to: nothing that could be looked up. */
  private static final UUID NOBODY = new UUID(0, 0);

  private static final byte[] COMMITMENT = new byte[32];

  private static final List<Long> VOIDS =
      LongStream.range(0, NodeLedger.VOIDS_IN_ENTRY).boxed().toList();

  /** One encrypted part and what binds it to the entry. */
  record SealedPart(UUID subject, byte[] commitment, byte[] sealed) {}

  static Pending of(Event event, Actor actor, Instant at, List<SealedPart> details) {
    EventType type = event.getClass().getAnnotation(EventType.class);
    if (type == null) {
      throw new IllegalStateException(event.getClass().getName() + " lacks @EventType");
    }
    if (event.version() < 1) {
      throw new IllegalStateException(type.name() + " has no record version");
    }
    return new Pending(
            Uuid7.next(),
            actor,
            at,
            type.name(),
            type.version(),
            "OK",
            type.ground(),
            event.record(),
            event.version(),
            distinct(event.subjects()),
            event.municipality(),
            Facts.of(event),
            new TreeSet<>(),
            details,
            event.override(),
            event.second(),
            1,
            event.entryFields())
        .fitting();
  }

  static Pending of(Notice notice, Actor actor, Instant at) {
    return new Pending(
            Uuid7.next(),
            actor,
            at,
            notice.type(),
            1,
            notice.outcome(),
            notice.ground(),
            notice.record(),
            0,
            distinct(notice.subjects()),
            null,
            Map.of(),
            Set.of(),
            List.of(),
            null,
            null,
            notice.count(),
            Map.of())
        .fitting();
  }

  private static List<UUID> distinct(Collection<UUID> subjects) {
    return List.copyOf(new LinkedHashSet<>(subjects));
  }

  /** Whether the trail may meet ids here that no record ever had. */
  boolean refusal() {
    return !outcome.equals("OK");
  }

  /** Fails now, where the fault is, when the entry could not hold it, with room for voids. */
  private Pending fitting() {
    Leaf.encode(new Leaf.Place(1, 1, 1, 0, 1, at, VOIDS, null), content(Map.of(), COMMITMENT));
    Commitments.eventRow(type, typeVersion, facts);
    return this;
  }

  Leaf.Content content(Map<UUID, UUID> handles, byte[] eventCommitment) {
    return new Leaf.Content(
        id,
        at,
        type,
        typeVersion,
        outcome,
        actor,
        ground,
        record == null ? null : record.kind(),
        record == null ? null : handles.getOrDefault(record.id(), NOBODY),
        recordVersion,
        subjects.stream().map(s -> handles.getOrDefault(s, NOBODY)).toList(),
        eventCommitment,
        details.stream().map(SealedPart::commitment).toList(),
        override,
        second,
        count,
        null,
        further);
  }
}
