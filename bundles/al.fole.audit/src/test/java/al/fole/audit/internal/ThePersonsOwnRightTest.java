// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.access.Scope;
import al.fole.audit.internal.Answer.Line;
import al.fole.event.Event;
import al.fole.event.EventType;
import al.fole.event.Notice;
import al.fole.keys.internal.FileKeys;
import al.fole.keys.internal.NodeSeals;
import al.fole.keys.internal.SealedTokens;
import al.fole.keys.internal.SubjectVault;
import al.fole.spi.Problem;
import al.fole.spi.Ref;
import al.fole.store.Store;
import al.fole.store.Version;
import al.fole.testing.fakes.TestActor;
import al.fole.testing.store.StoreFixture;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Who looked at this child's file, as the person is told. */
final class ThePersonsOwnRightTest {
  private static final TestActor WORKER = TestActor.of("PMF", "B53");
  private static final TestActor HEAD = asking("B53");
  private static final TestActor OFFICER = TestActor.of("DPO", "N");
  private static final TestActor INSPECTOR = TestActor.of("INSPECTOR", "N");
  private static final TestActor ELSEWHERE = TestActor.of("PMF", "B48");
  private static final String ASKING = "ASKING";
  private static final String REASON = "Nëna pyeti me shkrim.";

  private final StoreFixture fixture;
  private final Store store;
  private final AuditSchema schema;
  private final SealedTokens tokens;
  private final Enquiries enquiries;
  private final Holds holds;
  private final UUID child = UUID.randomUUID();
  private final UUID careCase = UUID.randomUUID();
  private Instant now = Instant.now();

  /** Something was written down about the child. */
  @EventType(name = "sample.noted", ground = "VKM-2026 n.7/2.1/b")
  record Noted(UUID child, long version) implements Event {
    @Override
    public Ref record() {
      return new Ref("person", child);
    }

    @Override
    public List<UUID> subjects() {
      return List.of(child);
    }
  }

  /** As families tells it. */
  @EventType(name = "families.child-placed", ground = "VKM-2026 n.4/3/a")
  record Placed(UUID family, UUID child, long version) implements Event {
    @Override
    public Ref record() {
      return new Ref("placement", family);
    }

    @Override
    public List<UUID> subjects() {
      return List.of(child);
    }
  }

  /** As persons tells it. */
  @EventType(name = "persons.address-protected", ground = "VKM-2026 n.9/2")
  record AddressProtected(UUID person, long version) implements Event {
    @Override
    public Ref record() {
      return new Ref("person", person);
    }

    @Override
    public List<UUID> subjects() {
      return List.of(person);
    }
  }

  ThePersonsOwnRightTest(@TempDir Path home) {
    var keys = FileKeys.open(home.resolve("keys"), true);
    fixture = StoreFixture.create(new NodeSeals(keys), new SubjectVault(keys)).withAccess();
    schema = new AuditSchema(fixture.database());
    store = schema.store();
    tokens = new SealedTokens(keys);
    var access = new FakeAccess(Set.of(Enquiries.PERMISSION, Enquiries.READING, Holds.PERMISSION));
    enquiries = new Enquiries(schema, access, tokens, () -> now);
    holds = new Holds(schema, access);
    store.write(WORKER, tx -> tx.record(new Noted(child, 1), List.of()));
    inScope(child, child, "B53");
    inScope(child, careCase, "N");
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void theAnswerTellsInstitutionPurposeAndDayAndNoClerk() {
    look(WORKER);
    look(WORKER);
    listed(WORKER);
    var answer = answer(HEAD);
    assertEquals(
        List.of(
            "NJMF Tiranë CASE_WORK CHANGED 1",
            "NJMF Tiranë CASE_WORK LISTED 1",
            "NJMF Tiranë CASE_WORK SEEN 2"),
        told(answer));
    var line = answer.items().get(0);
    assertEquals(LocalDate.now(java.time.ZoneId.of("Europe/Tirane")), line.day());
    assertEquals("Puna me rastin / Case work", line.purpose().sq() + " / " + line.purpose().en());
    assertEquals("Njësia për Mbrojtjen e Fëmijës", line.institution().kind().sq());
    var whole = enquiries.whole(HEAD, ask(HEAD));
    for (String form : List.of(PrintedAnswer.html(whole), PrintedAnswer.csv(whole))) {
      assertTrue(
          form.contains("NJMF Tiranë (Njësia për Mbrojtjen e Fëmijës / Child-protection unit)"));
      assertTrue(form.contains("Dosja u pa / The file was seen"));
      for (TestActor clerk : List.of(WORKER, HEAD)) {
        assertFalse(form.contains(clerk.who().toString()));
        assertFalse(form.contains(clerk.session().toString()));
      }
      assertFalse(form.contains(child.toString()), "not even the child's own id");
      assertFalse(form.contains(REASON));
    }
  }

  @Test
  void askingAndReadingAreEntriesAndTheReasonIsNoFact() {
    UUID enquiry = ask(HEAD);
    enquiries.answer(HEAD, enquiry, 100, null);
    enquiries.whole(HEAD, enquiry);
    assertEquals(1, entries("audit.enquiry-recorded"));
    assertEquals(2, entries("audit.answer-read"));
    assertEquals(
        0,
        fixture.number(
            "select count(*) from journal.event where facts::text like ?", "%" + REASON + "%"));
    assertEquals(
        1,
        fixture.number(
            "select count(*) from journal.detail d join journal.event e using (entry)"
                + " where e.type = 'audit.enquiry-recorded' and d.subject = ?",
            child));
    var asked =
        answer(HEAD).items().stream()
            .filter(line -> line.purpose().code().equals(ASKING))
            .map(line -> line.act().code() + " " + line.times());
    assertEquals(List.of("CHANGED 1", "SEEN 2"), asked.toList(), "and the person is told of them");
  }

  @Test
  void aChildOutOfScopeIsAsIfNotThere() {
    var stranger = asking("B48");
    assertEquals("not-found", refused(() -> ask(stranger)));
    assertEquals("not-found", refused(() -> enquiries.ask(HEAD, asked(UUID.randomUUID()))));
    assertEquals(0, fixture.number("select count(*) from audit.enquiry"));
    UUID enquiry = ask(HEAD);
    execute("update access.scope set closed_on = current_date where unit = 'B53'");
    assertEquals("not-found", refused(() -> enquiries.answer(HEAD, enquiry, 9, null)));
  }

  @Test
  void anotherAsksHimself() {
    UUID enquiry = ask(HEAD);
    var colleague = asking("B53");
    assertEquals("not-found", refused(() -> enquiries.answer(colleague, enquiry, 9, null)));
    assertEquals("not-found", refused(() -> enquiries.answer(HEAD, UUID.randomUUID(), 9, null)));
    var everywhere = new Scope(true, List.of());
    assertTrue(
        store
            .read(
                colleague,
                tx -> tx.mapper(EnquiryMapper.class).enquiry(enquiry, HEAD.who(), everywhere))
            .isEmpty(),
        "the second wall stands by itself");
  }

  @Test
  void nothingIsAnsweredWithoutTheRight() {
    var closed = new Enquiries(schema, new FakeAccess(Set.of()), tokens, () -> now);
    UUID enquiry = ask(HEAD);
    assertEquals("forbidden", refused(() -> closed.ask(HEAD, asked(child))));
    assertEquals("forbidden", refused(() -> closed.answer(HEAD, enquiry, 9, null)));
    assertEquals("forbidden", refused(() -> closed.whole(HEAD, enquiry)));
    var shut = new Holds(schema, new FakeAccess(Set.of()));
    assertEquals("forbidden", refused(() -> shut.list(OFFICER)));
    assertEquals("forbidden", refused(() -> shut.open(OFFICER, hold("CONTROL", child, null))));
    assertEquals(
        "forbidden", refused(() -> shut.close(OFFICER, UUID.randomUUID(), new Version(1), why())));
  }

  @Test
  void whatLeavesTheRegisterAsksForAFreshProof() {
    UUID enquiry = ask(HEAD);
    var stale =
        new TestActor(
            HEAD.who(), HEAD.role(), HEAD.unit(), HEAD.session(), ASKING, "PARENT", "request");
    assertEquals("reauthentication-required", refused(() -> enquiries.whole(stale, enquiry)));
    assertEquals(0, entries("audit.answer-read"));
    assertEquals(enquiry, enquiries.answer(stale, enquiry, 9, null).enquiry());
  }

  @Test
  void everyFieldIsAskedFor() {
    assertEquals(
        "field-missing", refused(() -> enquiries.ask(HEAD, new Enquire(null, "PERSON", REASON))));
    assertEquals(
        "field-missing", refused(() -> enquiries.ask(HEAD, new Enquire(child, null, REASON))));
    assertEquals(
        "field-missing", refused(() -> enquiries.ask(HEAD, new Enquire(child, "PERSON", null))));
    assertEquals(
        "text-blank", refused(() -> enquiries.ask(HEAD, new Enquire(child, "PERSON", " "))));
    assertEquals(
        "code-unknown", refused(() -> enquiries.ask(HEAD, new Enquire(child, "FRIEND", REASON))));
    UUID enquiry = ask(HEAD);
    assertEquals("limit-range", refused(() -> enquiries.answer(HEAD, enquiry, 0, null)));
    assertEquals("limit-range", refused(() -> enquiries.answer(HEAD, enquiry, 501, null)));
    assertEquals("cursor-unknown", refused(() -> enquiries.answer(HEAD, enquiry, 9, "x")));
    now = now.plus(Duration.ofDays(31));
    assertEquals("enquiry-expired", refused(() -> enquiries.answer(HEAD, enquiry, 9, null)));
  }

  @Test
  void aRefusedAttemptIsToldByTheKindOfInstitutionAlone() {
    store.note(
        ELSEWHERE, Notice.refused("persons.read-refused", "forbidden", new Ref("person", child)));
    store.note(
        ELSEWHERE, Notice.refused("access.absent-asked", "not-found", new Ref("case", careCase)));
    store.note(
        ELSEWHERE,
        Notice.refused("cases.read-refused", "forbidden", new Ref("case", UUID.randomUUID())));
    assertEquals(
        List.of("NJMF Tiranë CASE_WORK CHANGED 1", "(NJMF) CASE_WORK REFUSED 2"),
        told(answer(HEAD)));
  }

  @Test
  void whatAControlHasSeenWaitsUntilItIsClosedAndThirtyDaysMore() {
    look(INSPECTOR);
    assertEquals(List.of("NJMF Tiranë CASE_WORK CHANGED 1"), told(answer(HEAD)), "too fresh");
    var control = holds.open(OFFICER, hold("CONTROL", child, null));
    now = now.plus(Duration.ofDays(29));
    assertEquals(1, told(answer(HEAD)).size());
    now = now.plus(Duration.ofDays(1));
    assertEquals(1, told(answer(HEAD)).size(), "the control is open");
    holds.close(OFFICER, control.id(), new Version(1), why());
    assertEquals(
        List.of(
            "NJMF Tiranë CASE_WORK CHANGED 1",
            "Drejtoria e Përgjithshme e Shërbimit Social Shtetëror INSPECTION SEEN 1"),
        told(answer(HEAD)));
  }

  @Test
  void anOpenMandateOfInspectionHoldsItBackByItself() {
    look(INSPECTOR);
    execute(
        "insert into access.scope (subject, via, holder, relation, opened_on) values ('"
            + careCase
            + "', gen_random_uuid(), gen_random_uuid(), 'MANDATE', current_date)");
    now = now.plus(Duration.ofDays(30));
    assertEquals(1, told(answer(HEAD)).size(), "the case is being inspected");
    execute("update access.scope set closed_on = current_date where relation = 'MANDATE'");
    assertEquals(2, told(answer(HEAD)).size());
  }

  @Test
  void whileAnAllegationIsExaminedNothingSinceThenIsTold() {
    look(WORKER);
    var allegation = holds.open(OFFICER, hold("ALLEGATION", child, null));
    assertEquals(List.of(), told(answer(HEAD)), "today it was opened");
    execute("update audit.hold set opened_on = opened_on + 1, until = until + 1");
    assertEquals(2, told(answer(HEAD)).size(), "what was before it is told");
    execute("update audit.hold set opened_on = current_date - 1, until = current_date - 1");
    assertEquals(2, told(answer(HEAD)).size(), "past its last day it holds nothing");
    holds.close(OFFICER, allegation.id(), new Version(1), why());
    assertEquals(
        "hold-closed", refused(() -> holds.close(OFFICER, allegation.id(), new Version(2), why())));
    assertEquals(
        "version-stale",
        refused(() -> holds.close(OFFICER, allegation.id(), new Version(1), why())));
    assertEquals(
        "not-found", refused(() -> holds.close(OFFICER, UUID.randomUUID(), new Version(1), why())));
  }

  /** The canary: a name that gives the place away must be in no form of the answer. */
  @Test
  void aProtectedUnitNeverShowsThrough() {
    String canary = "Strehëza KANARINA Sarandë";
    execute(
        "insert into access.unit (code, kind, name) values ('KANARINA-1', 'INSTITUTION', '"
            + canary
            + "')");
    var shelter = TestActor.of("PROVIDER_HEAD", "KANARINA-1");
    inScope(child, careCase, "KANARINA-1");
    look(shelter);
    look(TestActor.of("PMF", "B59"));
    look(TestActor.of("SHSSH_REG", "Q-AL-12"));
    look(TestActor.of("SHSSH_HQ", "N"));
    for (String name : List.of(canary, "NJMF Sarandë", "Vlorë", "Tiranë")) {
      assertTrue(printed().contains(name), "without a hold it is named, or nothing is proved here");
    }
    holds.open(OFFICER, hold("PROTECTED_UNIT", null, "KANARINA-1"));
    for (String form : List.of(printed(), answer(HEAD).toString())) {
      assertFalse(form.contains("KANARINA"), form);
      assertFalse(form.contains("Sarandë"), "nor does the municipality around it");
      assertFalse(form.contains("Vlorë"), "nor its county");
      assertFalse(form.contains("Tiranë"), "nor, by being the only one named, any other");
      assertTrue(form.contains("Drejtoria e Përgjithshme e Shërbimit Social Shtetëror"));
    }
    assertEquals(
        List.of(
            "(INSTITUTION) SERVICE SEEN 1",
            "(NJMF) CASE_WORK CHANGED 1",
            "(NJMF) CASE_WORK SEEN 1",
            "Drejtoria e Përgjithshme e Shërbimit Social Shtetëror SUPERVISION SEEN 1",
            "(SHSSH_REG) SUPERVISION SEEN 1"),
        told(answer(HEAD)));
  }

  @Test
  void aProtectedUnitThatOnlyLookedIsToldByItsKindToo() {
    execute(
        "insert into access.unit (code, kind, name) values ('KANARINA-2', 'INSTITUTION', 'KANARINA')");
    holds.open(OFFICER, hold("PROTECTED_UNIT", null, "KANARINA-2"));
    look(TestActor.of("PROVIDER_HEAD", "KANARINA-2"));
    assertFalse(printed().contains("KANARINA"));
    assertTrue(printed().contains("NJMF Tiranë"), "the child is in no protected place");
  }

  @Test
  void whereThePlaceIsProtectedNoLocalUnitIsNamed() {
    look(TestActor.of("PMF", "B59"));
    assertTrue(printed().contains("Sarandë"));
    holds.open(OFFICER, hold("PROTECTED_PLACE", child, null));
    assertFalse(printed().contains("Sarandë"));
    assertFalse(printed().contains("Tiranë"));
    look(TestActor.of("PMF", "GONE"));
    assertTrue(told(answer(HEAD)).contains("(OTHER) CASE_WORK SEEN 1"), "nor one that is unknown");
  }

  @Test
  void theAddressOfTheFosterFamilyNeverShowsThrough() {
    var family = UUID.randomUUID();
    var adult = UUID.randomUUID();
    inScope(adult, family, "B59");
    look(TestActor.of("PMF", "B59"));
    store.write(WORKER, tx -> tx.record(new Placed(family, child, 1), List.of()));
    assertTrue(printed().contains("Sarandë"), "an address that is no secret");
    store.write(WORKER, tx -> tx.record(new AddressProtected(adult, 1), List.of()));
    assertFalse(printed().contains("Sarandë"), "the child's file does not tell where they live");
    assertFalse(printed().contains("Tiranë"));
  }

  @Test
  void norDoesOnesOwn() {
    look(TestActor.of("PMF", "B59"));
    store.write(WORKER, tx -> tx.record(new AddressProtected(child, 2), List.of()));
    assertFalse(printed().contains("Sarandë"));
  }

  @Test
  void theRegisterItselfIsNoInstitution() {
    look(TestActor.system());
    assertTrue(told(answer(HEAD)).contains("(SYSTEM) SYSTEM SEEN 1"));
  }

  @Test
  void theAnswerIsWholeBeyondWhatIsReadAtOnce() {
    execute(
        """
        with more as (
          insert into journal.entry
            (id, recorded_at, node, epoch, seq, position, leaf, leaf_hash, seal)
          select gen_random_uuid(), e.recorded_at - g * interval '1 hour', 99, 1, g, 0, e.leaf,
            e.leaf_hash, e.seal
          from journal.entry e join journal.event v on v.entry = e.id
            cross join generate_series(1, 2500) g
          where v.type = 'sample.noted' returning id, recorded_at
        ), events as (
          insert into journal.event (entry, type, version, at, facts, reactions, salt)
          select id, 'persons.read', 1, recorded_at, '{}', '{}', sha256('') from more
        )
        insert into journal.event_subject (entry, subject, position)
        select id, '%s', 0 from more"""
            .formatted(child));
    UUID enquiry = ask(HEAD);
    long times = 0;
    int pages = 0;
    LocalDate last = LocalDate.MAX;
    String next = null;
    do {
      var page = enquiries.answer(HEAD, enquiry, 40, next);
      for (Line line : page.items()) {
        times += line.times();
      }
      assertTrue(page.items().get(0).day().isBefore(last), "no day is on two pages");
      last = page.items().get(page.items().size() - 1).day();
      pages++;
      next = page.next();
    } while (next != null);
    assertEquals(2501, times);
    assertEquals(3, pages, "105 days, 40 lines and whole days a page");
    assertEquals(
        2501, enquiries.whole(HEAD, enquiry).items().stream().mapToLong(Line::times).sum());
    var first = enquiries.answer(HEAD, enquiry, 40, null);
    UUID another = ask(HEAD);
    assertNotNull(first.next());
    assertEquals(
        "cursor-unknown", refused(() -> enquiries.answer(HEAD, another, 40, first.next())));
    assertNull(enquiries.answer(HEAD, enquiry, 500, null).next());
  }

  @Test
  void holdsAreOfAPersonOrAUnitForAYearAtMost() {
    assertEquals(
        "field-missing",
        refused(
            () -> holds.open(OFFICER, new HoldBack(null, child, null, LocalDate.now(), REASON))));
    assertEquals("matter-code", refused(() -> holds.open(OFFICER, hold("RUMOUR", child, null))));
    assertEquals(
        "hold-of-person-or-unit", refused(() -> holds.open(OFFICER, hold("CONTROL", null, "B53"))));
    assertEquals(
        "hold-of-person-or-unit",
        refused(() -> holds.open(OFFICER, hold("PROTECTED_UNIT", child, null))));
    assertEquals(
        "hold-of-person-or-unit",
        refused(() -> holds.open(OFFICER, hold("CONTROL", child, "B53"))));
    assertEquals(
        "unit-unknown",
        refused(() -> holds.open(OFFICER, hold("PROTECTED_UNIT", null, "NOWHERE"))));
    assertEquals(
        "not-found", refused(() -> holds.open(OFFICER, hold("CONTROL", UUID.randomUUID(), null))));
    for (int days : List.of(-1, 367)) {
      var wrong = new HoldBack("CONTROL", child, null, LocalDate.now().plusDays(days), REASON);
      assertEquals("hold-until-range", refused(() -> holds.open(OFFICER, wrong)));
    }
    assertEquals(0, fixture.number("select count(*) from audit.hold"));
    var opened = holds.open(OFFICER, hold("CONTROL", child, null));
    assertEquals(List.of(opened.id()), holds.list(OFFICER).stream().map(Hold::id).toList());
    assertEquals(
        List.of("NJMF Tiranë CASE_WORK CHANGED 1"),
        told(answer(HEAD)),
        "a hold tells the person nothing");
  }

  @Test
  void noCellOfATableStartsAFormula() {
    execute("insert into access.unit (code, kind, name) values ('EVIL', 'NJMF', '=cmd|\"x\"')");
    look(TestActor.of("PMF", "EVIL"));
    var whole = enquiries.whole(HEAD, ask(HEAD));
    assertTrue(PrintedAnswer.csv(whole).contains("\"'=cmd|\"\"x\"\" ("));
    assertTrue(PrintedAnswer.html(whole).contains("=cmd|&quot;x&quot;"));
  }

  /** Asks, and is told apart in the answer by his purpose. */
  private static TestActor asking(String unit) {
    return new TestActor(
        UUID.randomUUID(), "NJMF_HEAD", unit, UUID.randomUUID(), ASKING, "PASSWORD", "request");
  }

  private String printed() {
    var whole = enquiries.whole(HEAD, ask(HEAD));
    return PrintedAnswer.html(whole) + PrintedAnswer.csv(whole);
  }

  private Answer answer(TestActor actor) {
    return enquiries.answer(actor, ask(actor), 100, null);
  }

  private UUID ask(TestActor actor) {
    return enquiries.ask(actor, asked(child)).id();
  }

  private static Enquire asked(UUID person) {
    return new Enquire(person, "PARENT", REASON);
  }

  private static HoldBack hold(String matter, @Nullable UUID person, @Nullable String unit) {
    return new HoldBack(matter, person, unit, LocalDate.now().plusDays(60), REASON);
  }

  private static Holds.Reason why() {
    return new Holds.Reason(REASON);
  }

  /** Lines as text, without what the test's own enquiries left. */
  private List<String> told(Answer answer) {
    return answer.items().stream()
        .filter(line -> !line.purpose().code().equals(ASKING))
        .map(
            line -> {
              String name = line.institution().name();
              return String.join(
                  " ",
                  name == null ? "(" + line.institution().kind().code() + ")" : name,
                  line.purpose().code(),
                  line.act().code(),
                  Long.toString(line.times()));
            })
        .toList();
  }

  private long entries(String type) {
    return fixture.number("select count(*) from journal.event where type = ?", type);
  }

  private static String refused(Executable call) {
    return assertThrows(Problem.class, call).rule();
  }

  private void look(TestActor actor) {
    store.read(
        actor,
        tx -> {
          tx.disclose(
              Notice.disclosed(
                  "persons.read", "VKM-2026 n.8/2/a", new Ref("person", child), List.of(child)));
          return 0;
        });
  }

  private void listed(TestActor actor) {
    store.read(
        actor,
        tx -> {
          tx.disclose(
              Notice.disclosed(
                  "persons.searched", "VKM-2026 n.8/2/a", null, List.of(UUID.randomUUID(), child)));
          return 0;
        });
  }

  private void inScope(UUID subject, UUID via, String unit) {
    execute(
        "insert into access.scope (subject, via, unit, relation, opened_on) values ('"
            + subject
            + "', '"
            + via
            + "', '"
            + unit
            + "', 'CASE', current_date)");
  }

  private void execute(String sql) {
    try (var connection = fixture.postgres().superuser().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
