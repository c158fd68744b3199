// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.database.LoginRole;
import al.fole.event.Notice;
import al.fole.store.Schema;
import al.fole.store.Store;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** Where reads come from when what was given as a replica is none; nobody is the worse for it. */
class NearReadsTest {
  private static final Schema SCHEMA = Schema.of("sample", SampleMapper.class, SampleMapper.class);

  private StoreOnPostgres db;

  @BeforeEach
  void open() {
    db = StoreOnPostgres.create();
  }

  @AfterEach
  void close() {
    db.close();
  }

  private Store declared() {
    db.update(
        LoginRole.OWNER,
        "select journal.leave('sample.' || t, 'Rows of a feature of tests alone.')"
            + " from unnest(array['thing', 'child']) t");
    return db.view.open(SCHEMA);
  }

  private String aside() {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (Objects.equals(db.engine.replicaAside(), "not looked at yet")) {
      assertTrue(System.nanoTime() < end, "nobody looks at it");
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
    return String.valueOf(db.engine.replicaAside());
  }

  private double figure(String name, String label) {
    return db.engine.figures().stream()
        .filter(it -> it.name().equals(name) && it.labels().containsValue(label))
        .mapToDouble(it -> it.value())
        .sum();
  }

  private static void reads(Store store) {
    String told =
        store.read(
            Sample.WORKER,
            tx -> {
              tx.disclose(
                  Notice.disclosed(
                      "sample.read", "VKM-2026 n.8/1", null, List.of(UUID.randomUUID())));
              return tx.mapper(SampleMapper.class).user();
            });
    assertEquals("fole_app", told);
  }

  @Test
  void onlyASchemaWhoseTablesAreAllDeclaredMayBeReadElsewhere() {
    assertFalse(db.store instanceof NearReads);
    assertInstanceOf(NearReads.class, declared());
    db.update(LoginRole.OWNER, "create table sample.forgotten (id uuid)");
    assertFalse(db.view.open(SCHEMA) instanceof NearReads);
  }

  @Test
  void thePrimaryItselfIsNoReplica() {
    Store store = declared();
    Sample.make(store, "something");
    db.engine.replica(db.postgres.source(LoginRole.APP));
    assertEquals(
        "no standby of this primary read as its role, or not on its timeline yet", aside());
    reads(store);
    assertEquals(0, figure("fole_reads", "replica"));
    assertEquals(1, figure("fole_reads", "primary"));
    assertEquals(1, db.number("select count(*) from journal.event where type = 'sample.read'"));
    db.engine.replica(null);
    assertNull(db.engine.replicaAside());
    reads(store);
  }

  @Test
  void oneThatDoesNotAnswerIsLeftAside() {
    Store store = declared();
    var nowhere = new PGSimpleDataSource();
    nowhere.setUrl("jdbc:postgresql://127.0.0.1:1/fole");
    db.engine.replica(nowhere);
    String aside = aside();
    assertTrue(aside.startsWith("does not answer"), aside);
    assertTrue(figure("fole_replica_missed", "failed") >= 1);
    reads(store);
    assertEquals(1, figure("fole_reads", "primary"));
  }
}
