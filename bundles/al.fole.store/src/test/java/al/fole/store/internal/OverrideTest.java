// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import al.fole.event.Event;
import al.fole.event.EventType;
import al.fole.spi.Ref;
import al.fole.store.Receipt;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An entry says what let the actor do it past his usual rights, and who else was needed. */
class OverrideTest {
  private static final UUID OTHER = UUID.randomUUID();
  private static StoreOnPostgres db;

  @BeforeAll
  static void open() {
    db = StoreOnPostgres.create();
  }

  @AfterAll
  static void close() {
    db.close();
  }

  /** A thing was forced open by two. */
  @EventType(name = "sample.forced", ground = "VKM-2026 n.8/1")
  record ThingForced(UUID thing, long version) implements Event {
    @Override
    public Ref record() {
      return new Ref("thing", thing);
    }

    @Override
    public List<UUID> subjects() {
      return List.of();
    }

    @Override
    public @Nullable String override() {
      return "BREAK_GLASS";
    }

    @Override
    public @Nullable UUID second() {
      return OTHER;
    }
  }

  private static Decoded leaf(Receipt receipt) {
    return Decoded.of(
        HexFormat.of()
            .parseHex(
                db.texts(
                        "select encode(leaf, 'hex') from journal.entry e"
                            + " join journal.event v on v.entry = e.id where record = ?",
                        receipt.id())
                    .get(0)));
  }

  @Test
  void theEntryCarriesBoth() {
    Receipt forced =
        db.store.write(Sample.WORKER, tx -> tx.record(new ThingForced(tx.newId(), 1), List.of()));
    assertEquals("BREAK_GLASS", leaf(forced).text(28));
    assertEquals(List.of(OTHER), leaf(forced).ids(29));
  }

  /** A thing was marked in the entry itself. */
  @EventType(name = "sample.marked", ground = "VKM-2026 n.8/1")
  record ThingMarked(UUID thing, long version, int field) implements Event {
    @Override
    public Ref record() {
      return new Ref("thing", thing);
    }

    @Override
    public List<UUID> subjects() {
      return List.of();
    }

    @Override
    public Map<Integer, byte[]> entryFields() {
      return Map.of(field + 1, new byte[0], field, "mark".getBytes(UTF_8));
    }
  }

  @Test
  void anEntryCarriesTheFieldsItsEventGives() {
    Receipt marked =
        db.store.write(
            Sample.WORKER, tx -> tx.record(new ThingMarked(tx.newId(), 1, 40), List.of()));
    assertEquals("mark", leaf(marked).text(40));
    assertEquals(0, leaf(marked).field(41).length);
  }

  @Test
  void noEventSpeaksForTheFieldsOfEveryEntry() {
    assertThrows(
        IllegalStateException.class,
        () ->
            db.store.write(
                Sample.WORKER, tx -> tx.record(new ThingMarked(tx.newId(), 1, 33), List.of())));
  }

  @Test
  void anOrdinaryEntryCarriesNeither() {
    Decoded ordinary = leaf(Sample.make(db.store, "ordinary"));
    assertFalse(ordinary.has(28));
    assertFalse(ordinary.has(29));
  }
}
