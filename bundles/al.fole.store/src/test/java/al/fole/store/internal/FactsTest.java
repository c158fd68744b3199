// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import al.fole.event.Event;
import al.fole.event.EventType;
import al.fole.spi.Ref;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FactsTest {
  private static final UUID ID = new UUID(1, 2);

  /** One component of each kind. */
  @EventType(name = "sample.everything", ground = "VKM-2026 n.1")
  record Everything(
      SampleMapper.ThingId thing,
      UUID other,
      Thread.State state,
      String code,
      long version,
      int number,
      BigDecimal amount,
      boolean flag,
      LocalDate on,
      Instant at,
      @Nullable LocalDate missing)
      implements Event {
    @Override
    public Ref record() {
      return new Ref("thing", thing.value());
    }

    @Override
    public List<UUID> subjects() {
      return List.of();
    }
  }

  /** Holds what has no stored form. */
  @EventType(name = "sample.wrong", ground = "VKM-2026 n.1")
  record Wrong(long version, List<String> names) implements Event {
    @Override
    public Ref record() {
      return new Ref("thing", ID);
    }

    @Override
    public List<UUID> subjects() {
      return List.of();
    }
  }

  private static final Everything EVENT =
      new Everything(
          new SampleMapper.ThingId(ID),
          ID,
          Thread.State.NEW,
          "ë",
          7,
          8,
          new BigDecimal("1E+3"),
          true,
          LocalDate.of(2026, 2, 28),
          Instant.parse("2026-02-28T10:00:00.5Z"),
          null);

  @Test
  void componentsBecomeTextAndComeBack() {
    Map<String, String> facts = Facts.of(EVENT);
    assertEquals("1000", facts.get("amount"));
    assertEquals(ID.toString(), facts.get("thing"));
    assertEquals("NEW", facts.get("state"));
    assertEquals(false, facts.containsKey("missing"));
    Everything again = Facts.event(Everything.class, facts);
    assertEquals(EVENT.thing(), again.thing());
    assertEquals(EVENT.at(), again.at());
    assertEquals(EVENT.state(), again.state());
    assertEquals(0, EVENT.amount().compareTo(again.amount()));
    assertEquals(null, again.missing());
  }

  @Test
  void aLaterFactIsPassedOverAndAMissingNumberIsNot() {
    var facts = new java.util.HashMap<>(Facts.of(EVENT));
    facts.put("later", "x");
    assertEquals(EVENT.on(), Facts.event(Everything.class, facts).on());
    facts.remove("number");
    assertThrows(IllegalStateException.class, () -> Facts.event(Everything.class, facts));
  }

  @Test
  void refusesWhatCouldCarryAName() {
    assertThrows(IllegalStateException.class, () -> Facts.of(new Wrong(1, List.of("somebody"))));
  }

  @Test
  void factsAreStoredAsJson() {
    assertEquals(
        "{\"a\":\"\\\"\\\\\",\"b\":\"\\u000aë\"}",
        JournalBatch.json(new java.util.TreeMap<>(Map.of("a", "\"\\", "b", "\në"))));
  }
}
