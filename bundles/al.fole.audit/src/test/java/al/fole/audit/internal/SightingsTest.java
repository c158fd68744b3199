// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.database.LoginRole;
import al.fole.event.Event;
import al.fole.event.EventType;
import al.fole.event.Notice;
import al.fole.itests.clauses.Clause;
import al.fole.keys.internal.CheckpointSigner;
import al.fole.keys.internal.EvidenceSigner;
import al.fole.keys.internal.FileKeys;
import al.fole.keys.internal.KeysCommand;
import al.fole.keys.internal.NodeSeals;
import al.fole.keys.internal.SubjectVault;
import al.fole.spi.Problem;
import al.fole.spi.Ref;
import al.fole.store.Store;
import al.fole.testing.fakes.OpenSsl;
import al.fole.testing.fakes.TestActor;
import al.fole.testing.fakes.TestAuthority;
import al.fole.testing.store.StoreFixture;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Who saw a child's file and under what right, on the screen and as one file for a court. */
final class SightingsTest {
  private static final TestActor WORKER = TestActor.of("PMF", "B53");
  private static final TestActor HEAD = TestActor.of("NJMF_HEAD", "B53");
  private static final TestActor INSPECTOR = TestActor.of("INSPECTOR", "N");

  /** As the file for a court tells its reader to. */
  private static final Pattern PROVED_WITH =
      Pattern.compile("fole-verify.jar proof \\S+ \\S+ --vkey (\\S+)");

  private final Path home;
  private final StoreFixture fixture;
  private final Store store;
  private final LogKeeper keeper;
  private final TimeKeeper time;
  private final TraceKeeper trace;
  private final Sightings sightings;
  private final CourtFile court;
  private final TestAuthority authority;
  private final UUID child = UUID.randomUUID();
  private final UUID careCase = UUID.randomUUID();

  /** Something was written down about a case. */
  @EventType(name = "sample.case-noted", ground = "VKM-2026 n.7/2.1/b")
  record Noted(UUID careCase, UUID child, long version) implements Event {
    @Override
    public Ref record() {
      return new Ref("case", careCase);
    }

    @Override
    public List<UUID> subjects() {
      return List.of(child);
    }
  }

  SightingsTest(@TempDir Path home) throws Exception {
    this.home = home;
    Path keyDirectory = home.resolve("keys");
    var keys = FileKeys.open(keyDirectory, true);
    var seals = new NodeSeals(keys);
    fixture = StoreFixture.create(seals, new SubjectVault(keys)).withAccess();
    var schema = new AuditSchema(fixture.database());
    store = schema.store();
    var sealer = new PatientSource(fixture.postgres().source(LoginRole.SEALER)).source();
    Path log = home.resolve("log");
    keeper =
        new LogKeeper(
            sealer,
            seals,
            new CheckpointSigner(keys),
            log,
            new Places(List.of()),
            event -> store.write(new AuditJob(), tx -> tx.record(event, List.of())),
            Duration.ZERO);
    var evidence = new EvidenceSigner(keyDirectory);
    var said = new PrintStream(new ByteArrayOutputStream(), true, UTF_8);
    assertEquals(
        0, KeysCommand.run(List.of("evidence", keyDirectory.toString(), "Test evidence"), said));
    authority = TestAuthority.start();
    Path certificate = authority.trusted(home.resolve("authority.pem"));
    var settings =
        Map.of(
            TimeSettings.AUTHORITY, authority.address().toString(),
            TimeSettings.CERTIFICATES, certificate.toString());
    time =
        new TimeKeeper(
            sealer, evidence, () -> new LogFiles(log), settings::get, TimeKeeper.Patience.USUAL);
    trace = new TraceKeeper(sealer);
    var access = new FakeAccess(Set.of(Sightings.PERMISSION));
    sightings = new Sightings(schema, access);
    court = new CourtFile(schema, sightings, new TrailJournal(schema, keeper), keeper, evidence);
    inScope(child, child);
    inScope(child, careCase);
    inScope(careCase, careCase);
    store.write(WORKER, tx -> tx.record(new Noted(careCase, child, 1), List.of()));
  }

  @AfterEach
  void close() {
    trace.close();
    time.close();
    keeper.close();
    authority.close();
    fixture.close();
  }

  @Test
  @Clause("R-37")
  @Clause("R-90")
  @Clause("R-111")
  void theListSaysWhoForWhatAndOnWhatGround() {
    look(WORKER, "persons.read", new Ref("person", child), child);
    var seen = sightings.list(HEAD, person());
    var line = seen.items().get(0);
    assertEquals("SEEN", line.act().code());
    assertEquals("NJMF Tiranë", line.institution().name());
    var told = line.told();
    assertNotNull(told);
    assertEquals(WORKER.who(), told.account());
    assertEquals(
        "PMF B53 persons.read VKM-2026 n.8/2/a",
        String.join(" ", told.role(), told.unit(), told.type(), told.ground()));
    assertEquals("CHANGED", seen.items().get(1).act().code());
    assertEquals(2, seen.items().size());
    assertTrue(seen.rules().size() >= 7, "all rules stand in every list");
  }

  @Test
  void theListOfACaseHasWhatIsAboutTheCase() {
    look(WORKER, "persons.read", new Ref("person", child), child);
    look(WORKER, "cases.read", new Ref("case", careCase), child);
    assertEquals(
        List.of("cases.read", "sample.case-noted"),
        types(sightings.list(HEAD, Asked.of(null, careCase, null, null, null))));
  }

  @Test
  void theListOfAnAccountHasWhatItSawInTheCallersScope() {
    look(WORKER, "persons.read", new Ref("person", child), child);
    look(WORKER, "persons.read", new Ref("person", child), UUID.randomUUID());
    look(HEAD, "persons.read", new Ref("person", child), child);
    keeper.tick();
    trace.tick();
    assertEquals(
        List.of("persons.read", "sample.case-noted"),
        types(sightings.list(HEAD, Asked.of(null, null, WORKER.who(), null, null))));
  }

  @Test
  @Clause("R-93")
  void rulesOfReleaseHold() {
    look(INSPECTOR, "persons.read", new Ref("person", child), child);
    store.note(WORKER, Notice.refused("persons.read-refused", "forbidden", person().record()));
    keeper.tick();
    trace.tick();
    var seen = sightings.list(HEAD, person());
    assertEquals(
        List.of("REFUSED", "CHANGED"),
        seen.items().stream().map(line -> line.act().code()).toList(),
        "what an inspection saw is told after 30 days");
    var attempt = seen.items().get(0);
    assertNull(attempt.told(), "of an attempt only the kind of institution is told");
    assertNull(attempt.institution().name());
    assertFalse(PrintedSightings.csv(seen).contains("persons.read-refused"));
    assertEquals(
        List.of(), sightings.list(HEAD, Asked.of(null, null, INSPECTOR.who(), null, null)).items());
  }

  @Test
  @Clause("R-90")
  void readingTheListIsAnEntry() {
    sightings.list(HEAD, person());
    sightings.export(HEAD, person());
    var types = fixture.types();
    assertEquals(
        List.of("audit.sightings-read", "audit.sightings-exported"),
        types.subList(types.size() - 2, types.size()));
    assertEquals(
        "audit.sightings-exported",
        types(sightings.list(HEAD, person())).get(0),
        "and who read it stands in the next one");
  }

  @Test
  void whoeverMayNotReadsNothing() {
    var stale =
        new TestActor(
            HEAD.who(), HEAD.role(), HEAD.unit(), HEAD.session(), HEAD.purpose(), "STALE", "r");
    assertEquals("reauthentication-required", refused(() -> sightings.export(stale, person())));
    assertEquals("reauthentication-required", refused(() -> court.of(stale, person())));
    var elsewhere = TestActor.of("NJMF_HEAD", "B48");
    assertEquals("not-found", refused(() -> sightings.list(elsewhere, person())));
    assertEquals("not-found", refused(() -> court.of(elsewhere, person())));
    assertEquals("one-of-three", refused(() -> Asked.of(child, careCase, null, null, null)));
    assertEquals("one-of-three", refused(() -> Asked.of(null, null, null, null, null)));
  }

  @Test
  void aPageAndATableHideTheSame() {
    look(WORKER, "persons.read", new Ref("person", child), child);
    var seen = sightings.export(HEAD, person());
    for (String form : List.of(PrintedSightings.html(seen), PrintedSightings.csv(seen))) {
      assertTrue(form.contains("Dosja u pa / The file was seen"), form);
      assertTrue(form.contains("NJMF Tiranë"), form);
      assertTrue(form.contains(WORKER.who().toString()), form);
    }
  }

  @Test
  @Clause("R-97")
  void aCourtChecksTheFileWithoutThisSystem() throws Exception {
    keeper.tick();
    time.tick();
    assertNull(time.status().fault(), time.status().sentence());
    look(WORKER, "persons.read", new Ref("person", child), child);
    var said = new PrintStream(new ByteArrayOutputStream(), true, UTF_8);
    assertEquals(0, KeysCommand.run(List.of("rotate", home.resolve("keys").toString()), said));
    keeper.tick();
    Path at = home.resolve("court");
    var files = unpack(court.of(HEAD, person()), at);
    assertTrue(files.containsKey("entries/0001.entry") && files.containsKey("entries/0002.entry"));
    assertEquals(2, new String(files.get("log/keyring"), UTF_8).lines().count());
    var keys = PROVED_WITH.matcher(new String(files.get("README.txt"), UTF_8));
    assertTrue(keys.find());
    for (String number : List.of("0001", "0002")) {
      String proved =
          Verifier.run(
              0,
              "proof",
              at.resolve("entries/" + number + ".tlog-proof").toString(),
              at.resolve("entries/" + number + ".entry").toString(),
              "--vkey",
              at.resolve(keys.group(1)).toString());
      assertTrue(proved.startsWith("sound"), proved);
    }
    String older = new String(files.get("entries/0002.tlog-proof"), UTF_8);
    assertTrue(
        older.endsWith(new String(files.get("time/1/checkpoint"), UTF_8)),
        "what the stamped tree holds is proved against it");
    for (String line : new String(files.get("SHA256SUMS"), UTF_8).split("\n")) {
      var sum = MessageDigest.getInstance("SHA-256").digest(files.get(line.substring(66)));
      assertEquals(HexFormat.of().formatHex(sum), line.substring(0, 64), line);
    }
    if (OpenSsl.there()) {
      openssl(at);
    }
  }

  private void openssl(Path at) throws IOException {
    String evidence = at.resolve("evidence.pem").toString();
    for (String signed : List.of("SHA256SUMS", "time/1/checkpoint")) {
      var cms =
          OpenSsl.run(
              "cms",
              "-verify",
              "-binary",
              "-inform",
              "DER",
              "-content",
              at.resolve(signed).toString(),
              "-in",
              at.resolve(signed + ".p7s").toString(),
              "-CAfile",
              evidence,
              "-out",
              "/dev/null");
      assertEquals(0, cms.exit(), cms.text());
    }
    var stamp =
        OpenSsl.run(
            "ts",
            "-verify",
            "-data",
            at.resolve("time/1/checkpoint").toString(),
            "-in",
            at.resolve("time/1/checkpoint.tsr").toString(),
            "-CAfile",
            home.resolve("authority.pem").toString());
    assertEquals(0, stamp.exit(), stamp.text());
  }

  @Test
  void theSameListOverTheSameLogIsTheSameFile() throws Exception {
    look(WORKER, "persons.read", new Ref("person", child), child);
    keeper.tick();
    time.tick();
    keeper.tick();
    execute("update journal.entry set recorded_at = recorded_at - interval '3 days'");
    var yesterday = LocalDate.now(ZoneId.of("Europe/Tirane")).minusDays(1);
    var nothingSince = Asked.of(child, null, null, yesterday.minusDays(9), yesterday);
    var one = unpack(court.of(HEAD, nothingSince), home.resolve("one"));
    var other = unpack(court.of(HEAD, nothingSince), home.resolve("other"));
    assertEquals(one.keySet(), other.keySet());
    assertTrue(one.containsKey("entries/0002.entry"), one.keySet().toString());
    for (String name : one.keySet()) {
      if (!name.equals("SHA256SUMS.p7s")) { // it says when it was made
        assertArrayEquals(one.get(name), other.get(name), name);
      }
    }
  }

  @Test
  @Clause("R-108")
  void theAuditorsPageDoesWhatItSays() throws Exception {
    look(WORKER, "persons.read", new Ref("person", child), child);
    look(WORKER, "persons.read", new Ref("person", child), child);
    keeper.tick();
    time.tick();
    assertNull(time.status().fault(), time.status().sentence());
    unpack(court.of(HEAD, person()), home.resolve("court"));
    keeper.tick();
    Files.createDirectories(home.resolve("earlier"));
    Files.copy(home.resolve("log/time/3/checkpoint"), home.resolve("earlier/checkpoint"));
    Files.copy(home.resolve("log/vkey"), home.resolve("vkey"));
    Files.copy(home.resolve("keys/evidence.pem"), home.resolve("evidence.pem"));
    var page = AuditorPage.read(Path.of("../../api/AUDITOR.md"));
    assertTrue(page.calls().size() >= 10, "commands on the page: " + page.calls().size());
    page.run(home);
  }

  private Asked person() {
    return Asked.of(child, null, null, null, null);
  }

  private static List<String> types(Sightings.Seen seen) {
    return seen.items().stream().map(line -> type(line.told())).toList();
  }

  private static String type(Sighting.@Nullable Told told) {
    return told == null ? "(held back)" : told.type();
  }

  private static String refused(Executable call) {
    return assertThrows(Problem.class, call).rule();
  }

  private static Map<String, byte[]> unpack(byte[] archive, Path at) throws IOException {
    var files = new TreeMap<String, byte[]>();
    try (var zip = new ZipInputStream(new ByteArrayInputStream(archive), UTF_8)) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        files.put(entry.getName(), zip.readAllBytes());
        Path file = at.resolve(entry.getName());
        Files.createDirectories(file.resolveSibling("."));
        Files.write(file, files.get(entry.getName()));
      }
    }
    return files;
  }

  private void look(TestActor actor, String type, Ref record, UUID person) {
    store.read(
        actor,
        tx -> {
          tx.disclose(Notice.disclosed(type, "VKM-2026 n.8/2/a", record, List.of(person)));
          return 0;
        });
  }

  private void execute(String sql) throws SQLException {
    try (var connection = fixture.postgres().superuser().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void inScope(UUID subject, UUID via) throws SQLException {
    try (var connection = fixture.postgres().superuser().getConnection();
        var statement =
            connection.prepareStatement(
                "insert into access.scope (subject, via, unit, relation, opened_on)"
                    + " values (?, ?, 'B53', 'CASE', current_date)")) {
      statement.setObject(1, subject);
      statement.setObject(2, via);
      statement.executeUpdate();
    }
  }
}
