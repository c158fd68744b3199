// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import static al.fole.audit.internal.EnquiryWorld.ASKING;
import static al.fole.audit.internal.EnquiryWorld.ELSEWHERE;
import static al.fole.audit.internal.EnquiryWorld.HEAD;
import static al.fole.audit.internal.EnquiryWorld.OFFICER;
import static al.fole.audit.internal.EnquiryWorld.REASON;
import static al.fole.audit.internal.EnquiryWorld.WORKER;
import static al.fole.audit.internal.EnquiryWorld.asked;
import static al.fole.audit.internal.EnquiryWorld.asking;
import static al.fole.audit.internal.EnquiryWorld.hold;
import static al.fole.audit.internal.EnquiryWorld.refused;
import static al.fole.audit.internal.EnquiryWorld.told;
import static al.fole.audit.internal.EnquiryWorld.why;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.access.Scope;
import al.fole.audit.internal.Answer.Line;
import al.fole.event.Notice;
import al.fole.spi.Ref;
import al.fole.store.Version;
import al.fole.testing.fakes.TestActor;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who looked at this child's file, as the person is told. */
final class ThePersonsOwnRightTest {
  private final EnquiryWorld world;

  ThePersonsOwnRightTest(@TempDir Path home) {
    world = new EnquiryWorld(home);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void theAnswerTellsInstitutionPurposeAndDayAndNoClerk() {
    world.look(WORKER);
    world.look(WORKER);
    world.listed(WORKER);
    var answer = world.answer(HEAD);
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
    var whole = world.enquiries.whole(HEAD, world.ask(HEAD));
    for (String form : List.of(PrintedAnswer.html(whole), PrintedAnswer.csv(whole))) {
      assertTrue(
          form.contains("NJMF Tiranë (Njësia për Mbrojtjen e Fëmijës / Child-protection unit)"));
      assertTrue(form.contains("Dosja u pa / The file was seen"));
      for (TestActor clerk : List.of(WORKER, HEAD)) {
        assertFalse(form.contains(clerk.who().toString()));
        assertFalse(form.contains(clerk.session().toString()));
      }
      assertFalse(form.contains(world.child.toString()), "not even the child's own id");
      assertFalse(form.contains(REASON));
    }
  }

  @Test
  void askingAndReadingAreEntriesAndTheReasonIsNoFact() {
    UUID enquiry = world.ask(HEAD);
    world.enquiries.answer(HEAD, enquiry, 100, null);
    world.enquiries.whole(HEAD, enquiry);
    assertEquals(1, world.entries("audit.enquiry-recorded"));
    assertEquals(2, world.entries("audit.answer-read"));
    assertEquals(
        0,
        world.fixture.number(
            "select count(*) from journal.event where facts::text like ?", "%" + REASON + "%"));
    assertEquals(
        1,
        world.fixture.number(
            "select count(*) from journal.detail d join journal.event e using (entry)"
                + " where e.type = 'audit.enquiry-recorded' and d.subject = ?",
            world.child));
    var asked =
        world.answer(HEAD).items().stream()
            .filter(line -> line.purpose().code().equals(ASKING))
            .map(line -> line.act().code() + " " + line.times());
    assertEquals(List.of("CHANGED 1", "SEEN 2"), asked.toList(), "and the person is told of them");
  }

  @Test
  void aChildOutOfScopeIsAsIfNotThere() {
    var stranger = asking("B48");
    assertEquals("not-found", refused(() -> world.ask(stranger)));
    assertEquals("not-found", refused(() -> world.enquiries.ask(HEAD, asked(UUID.randomUUID()))));
    assertEquals(0, world.fixture.number("select count(*) from audit.enquiry"));
    UUID enquiry = world.ask(HEAD);
    world.execute("update access.scope set closed_on = current_date where unit = 'B53'");
    assertEquals("not-found", refused(() -> world.enquiries.answer(HEAD, enquiry, 9, null)));
  }

  @Test
  void anotherAsksHimself() {
    UUID enquiry = world.ask(HEAD);
    var colleague = asking("B53");
    assertEquals("not-found", refused(() -> world.enquiries.answer(colleague, enquiry, 9, null)));
    assertEquals(
        "not-found", refused(() -> world.enquiries.answer(HEAD, UUID.randomUUID(), 9, null)));
    var everywhere = new Scope(true, List.of());
    assertTrue(
        world
            .store
            .read(
                colleague,
                tx -> tx.mapper(EnquiryMapper.class).enquiry(enquiry, HEAD.who(), everywhere))
            .isEmpty(),
        "the second wall stands by itself");
  }

  @Test
  void nothingIsAnsweredWithoutTheRight() {
    var closed =
        new Enquiries(world.schema, new FakeAccess(Set.of()), world.tokens, () -> world.now);
    UUID enquiry = world.ask(HEAD);
    assertEquals("forbidden", refused(() -> closed.ask(HEAD, asked(world.child))));
    assertEquals("forbidden", refused(() -> closed.answer(HEAD, enquiry, 9, null)));
    assertEquals("forbidden", refused(() -> closed.whole(HEAD, enquiry)));
    var shut = new Holds(world.schema, new FakeAccess(Set.of()));
    assertEquals("forbidden", refused(() -> shut.list(OFFICER)));
    assertEquals(
        "forbidden", refused(() -> shut.open(OFFICER, hold("CONTROL", world.child, null))));
    assertEquals(
        "forbidden", refused(() -> shut.close(OFFICER, UUID.randomUUID(), new Version(1), why())));
  }

  @Test
  void whatLeavesTheRegisterAsksForAFreshProof() {
    UUID enquiry = world.ask(HEAD);
    var stale =
        new TestActor(
            HEAD.who(), HEAD.role(), HEAD.unit(), HEAD.session(), ASKING, "PARENT", "request");
    assertEquals("reauthentication-required", refused(() -> world.enquiries.whole(stale, enquiry)));
    assertEquals(0, world.entries("audit.answer-read"));
    assertEquals(enquiry, world.enquiries.answer(stale, enquiry, 9, null).enquiry());
  }

  @Test
  void everyFieldIsAskedFor() {
    assertEquals(
        "field-missing",
        refused(() -> world.enquiries.ask(HEAD, new Enquire(null, "PERSON", REASON))));
    assertEquals(
        "field-missing",
        refused(() -> world.enquiries.ask(HEAD, new Enquire(world.child, null, REASON))));
    assertEquals(
        "field-missing",
        refused(() -> world.enquiries.ask(HEAD, new Enquire(world.child, "PERSON", null))));
    assertEquals(
        "text-blank",
        refused(() -> world.enquiries.ask(HEAD, new Enquire(world.child, "PERSON", " "))));
    assertEquals(
        "code-unknown",
        refused(() -> world.enquiries.ask(HEAD, new Enquire(world.child, "FRIEND", REASON))));
    UUID enquiry = world.ask(HEAD);
    assertEquals("limit-range", refused(() -> world.enquiries.answer(HEAD, enquiry, 0, null)));
    assertEquals("limit-range", refused(() -> world.enquiries.answer(HEAD, enquiry, 501, null)));
    assertEquals("cursor-unknown", refused(() -> world.enquiries.answer(HEAD, enquiry, 9, "x")));
    world.now = world.now.plus(Duration.ofDays(31));
    assertEquals("enquiry-expired", refused(() -> world.enquiries.answer(HEAD, enquiry, 9, null)));
  }

  @Test
  void aRefusedAttemptIsToldByTheKindOfInstitutionAlone() {
    world.store.note(
        ELSEWHERE,
        Notice.refused("persons.read-refused", "forbidden", new Ref("person", world.child)));
    world.store.note(
        ELSEWHERE,
        Notice.refused("access.absent-asked", "not-found", new Ref("case", world.careCase)));
    world.store.note(
        ELSEWHERE,
        Notice.refused("cases.read-refused", "forbidden", new Ref("case", UUID.randomUUID())));
    assertEquals(
        List.of("NJMF Tiranë CASE_WORK CHANGED 1", "(NJMF) CASE_WORK REFUSED 2"),
        told(world.answer(HEAD)));
  }

  @Test
  void theRegisterItselfIsNoInstitution() {
    world.look(TestActor.system());
    assertTrue(told(world.answer(HEAD)).contains("(SYSTEM) SYSTEM SEEN 1"));
  }

  @Test
  void theAnswerIsWholeBeyondWhatIsReadAtOnce() {
    world.execute(
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
            .formatted(world.child));
    UUID enquiry = world.ask(HEAD);
    long times = 0;
    int pages = 0;
    LocalDate last = LocalDate.MAX;
    String next = null;
    do {
      var page = world.enquiries.answer(HEAD, enquiry, 40, next);
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
        2501, world.enquiries.whole(HEAD, enquiry).items().stream().mapToLong(Line::times).sum());
    var first = world.enquiries.answer(HEAD, enquiry, 40, null);
    UUID another = world.ask(HEAD);
    assertNotNull(first.next());
    assertEquals(
        "cursor-unknown", refused(() -> world.enquiries.answer(HEAD, another, 40, first.next())));
    assertNull(world.enquiries.answer(HEAD, enquiry, 500, null).next());
  }

  @Test
  void noCellOfATableStartsAFormula() {
    world.execute(
        "insert into access.unit (code, kind, name) values ('EVIL', 'NJMF', '=cmd|\"x\"')");
    world.look(TestActor.of("PMF", "EVIL"));
    var whole = world.enquiries.whole(HEAD, world.ask(HEAD));
    assertTrue(PrintedAnswer.csv(whole).contains("\"'=cmd|\"\"x\"\" ("));
    assertTrue(PrintedAnswer.html(whole).contains("=cmd|&quot;x&quot;"));
  }
}
