// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import al.fole.event.Event;
import al.fole.event.EventType;
import al.fole.spi.Ref;
import al.fole.store.Receipt;
import al.fole.store.Store;
import al.fole.store.Tx;
import al.fole.testing.fakes.TestActor;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A feature that exists in tests only: things are made and touched. */
final class Sample {
  static final TestActor WORKER = TestActor.of("PMF", "B11");

  private Sample() {}

  /** A thing was made. */
  @EventType(name = "sample.made", ground = "VKM-2026 n.1")
  record ThingMade(SampleMapper.ThingId thing, long version, String label) implements Event {
    @Override
    public Ref record() {
      return new Ref("thing", thing.value());
    }

    @Override
    public List<UUID> subjects() {
      return List.of(thing.value());
    }

    @Override
    public String municipality() {
      return "11";
    }
  }

  /** A thing was touched; somebody has to react. */
  @EventType(name = "sample.touched", version = 2, ground = "VKM-2026 n.2")
  record ThingTouched(
      SampleMapper.ThingId thing, long version, @Nullable LocalDate on, String needs)
      implements Event {
    @Override
    public Ref record() {
      return new Ref("thing", thing.value());
    }

    @Override
    public List<UUID> subjects() {
      return List.of();
    }

    @Override
    public Set<String> requires() {
      return needs.isEmpty() ? Set.of() : Set.of(needs);
    }
  }

  /** The same event as an older version knows it. */
  @EventType(name = "sample.touched", version = 1, ground = "VKM-2026 n.2")
  record ThingTouchedOnce(SampleMapper.ThingId thing, long version) implements Event {
    @Override
    public Ref record() {
      return new Ref("thing", thing.value());
    }

    @Override
    public List<UUID> subjects() {
      return List.of();
    }
  }

  /** Makes a thing. */
  static Receipt make(Tx tx, String label) {
    var id = new SampleMapper.ThingId(tx.newId());
    tx.mapper(SampleMapper.class)
        .insert(new SampleMapper.Thing(id, 1, label, List.of("a", "b,\"c\""), tx.now()));
    return tx.record(new ThingMade(id, 1, "code"), List.of());
  }

  static Receipt make(Store store, String label) {
    return store.write(WORKER, tx -> make(tx, label));
  }
}
