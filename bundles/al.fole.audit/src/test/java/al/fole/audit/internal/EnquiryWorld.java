// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import static org.junit.jupiter.api.Assertions.assertThrows;

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
import al.fole.testing.fakes.TestActor;
import al.fole.testing.store.StoreFixture;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.function.Executable;

/** A child, those who look at its file, and the person's questions about them. */
final class EnquiryWorld implements AutoCloseable {
  static final TestActor WORKER = TestActor.of("PMF", "B53");
  static final TestActor HEAD = asking("B53");
  static final TestActor OFFICER = TestActor.of("DPO", "N");
  static final TestActor INSPECTOR = TestActor.of("INSPECTOR", "N");
  static final TestActor ELSEWHERE = TestActor.of("PMF", "B48");
  static final String ASKING = "ASKING";
  static final String REASON = "Nëna pyeti me shkrim.";

  final StoreFixture fixture;
  final Store store;
  final AuditSchema schema;
  final SealedTokens tokens;
  final Enquiries enquiries;
  final Holds holds;
  final UUID child = UUID.randomUUID();
  final UUID careCase = UUID.randomUUID();
  Instant now = Instant.now();

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

  EnquiryWorld(Path home) {
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

  /** Asks, and is told apart in the answer by his purpose. */
  static TestActor asking(String unit) {
    return new TestActor(
        UUID.randomUUID(), "NJMF_HEAD", unit, UUID.randomUUID(), ASKING, "PASSWORD", "request");
  }

  String printed() {
    var whole = enquiries.whole(HEAD, ask(HEAD));
    return PrintedAnswer.html(whole) + PrintedAnswer.csv(whole);
  }

  Answer answer(TestActor actor) {
    return enquiries.answer(actor, ask(actor), 100, null);
  }

  UUID ask(TestActor actor) {
    return enquiries.ask(actor, asked(child)).id();
  }

  static Enquire asked(UUID person) {
    return new Enquire(person, "PARENT", REASON);
  }

  static HoldBack hold(String matter, @Nullable UUID person, @Nullable String unit) {
    return new HoldBack(matter, person, unit, LocalDate.now().plusDays(60), REASON);
  }

  static Holds.Reason why() {
    return new Holds.Reason(REASON);
  }

  /** Lines as text, without what the test's own enquiries left. */
  static List<String> told(Answer answer) {
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

  long entries(String type) {
    return fixture.number("select count(*) from journal.event where type = ?", type);
  }

  static String refused(Executable call) {
    return assertThrows(Problem.class, call).rule();
  }

  void look(TestActor actor) {
    store.read(
        actor,
        tx -> {
          tx.disclose(
              Notice.disclosed(
                  "persons.read", "VKM-2026 n.8/2/a", new Ref("person", child), List.of(child)));
          return 0;
        });
  }

  void listed(TestActor actor) {
    store.read(
        actor,
        tx -> {
          tx.disclose(
              Notice.disclosed(
                  "persons.searched", "VKM-2026 n.8/2/a", null, List.of(UUID.randomUUID(), child)));
          return 0;
        });
  }

  void inScope(UUID subject, UUID via, String unit) {
    execute(
        "insert into access.scope (subject, via, unit, relation, opened_on) values ('"
            + subject
            + "', '"
            + via
            + "', '"
            + unit
            + "', 'CASE', current_date)");
  }

  void execute(String sql) {
    try (var connection = fixture.postgres().superuser().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    fixture.close();
  }
}
