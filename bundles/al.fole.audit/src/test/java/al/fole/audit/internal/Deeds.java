// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import al.fole.event.Event;
import al.fole.event.EventType;
import al.fole.spi.Ref;
import al.fole.store.Receipt;
import al.fole.store.Schema;
import al.fole.store.Store;
import al.fole.testing.fakes.TestActor;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

/** A feature that exists in tests only: deeds are done, and done again. */
final class Deeds {
  static final Schema SCHEMA = Schema.of("deeds", Mapper.class, Mapper.class);
  private static final TestActor WORKER = TestActor.of("PMF", "B11");

  private Deeds() {}

  /** Id of a deed. */
  record DeedId(UUID value) {}

  /** A deed was done. */
  @EventType(name = "deeds.done", ground = "VKM-2026 n.1")
  record DeedDone(DeedId deed, long version) implements Event {
    @Override
    public Ref record() {
      return new Ref("deed", deed.value());
    }

    @Override
    public List<UUID> subjects() {
      return List.of(deed.value());
    }
  }

  /**
   * What somebody asks for.
   *
   * @param id its name
   * @param deeds to be done again; a new one where there is none
   * @param repeated whether it comes with an Idempotency-Key, so that it may be asked again
   */
  record Operation(UUID id, List<UUID> deeds, boolean repeated) {
    Receipt ask(Store store) {
      return store.write(
          repeated ? WORKER.claiming(bytes(1), bytes(2)) : WORKER,
          tx -> {
            var mapper = tx.mapper(Mapper.class);
            var made = new ArrayList<Receipt>();
            if (deeds.isEmpty()) {
              UUID deed = tx.newId();
              mapper.make(deed);
              mapper.note(id, deed, 1);
              made.add(tx.record(new DeedDone(new DeedId(deed), 1), List.of()));
            }
            for (UUID deed : deeds) {
              long version = mapper.locked(deed) + 1;
              mapper.again(deed, version);
              mapper.note(id, deed, version);
              made.add(tx.record(new DeedDone(new DeedId(deed), version), List.of()));
            }
            return made.get(0);
          });
    }

    /** The same without a key. */
    Operation once() {
      return new Operation(id, deeds, false);
    }

    private byte[] bytes(int first) {
      return ByteBuffer.allocate(32)
          .putLong(first)
          .putLong(16, id.getMostSignificantBits())
          .putLong(24, id.getLeastSignificantBits())
          .array();
    }
  }

  /** Its statements. */
  interface Mapper {
    @Insert("insert into deeds.deed (id, version) values (#{id}, 1)")
    int make(UUID id);

    @Select("select version from deeds.deed where id = #{id} for update")
    long locked(UUID id);

    @Update("update deeds.deed set version = #{version} where id = #{id}")
    int again(@Param("id") UUID id, @Param("version") long version);

    @Insert(
        "insert into deeds.operation (operation, deed, version)"
            + " values (#{operation}, #{deed}, #{version})")
    int note(
        @Param("operation") UUID operation,
        @Param("deed") UUID deed,
        @Param("version") long version);
  }
}
