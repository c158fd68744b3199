// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.event.Detail;
import al.fole.event.Notice;
import al.fole.keys.SubjectKey;
import al.fole.spi.Problem;
import al.fole.store.Receipt;
import al.fole.store.Tx;
import al.fole.testing.fakes.FakeKeys;
import al.fole.testing.fakes.TestActor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class WritingTest {
  private static StoreOnPostgres db;

  @BeforeAll
  static void open() {
    db = StoreOnPostgres.create();
  }

  @AfterAll
  static void close() {
    db.close();
  }

  private static Decoded leaf(UUID record) {
    return Decoded.of(
        HexFormat.of()
            .parseHex(
                db.texts(
                        "select encode(leaf, 'hex') from journal.entry e"
                            + " join journal.event v on v.entry = e.id where record = ?",
                        record)
                    .get(0)));
  }

  @Test
  void rowsAndEntryCommitTogether() {
    Receipt receipt = Sample.make(db.store, "together");
    assertEquals(1, receipt.version());
    assertEquals(1, db.number("select count(*) from sample.thing where id = ?", receipt.id()));
    Decoded leaf = leaf(receipt.id());
    assertEquals("sample.made", leaf.text(10));
    assertEquals("OK", leaf.text(12));
    assertEquals(List.of(Sample.WORKER.who()), leaf.ids(13));
    assertEquals("PMF", leaf.text(14));
    assertEquals("B11", leaf.text(15));
    assertEquals(List.of(Sample.WORKER.session()), leaf.ids(16));
    assertEquals("CASE_WORK", leaf.text(17));
    assertEquals("VKM-2026 n.1", leaf.text(18));
    assertEquals(Sample.WORKER.request(), leaf.text(19));
    assertEquals("thing", leaf.text(20));
    assertEquals(1, leaf.number(22));
    UUID handle =
        UUID.fromString(
            db.texts("select handle from store.subject_key where id = ?", receipt.id()).get(0));
    assertEquals(List.of(handle), leaf.ids(21));
    assertEquals(List.of(handle), leaf.ids(23));
    assertFalse(handle.equals(receipt.id()));
  }

  @Test
  void theEventRowIsBoundToTheEntry() {
    Receipt receipt = Sample.make(db.store, "bound");
    String row = "from journal.event where record = '" + receipt.id() + "'";
    assertEquals("sample.made", db.texts("select type " + row).get(0));
    assertEquals("11", db.texts("select municipality " + row).get(0));
    assertEquals("code", db.texts("select facts->>'label' " + row).get(0));
    assertEquals("{}", db.texts("select reactions " + row).get(0));
    byte[] salt = HexFormat.of().parseHex(db.texts("select encode(salt, 'hex') " + row).get(0));
    byte[] text =
        ("sample.made\n1\nlabel\0code\nthing\0" + receipt.id() + "\nversion\0" + "1\n")
            .getBytes(UTF_8);
    assertArrayEquals(
        Hash.sha256(new byte[] {2}, "event".getBytes(UTF_8), salt, text),
        leaf(receipt.id()).field(26));
  }

  @Test
  void theSealAndTheLeafHashHold() {
    Receipt receipt =
        db.store.write(
            Sample.WORKER,
            tx -> {
              Sample.make(tx, "first of two");
              return Sample.make(tx, "second of two");
            });
    List<String> rows =
        db.texts(
            "select encode(leaf, 'hex') || ':' || encode(leaf_hash, 'hex') || ':' ||"
                + " encode(seal, 'hex') from journal.entry where (node, epoch, seq) = (select node,"
                + " epoch, seq from journal.entry join journal.event on entry = id"
                + " where record = ?) order by position",
            receipt.id());
    assertEquals(2, rows.size());
    var message = new ArrayList<byte[]>();
    Decoded first = Decoded.of(HexFormat.of().parseHex(rows.get(0).split(":", -1)[0]));
    message.add("fole-seal-v1".getBytes(UTF_8));
    List.of(3, 4, 5, 7).forEach(field -> message.add(first.field(field)));
    for (String row : rows) {
      byte[] bytes = HexFormat.of().parseHex(row.split(":", -1)[0]);
      byte[] hash = Hash.sha256(new byte[] {0}, bytes);
      assertArrayEquals(hash, HexFormat.of().parseHex(row.split(":", -1)[1]));
      assertEquals(2, Decoded.of(bytes).number(7));
      message.add(hash);
    }
    int node = (int) first.number(3);
    byte[] seal = new FakeKeys().seal(node, Leaf.join(message));
    assertArrayEquals(seal, HexFormat.of().parseHex(rows.get(1).split(":", -1)[2]));
  }

  @Test
  void aWriteWithoutTrailIsRefusedAndUndone() {
    assertThrows(
        IllegalStateException.class,
        () ->
            db.store.write(
                Sample.WORKER,
                tx -> {
                  var id = new SampleMapper.ThingId(tx.newId());
                  tx.mapper(SampleMapper.class)
                      .insert(new SampleMapper.Thing(id, 1, "silent", List.of(), tx.now()));
                  tx.disclose(Notice.disclosed("sample.read", "VKM-2026 n.1", null, List.of()));
                  return new Receipt(id.value(), 1);
                }));
    assertEquals(0, db.number("select count(*) from sample.thing where label = 'silent'"));
  }

  @Test
  void whatTheWorkThrowsUndoesEverything() {
    long before = db.number("select count(*) from journal.entry");
    assertThrows(
        Problem.class,
        () ->
            db.store.write(
                Sample.WORKER,
                tx -> {
                  Sample.make(tx, "undone");
                  throw Problem.absent();
                }));
    assertEquals(0, db.number("select count(*) from sample.thing where label = 'undone'"));
    assertEquals(before, db.number("select count(*) from journal.entry"));
  }

  @Test
  void detailsAreSealedPerSubject() {
    UUID person = UUID.randomUUID();
    var record = new ArrayList<UUID>();
    db.store.write(
        Sample.WORKER,
        tx -> {
          var id = new SampleMapper.ThingId(tx.newId());
          record.add(id.value());
          return tx.record(
              new Sample.ThingMade(id, 1, "x"),
              List.of(
                  new Detail(person, Map.of("name", "Blerta ë", "number", "")),
                  new Detail(id.value(), Map.of("reason", "moved"))));
        });
    Decoded leaf = leaf(record.get(0));
    assertEquals(64, leaf.field(27).length);
    List<String> sealed =
        db.texts(
            "select d.subject || ':' || encode(sealed, 'hex') from journal.detail d"
                + " join journal.event v on v.entry = d.entry where record = ? order by part",
            record.get(0));
    assertTrue(sealed.get(0).startsWith(person.toString()));
    Map<UUID, SubjectKey> keys =
        db.store.read(Sample.WORKER, tx -> tx.keys(List.of(person, record.get(0))));
    byte[] plain =
        Objects.requireNonNull(keys.get(person))
            .decrypt("journal.detail", HexFormat.of().parseHex(sealed.get(0).split(":", -1)[1]));
    byte[] part = "name\0Blerta ë\0number\0\0".getBytes(UTF_8);
    assertArrayEquals(part, Arrays.copyOfRange(plain, 32, plain.length));
    assertArrayEquals(
        Hash.sha256(new byte[] {2}, "detail".getBytes(UTF_8), Arrays.copyOf(plain, 32), part),
        Arrays.copyOf(leaf.field(27), 32));
    assertEquals("person", kind(person));
    assertEquals("thing", kind(record.get(0)));
  }

  private static String kind(UUID id) {
    return db.texts("select kind from store.subject_key where id = ?", id).get(0);
  }

  @Test
  void anErasedKeyIsNotMadeAgain() {
    UUID person = UUID.randomUUID();
    db.store.write(
        Sample.WORKER,
        tx -> {
          assertNotNull(tx.key(person));
          return Sample.make(tx, "erased");
        });
    db.destroyKey(person);
    assertEquals(Map.of(), db.store.read(Sample.WORKER, tx -> tx.keys(List.of(person))));
    assertThrows(
        IllegalStateException.class,
        () ->
            db.store.write(
                Sample.WORKER,
                tx -> {
                  tx.key(person);
                  return Sample.make(tx, "erased again");
                }));
  }

  @Test
  void theContextIsSetForTheTransactionOnly() {
    for (String name : List.of("actor", "role", "unit", "session", "purpose", "request")) {
      String value =
          db.store.read(Sample.WORKER, tx -> tx.mapper(SampleMapper.class).setting(name));
      assertNotNull(value, name);
    }
    assertEquals(
        Sample.WORKER.who().toString(),
        db.store.read(Sample.WORKER, tx -> tx.mapper(SampleMapper.class).setting("actor")));
    TestActor other = TestActor.of("PMF", "B12");
    for (int i = 0; i < 20; i++) {
      assertEquals(
          "B12", db.store.read(other, tx -> tx.mapper(SampleMapper.class).setting("unit")));
    }
  }

  @Test
  void requestsUseTheAppRoleAndJobsTheirs() {
    assertEquals("fole_app", db.store.read(Sample.WORKER, tx -> user(tx)));
    assertEquals("fole_jobs", db.store.read(TestActor.system(), tx -> user(tx)));
  }

  private static String user(al.fole.store.ReadTx tx) {
    return tx.mapper(SampleMapper.class).user();
  }

  @Test
  void aReadCannotWrite() {
    assertThrows(
        IllegalStateException.class,
        () ->
            db.store.read(
                Sample.WORKER,
                tx ->
                    tx.mapper(SampleMapper.class)
                        .touch(new SampleMapper.ThingId(UUID.randomUUID()), 2)));
  }

  @Test
  void aKeptTransactionIsClosed() {
    var kept = new ArrayList<Tx>();
    db.store.write(
        Sample.WORKER,
        tx -> {
          kept.add(tx);
          return Sample.make(tx, "kept");
        });
    assertThrows(IllegalStateException.class, () -> Sample.make(kept.get(0), "too late"));
    assertThrows(IllegalStateException.class, () -> kept.get(0).mapper(SampleMapper.class));
  }

  @Test
  void recordsListsIdsAndTimesComeBackAsTheyWere() {
    Instant before = Instant.now().minusSeconds(1);
    Receipt one = Sample.make(db.store, "mapped one");
    Receipt two = Sample.make(db.store, "mapped two");
    SampleMapper.Thing thing =
        db.store
            .read(
                Sample.WORKER,
                tx -> tx.mapper(SampleMapper.class).thing(new SampleMapper.ThingId(one.id())))
            .orElseThrow();
    assertEquals(one.id(), thing.id().value());
    assertEquals(List.of("a", "b,\"c\""), thing.tags());
    assertTrue(thing.madeAt().isAfter(before));
    for (java.util.Collection<UUID> ids :
        List.<java.util.Collection<UUID>>of(
            List.of(one.id(), two.id()),
            new java.util.HashSet<>(List.of(one.id(), two.id())),
            Arrays.asList(one.id(), two.id()))) {
      assertEquals(
          List.of("mapped one", "mapped two"),
          db.store.read(Sample.WORKER, tx -> tx.mapper(SampleMapper.class).labels(ids)));
    }
    assertEquals(
        List.of(),
        db.store.read(Sample.WORKER, tx -> tx.mapper(SampleMapper.class).labels(List.of())));
  }

  @Test
  void aDeadlockIsTriedAgain() throws Exception {
    var one = new SampleMapper.ThingId(Sample.make(db.store, "dead").id());
    var two = new SampleMapper.ThingId(Sample.make(db.store, "lock").id());
    var both = new CountDownLatch(2);
    var runs = new AtomicInteger();
    var threads = Executors.newFixedThreadPool(2);
    try {
      var a = threads.submit(() -> lock(one, two, both, runs));
      var b = threads.submit(() -> lock(two, one, both, runs));
      a.get();
      b.get();
    } finally {
      threads.shutdown();
    }
    assertTrue(runs.get() >= 3, "one of them ran again: " + runs);
    assertEquals(3, leafVersions(one.value()) + leafVersions(two.value()) - 1);
  }

  private static long leafVersions(UUID record) {
    return db.number("select count(*) from journal.event where record = ?", record);
  }

  private static Receipt lock(
      SampleMapper.ThingId first,
      SampleMapper.ThingId second,
      CountDownLatch both,
      AtomicInteger runs) {
    return db.store.write(
        Sample.WORKER,
        tx -> {
          runs.incrementAndGet();
          var mapper = tx.mapper(SampleMapper.class);
          mapper.touch(first, 2);
          both.countDown();
          try {
            both.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          mapper.touch(second, 2);
          return tx.record(new Sample.ThingTouched(first, 2, null, ""), List.of());
        });
  }

  @Test
  void aUniqueViolationRunsAgainAndThenSaysNothingOfTheValues() {
    Sample.make(db.store, "Blerta");
    var runs = new AtomicInteger();
    var refused =
        assertThrows(
            IllegalStateException.class,
            () ->
                db.store.write(
                    Sample.WORKER,
                    tx -> {
                      runs.incrementAndGet();
                      return Sample.make(tx, "Blerta");
                    }));
    assertTrue(runs.get() > 1);
    assertFalse(refused.toString().contains("Blerta"));
    assertEquals(null, refused.getCause());
    assertTrue(String.valueOf(refused.getMessage()).contains("thing_label_key"));
  }

  @Test
  void noVersionOfARecordIsWrittenTwice() {
    var id = new SampleMapper.ThingId(Sample.make(db.store, "twice").id());
    assertThrows(
        IllegalStateException.class,
        () ->
            db.store.write(
                Sample.WORKER, tx -> tx.record(new Sample.ThingMade(id, 1, "x"), List.of())));
  }

  @Test
  void anEventThatDoesNotFitIsRefusedWhereItIsRecorded() {
    assertThrows(
        IllegalStateException.class,
        () ->
            db.store.write(
                Sample.WORKER,
                tx -> {
                  var id = new SampleMapper.ThingId(tx.newId());
                  var details = new ArrayList<Detail>();
                  for (int i = 0; i < 25; i++) {
                    details.add(new Detail(id.value(), Map.of("a", "b")));
                  }
                  return tx.record(new Sample.ThingMade(id, 1, "x"), details);
                }));
  }
}
