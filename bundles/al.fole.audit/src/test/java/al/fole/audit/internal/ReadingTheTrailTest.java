// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.access.Permission;
import al.fole.database.LoginRole;
import al.fole.event.Detail;
import al.fole.event.Event;
import al.fole.event.EventType;
import al.fole.event.Notice;
import al.fole.journal.Entry;
import al.fole.keys.internal.CheckpointSigner;
import al.fole.keys.internal.FileKeys;
import al.fole.keys.internal.KeysCommand;
import al.fole.keys.internal.NodeSeals;
import al.fole.keys.internal.SealedTokens;
import al.fole.keys.internal.SubjectVault;
import al.fole.spi.Problem;
import al.fole.spi.Ref;
import al.fole.store.Mode;
import al.fole.store.Store;
import al.fole.store.internal.PostgresDatabase;
import al.fole.store.internal.Settings;
import al.fole.testing.fakes.TestActor;
import al.fole.testing.store.StoreFixture;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Entries as the real store writes them, read back, proved and checked from outside. */
final class ReadingTheTrailTest {
  private static final TestActor WORKER = TestActor.of("PMF", "B11");
  private static final TestActor HEAD = TestActor.of("NJMF_HEAD", "B11");

  private final Path home;
  private final StoreFixture fixture;
  private final Store store;
  private final LogKeeper keeper;
  private final TrailJournal journal;
  private final PublishedLog log;
  private final Disclosures disclosures;
  private final UUID child = UUID.randomUUID();

  /** A child was noted down. */
  @EventType(name = "sample.noted", version = 2, ground = "VKM-2026 n.7/2.1/b")
  record Noted(UUID child, long version, String code) implements Event {
    @Override
    public Ref record() {
      return new Ref("person", child);
    }

    @Override
    public List<UUID> subjects() {
      return List.of(child);
    }
  }

  ReadingTheTrailTest(@TempDir Path home) {
    this.home = home;
    var keys = FileKeys.open(home.resolve("keys"), true);
    var seals = new NodeSeals(keys);
    fixture = StoreFixture.create(seals, new SubjectVault(keys)).withAccess();
    var schema = new AuditSchema(fixture.database());
    store = schema.store();
    keeper =
        new LogKeeper(
            fixture.postgres().source(LoginRole.SEALER),
            seals,
            new CheckpointSigner(keys),
            home.resolve("log"),
            new Places(List.of()),
            event -> schema.store().write(new AuditJob(), tx -> tx.record(event, List.of())),
            Duration.ZERO);
    var access = new FakeAccess(Set.of(PublishedLog.PERMISSION, Disclosures.PERMISSION));
    journal = new TrailJournal(schema, keeper);
    log = new PublishedLog(keeper, journal, access);
    disclosures = new Disclosures(schema, access, new SealedTokens(keys));
  }

  @AfterEach
  void close() {
    keeper.close();
    fixture.close();
  }

  @Test
  void theHistoryShowsWhatCanStillBeRead() throws Exception {
    note(1, "A", Map.of("firstName", "Zana", "lastName", ""));
    note(2, "B", Map.of("firstName", "Zanë\nMira"));
    var entries = history(10);
    assertEquals(List.of(1L, 2L), entries.stream().map(Entry::version).toList());
    var first = entries.get(0);
    assertEquals("sample.noted", first.type());
    assertEquals(2, first.eventVersion());
    assertEquals("A", first.facts().get("code"));
    assertEquals(Map.of("firstName", "Zana", "lastName", ""), first.details());
    assertEquals("Zanë\nMira", entries.get(1).details().get("firstName"));
    assertEquals(WORKER.who(), first.actor());
    assertEquals("PMF B11", first.role() + " " + first.unit());
    assertEquals(1, history(1).size());
    assertEquals(List.of(), store.read(HEAD, tx -> journal.history(tx, new Ref("case", child), 9)));
    erase();
    assertEquals(Map.of(), history(10).get(0).details());
    assertEquals("A", history(10).get(0).facts().get("code"));
    keeper.tick();
    Verifier.assertSound(home.resolve("log"), home.resolve("keys"), 2);
  }

  @Test
  void keysOfAnotherInstallationDoNotOpenTheDatabase() {
    note(1, "A", Map.of());
    var strange = FileKeys.open(home.resolve("strange"), true);
    var settings = new Settings(Mode.DEMONSTRATION, "other", 2, 2);
    var refused =
        assertThrows(
            IllegalStateException.class,
            () ->
                PostgresDatabase.start(
                    StoreFixture.parent(fixture.postgres()),
                    new NodeSeals(strange),
                    new SubjectVault(strange),
                    settings));
    assertTrue(String.valueOf(refused.getMessage()).contains("do not belong to this database"));
  }

  @Test
  void anEntryIsProvedToAStranger() throws Exception {
    note(1, "A", Map.of());
    var entry = history(1).get(0).id();
    assertTrue(journal.proof(entry).isEmpty());
    assertTrue(journal.checkpoint().isEmpty());
    keeper.tick();
    for (int version = 2; version < 300; version++) {
      note(version, "B", Map.of());
    }
    keeper.tick();
    var proof = journal.proof(entry).orElseThrow();
    assertEquals(0, proof.index());
    assertEquals(299, journal.checkpoint().orElseThrow().size());
    assertArrayEquals(proof.leaf(), log.proof(HEAD, entry).leaf());
    Path text = Files.writeString(home.resolve("proof"), proof.text());
    Path leaf = Files.write(home.resolve("leaf"), proof.leaf());
    Path vkey = Files.writeString(home.resolve("vkey"), log.vkey());
    Verifier.run(0, "proof", text.toString(), leaf.toString(), "--vkey", vkey.toString());
    byte[] changed = proof.leaf().clone();
    changed[300] ^= 1;
    Files.write(leaf, changed);
    Verifier.run(1, "proof", text.toString(), leaf.toString(), "--vkey", vkey.toString());
    assertTrue(journal.proof(UUID.randomUUID()).isEmpty());
  }

  @Test
  void theStoreAnnouncesKeysAndProofsGoOnInBothLogs() throws Exception {
    note(1, "A", Map.of());
    keeper.tick();
    keys("rotate");
    keeper.tick();
    assertEquals(2, log.keyring().lines().count(), keeper.status().sentence());
    note(2, "B", Map.of());
    keeper.tick();
    Verifier.assertSound(home.resolve("log"), home.resolve("keys"), 3);
    signedButLost(8);
    keys("freeze");
    note(3, "C", Map.of());
    for (int i = 0; i < 4; i++) {
      keeper.tick();
    }
    assertNull(keeper.status().rule(), keeper.status().sentence());
    assertEquals(2, journal.checkpoint().orElseThrow().size());
    assertEquals(List.of(0L, 2L, 1L), places());
    String opened = new String(log.file(HEAD, "tile/entries/000.p/2"), StandardCharsets.UTF_8);
    assertTrue(opened.contains("\n8\n") && opened.contains("\n3\n"), opened);
    var proof = journal.proof(history(9).get(2).id()).orElseThrow();
    Path text = Files.writeString(home.resolve("proof"), proof.text());
    Path leaf = Files.write(home.resolve("leaf"), proof.leaf());
    Path vkey = Files.writeString(home.resolve("vkey"), log.vkey());
    Verifier.run(0, "proof", text.toString(), leaf.toString(), "--vkey", vkey.toString());
  }

  /** Index of each version of the child in the log it stands in. */
  private List<Long> places() {
    return history(9).stream().map(e -> journal.proof(e.id()).orElseThrow().index()).toList();
  }

  private void keys(String verb) {
    var out = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    assertEquals(0, KeysCommand.run(List.of(verb, home.resolve("keys").toString()), out));
  }

  /** As when the database was restored from before this checkpoint. */
  private void signedButLost(long size) {
    var last =
        SignedState.parse(
            journal.checkpoint().orElseThrow().note().getBytes(StandardCharsets.UTF_8));
    new CheckpointSigner(FileKeys.open(home.resolve("keys"), false))
        .lines(LogKey.body(last.origin(), size, new byte[32]), -1);
  }

  @Test
  void anAggregateOfRefusalsAndALongListAreSoundToo() throws Exception {
    store.note(
        WORKER,
        new Notice("access.refused", "REFUSED:forbidden", "VKM-2026 n.8/1", null, List.of(), 37));
    note(1, "A", Map.of());
    var many = new java.util.ArrayList<UUID>(List.of(child));
    for (int i = 0; i < 40; i++) {
      many.add(UUID.randomUUID());
    }
    store.read(
        WORKER,
        tx -> {
          tx.disclose(Notice.disclosed("persons.searched", "VKM-2026 n.8/2/a", null, many));
          return 0;
        });
    keeper.tick();
    assertNull(keeper.status().rule(), keeper.status().sentence());
    Verifier.assertSound(home.resolve("log"), home.resolve("keys"), 3);
  }

  @Test
  void theHeadOfTheUnitSeesWhoLookedAtAChild() throws Exception {
    note(1, "A", Map.of());
    inScope("B11");
    for (int i = 0; i < 3; i++) {
      look();
    }
    var page = disclosures.of(HEAD, child, 2, null);
    assertEquals(2, page.items().size());
    var newest = page.items().get(0);
    assertEquals(WORKER.who(), newest.actor());
    assertEquals("persons.read PMF B11", newest.type() + " " + newest.role() + " " + newest.unit());
    var next = page.next();
    var rest = disclosures.of(HEAD, child, 5, next);
    assertEquals(1, rest.items().size());
    assertNull(rest.next());
    assertNotEquals(newest.entry(), rest.items().get(0).entry());
    var types = disclosures.of(HEAD, child, 10, null).items().stream().map(Disclosure::type);
    assertEquals(2, types.filter("audit.disclosures-read"::equals).count());
  }

  /** Where somebody hidden lives, as persons tells it. */
  @EventType(name = "persons.address-protected", ground = "VKM-2026 n.9/2")
  record Hidden(UUID person, long version) implements Event {
    @Override
    public Ref record() {
      return new Ref("person", person);
    }

    @Override
    public List<UUID> subjects() {
      return List.of(person);
    }
  }

  /** And that it is hidden no longer. */
  @EventType(name = "persons.protection-lifted", ground = "VKM-2026 n.9/2")
  record Lifted(UUID person, long version) implements Event {
    @Override
    public Ref record() {
      return new Ref("person", person);
    }

    @Override
    public List<UUID> subjects() {
      return List.of(person);
    }
  }

  @Test
  void theUnitThatLookedDoesNotTellWhereSomebodyHiddenLives() throws Exception {
    note(1, "A", Map.of());
    inScope("B11");
    look();
    var reads =
        new Disclosures(
            new AuditSchema(fixture.database()),
            new FakeAccess(Set.of(Disclosures.PERMISSION, new Permission("persons.view"))),
            new SealedTokens(FileKeys.open(home.resolve("keys"), true)));
    assertEquals("B11", unit(disclosures));
    store.write(WORKER, tx -> tx.record(new Hidden(child, 2), List.of()));
    assertEquals("", unit(disclosures));
    assertEquals("B11", unit(reads), "to whoever reads where he lives");
    store.write(WORKER, tx -> tx.record(new Lifted(child, 3), List.of()));
    assertEquals("B11", unit(disclosures));
    store.write(WORKER, tx -> tx.record(new Hidden(child, 4), List.of()));
    assertEquals("", unit(disclosures));
  }

  /** The oldest one's. */
  private String unit(Disclosures by) {
    var all = by.of(HEAD, child, 100, null).items();
    return all.get(all.size() - 1).unit();
  }

  @Test
  void outOfScopeIsAsIfNotThere() throws Exception {
    note(1, "A", Map.of());
    inScope("B12");
    look();
    for (var person : List.of(child, UUID.randomUUID())) {
      var problem = assertThrows(Problem.class, () -> disclosures.of(HEAD, person, 5, null));
      assertEquals("not-found", problem.rule());
    }
  }

  @Test
  void nonsenseIsRefusedByName() {
    assertEquals("field-missing", refused(() -> disclosures.of(HEAD, null, 5, null)));
    assertEquals("page-limit", refused(() -> disclosures.of(HEAD, child, 0, null)));
    assertEquals("page-limit", refused(() -> disclosures.of(HEAD, child, 201, null)));
    assertEquals("cursor-unreadable", refused(() -> disclosures.of(HEAD, child, 5, "x")));
    assertEquals("not-found", refused(() -> log.checkpoint()));
    for (String name : List.of("tile/../../keys/seal.key", "tile/0/1", "seal/000.p/0", "vkey")) {
      assertEquals("not-found", refused(() -> log.file(HEAD, name)), name);
    }
  }

  @Test
  void withoutThePermissionNothingIsShown() {
    var nothing = new FakeAccess(Set.of());
    var closed = new PublishedLog(keeper, journal, nothing);
    assertEquals("forbidden", refused(() -> closed.file(HEAD, "tile/0/000")));
    assertEquals("forbidden", refused(() -> closed.proof(HEAD, child)));
    assertEquals("forbidden", refused(() -> closed.status(HEAD)));
  }

  private static String refused(org.junit.jupiter.api.function.Executable call) {
    return assertThrows(Problem.class, call).rule();
  }

  private void note(long version, String code, Map<String, String> values) {
    store.write(
        WORKER,
        tx ->
            tx.record(
                new Noted(child, version, code),
                values.isEmpty() ? List.of() : List.of(new Detail(child, values))));
  }

  private List<Entry> history(int limit) {
    return store.read(HEAD, tx -> journal.history(tx, new Ref("person", child), limit));
  }

  private void look() {
    store.read(
        WORKER,
        tx -> {
          tx.disclose(
              Notice.disclosed(
                  "persons.read", "VKM-2026 n.8/2/a", new Ref("person", child), List.of(child)));
          return 0;
        });
  }

  private void inScope(String unit) throws Exception {
    execute(
        "insert into access.scope (subject, via, unit, relation, opened_on) values ('"
            + child
            + "', '"
            + child
            + "', '"
            + unit
            + "', 'REGISTERED', current_date)");
  }

  private void erase() throws Exception {
    try (var connection = fixture.postgres().superuser().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(
          "set fole.by_hand = 'test:erased'; set session_replication_role = replica;"
              + " update store.subject_key set wrapped = null, erased_at = now() where id = '"
              + child
              + "'; reset all");
    }
  }

  private void execute(String sql) throws Exception {
    try (var connection = fixture.postgres().superuser().getConnection();
        var statement = connection.createStatement()) {
      assertEquals(1, statement.executeUpdate(sql));
    }
  }
}
