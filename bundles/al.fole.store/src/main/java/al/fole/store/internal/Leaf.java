// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import al.fole.spi.Actor;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The canonical bytes of an entry, ENTRY-FORMAT-1 §1. */
final class Leaf {
  /** No entry is longer. */
  static final int LIMIT = 1_024;

  /** Numbers below are those of every entry. */
  static final int FIRST_FURTHER = 34;

  private static final int SUBJECTS_IN_ENTRY = 16;

  private final Bytes out = new Bytes(LIMIT);
  private int last;

  private Leaf() {}

  /** Where an entry stands: the number of its transaction and its place in it. */
  record Place(
      int node,
      long epoch,
      long sequence,
      int position,
      int count,
      Instant recorded,
      List<Long> voids,
      @Nullable EpochStart start) {}

  /** What the first entry of a later epoch says of the one before. */
  record EpochStart(long previous, long lastSeen, List<Long> unresolved) {}

  /**
   * What an entry says.
   *
   * @param recordVersion 0 when the record was not changed
   * @param subjects handles, in the order shown
   * @param aggregate 1 for a single happening
   * @param further fields from {@value #FIRST_FURTHER} on, by number
   */
  record Content(
      UUID id,
      Instant at,
      String type,
      int typeVersion,
      String outcome,
      Actor actor,
      String ground,
      @Nullable String recordKind,
      @Nullable UUID recordHandle,
      long recordVersion,
      List<UUID> subjects,
      byte @Nullable [] eventCommitment,
      List<byte[]> detailCommitments,
      @Nullable String override,
      @Nullable UUID secondActor,
      int aggregate,
      @Nullable UUID related,
      Map<Integer, byte[]> further) {}

  /**
   * @throws IllegalStateException when a value breaks a limit of the format: the event is at fault
   */
  static byte[] encode(Place place, Content content) {
    var leaf = new Leaf();
    Actor actor = content.actor();
    leaf.put(1, new byte[] {1});
    leaf.put(2, bytes(content.id()));
    leaf.put(3, number(place.node(), 2));
    leaf.put(4, number(place.epoch(), 4));
    leaf.put(5, number(place.sequence(), 8));
    leaf.put(6, number(place.position(), 2));
    leaf.put(7, number(place.count(), 2));
    leaf.put(8, number(micros(place.recorded()), 8));
    leaf.put(9, number(micros(content.at()), 8));
    leaf.put(10, text(content.type(), 64));
    leaf.put(11, number(content.typeVersion(), 2));
    leaf.put(12, text(content.outcome(), 128));
    leaf.put(13, bytes(actor.who()));
    leaf.put(14, text(actor.role(), 32));
    leaf.put(15, text(actor.unit(), 16));
    leaf.put(16, bytes(actor.session()));
    leaf.put(17, text(actor.purpose(), 32));
    leaf.put(18, text(content.ground(), 64));
    leaf.put(19, text(actor.request(), 64));
    if (content.recordKind() != null && content.recordHandle() != null) {
      leaf.put(20, text(content.recordKind(), 31));
      leaf.put(21, bytes(content.recordHandle()));
      if (content.recordVersion() > 0) {
        leaf.put(22, number(content.recordVersion(), 8));
      }
    }
    leaf.subjects(content.subjects());
    if (content.eventCommitment() != null) {
      leaf.put(26, content.eventCommitment());
    }
    if (!content.detailCommitments().isEmpty()) {
      leaf.put(27, join(content.detailCommitments()));
    }
    if (content.override() != null) {
      leaf.put(28, text(content.override(), 64));
    }
    if (content.secondActor() != null) {
      leaf.put(29, bytes(content.secondActor()));
    }
    if (content.aggregate() > 1) {
      leaf.put(30, number(content.aggregate(), 4));
    }
    if (content.related() != null) {
      leaf.put(31, bytes(content.related()));
    }
    if (!place.voids().isEmpty()) {
      leaf.put(32, numbers(place.voids()));
    }
    EpochStart start = place.start();
    if (start != null) {
      leaf.put(
          33,
          join(
              List.of(
                  number(start.previous(), 4),
                  number(start.lastSeen(), 8),
                  numbers(start.unresolved()))));
    }
    leaf.further(content.further());
    byte[] bytes = leaf.out.toArray();
    if (bytes.length > LIMIT) {
      throw new IllegalStateException("entry " + content.type() + " is longer than 1,024 bytes");
    }
    return bytes;
  }

  private void further(Map<Integer, byte[]> fields) {
    new TreeMap<>(fields)
        .forEach(
            (number, value) -> {
              if (number < FIRST_FURTHER || number > 0xFFFF) {
                throw new IllegalStateException("field " + number + " is not the event's to say");
              }
              put(number, value);
            });
  }

  private void subjects(List<UUID> handles) {
    if (handles.isEmpty()) {
      return;
    }
    List<byte[]> each = handles.stream().map(Leaf::bytes).toList();
    if (each.size() <= SUBJECTS_IN_ENTRY) {
      put(23, join(each));
    } else {
      put(24, number(each.size(), 4));
      put(25, Hash.root(each));
    }
  }

  private void put(int field, byte[] value) {
    if (field <= last) {
      throw new IllegalStateException("fields ascend");
    }
    last = field;
    out.number(field, 2);
    out.number(value.length, 2);
    out.write(value);
  }

  static long micros(Instant time) {
    return Math.addExact(
        Math.multiplyExact(time.getEpochSecond(), 1_000_000L), time.getNano() / 1_000);
  }

  /** Unsigned, big-endian. */
  static byte[] number(long value, int width) {
    var bytes = new Bytes(width);
    bytes.number(value, width);
    return bytes.toArray();
  }

  static byte[] bytes(UUID id) {
    return ByteBuffer.allocate(16)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }

  private static byte[] text(String text, int limit) {
    byte[] bytes = text.getBytes(UTF_8);
    if (bytes.length > limit) {
      throw new IllegalStateException("a text of the entry is longer than " + limit + " bytes");
    }
    return bytes;
  }

  private static byte[] numbers(List<Long> values) {
    return join(values.stream().sorted().map(v -> number(v, 8)).toList());
  }

  static byte[] join(List<byte[]> parts) {
    var joined = new Bytes(256);
    parts.forEach(joined::write);
    return joined.toArray();
  }
}
