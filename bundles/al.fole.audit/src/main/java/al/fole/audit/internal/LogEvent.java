// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import al.fole.event.Event;
import al.fole.event.EventType;
import al.fole.spi.Ref;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What the log says of itself. The record it happens to has its id from what is said, and the
 * journal takes one first version of a record only: whoever says it, and however often he was cut
 * off, it is said once.
 */
sealed interface LogEvent extends Event {

  @Override
  default List<UUID> subjects() {
    return List.of();
  }

  /** UUID version 8 of the first 16 bytes of H(text). */
  static UUID id(String text) {
    try {
      var hash = ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
      return new UUID(
          (hash.getLong() & ~0xF000L) | 0x8000L,
          (hash.getLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** A key will sign from here on (ENTRY-FORMAT-1, field 34). */
  @EventType(name = "audit.key-announced", ground = "VKM-2026 n.9/2")
  record KeyAnnounced(UUID key, long version, String vkey) implements LogEvent {
    private static final int FIELD = 34;

    static KeyAnnounced of(LogKey key) {
      String vkey = key.vkey().strip();
      return new KeyAnnounced(id(vkey), 1, vkey);
    }

    @Override
    public Ref record() {
      return new Ref("log-key", key);
    }

    @Override
    public Map<Integer, byte[]> entryFields() {
      return Map.of(FIELD, vkey.getBytes(UTF_8));
    }
  }

  /**
   * A log begins that follows a frozen one (ENTRY-FORMAT-1, field 35).
   *
   * @param origin of the new log
   * @param former of the frozen one
   * @param size last signed size of that one
   * @param root its root then, base64
   * @param firstLost index in that one of the first entry the database does not have
   */
  @EventType(name = "audit.log-opened", ground = "VKM-2026 n.9/2")
  record LogOpened(
      UUID log, long version, String origin, String former, long size, String root, long firstLost)
      implements LogEvent {
    static final int FIELD = 35;

    @Override
    public Ref record() {
      return new Ref("log", log);
    }

    @Override
    public Map<Integer, byte[]> entryFields() {
      String text = former + "\n" + size + "\n" + root + "\n" + firstLost + "\n";
      return Map.of(FIELD, text.getBytes(UTF_8));
    }

    /** The first lost index as an entry says it. */
    static long firstLost(Leaf leaf) {
      return Long.parseLong(leaf.field(FIELD).split("\n", -1)[3]);
    }
  }
}
