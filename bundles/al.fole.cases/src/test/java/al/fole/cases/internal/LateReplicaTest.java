// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.access.Permission;
import al.fole.access.Standing;
import al.fole.access.internal.AccessSchema;
import al.fole.cases.CaseId;
import al.fole.cases.CaseQuery;
import al.fole.cases.CaseView;
import al.fole.database.LoginRole;
import al.fole.event.Event;
import al.fole.event.EventType;
import al.fole.itests.clauses.Clause;
import al.fole.persons.CorrectPerson;
import al.fole.persons.Erasures.ProposeErasure;
import al.fole.persons.Identity;
import al.fole.persons.PersonId;
import al.fole.persons.Protections.Reasoned;
import al.fole.persons.internal.ErasureRegistry;
import al.fole.persons.internal.ProtectionRegistry;
import al.fole.spi.Actor;
import al.fole.spi.Problem;
import al.fole.spi.Ref;
import al.fole.store.ReadTx;
import al.fole.store.Schema;
import al.fole.testing.PrimaryAndStandby;
import al.fole.testing.fakes.TestActor;
import al.fole.testing.store.StoreFixture;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/**
 * A standby answers, and stands still while something is changed at the primary: nobody learns from
 * it what the primary would not tell, or misses what the primary would.
 */
class LateReplicaTest {
  private static final Actor OFFICER = TestActor.of("DPO", "N");
  private static final Permission VIEW = new Permission("cases.view");
  private static final String ADDRESS = "Rruga e Provës 7";
  private static PrimaryAndStandby pair;
  private static CasesWorld world;

  @BeforeAll
  static void open() throws IOException {
    pair = PrimaryAndStandby.start();
    world = new CasesWorld((seals, vault) -> StoreFixture.on(pair.database(), seals, vault));
    world.fixture.replica(pair.standby(LoginRole.APP));
  }

  @AfterAll
  static void close() throws IOException {
    world.close();
    pair.close();
  }

  @BeforeEach
  void theStandbyAnswers() throws SQLException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (world.fixture.number("select count(*) from journal.hand where told_at is null") > 0) {
      assertTrue(System.nanoTime() < end, "work by hand is not told");
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    pair.caughtUp();
    double before = fromReplica();
    while (fromReplica() == before) {
      assertTrue(System.nanoTime() < end, () -> "aside: " + world.fixture.replicaAside());
      world.cases.list(world.tirana, all());
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    assertNull(world.fixture.replicaAside());
  }

  @AfterEach
  void itGoesOn() throws SQLException {
    pair.resume();
  }

  private static double fromReplica() {
    return world.fixture.figure("fole_reads", "replica");
  }

  private static double late() {
    return world.fixture.figure("fole_replica_missed", "late");
  }

  private static CaseQuery all() {
    return new CaseQuery(null, null, "FILE_NUMBER", 50, null);
  }

  private static List<CaseId> listed(Actor actor) {
    return world.cases.list(actor, all()).items().stream().map(CaseView::id).toList();
  }

  private static CaseId known() throws SQLException {
    CaseId id = world.assessed(world.child());
    pair.caughtUp();
    return id;
  }

  private static void absent(Executable read) {
    assertEquals(Problem.Kind.ABSENT, assertThrows(Problem.class, read).kind());
  }

  /** The read is tried at the standby, which has not seen the change, and told by the primary. */
  private void meanwhile(Executable change, Executable read) throws Throwable {
    theStandbyAnswers();
    pair.pause();
    double before = late();
    change.execute();
    read.execute();
    assertTrue(late() > before, "nobody asked the standby");
  }

  @Test
  @Clause("R-90")
  void whatTheStandbyTellsHasItsEntryAtThePrimary() throws SQLException {
    CaseId id = known();
    PersonId child = world.view(id).child();
    theStandbyAnswers();
    double answered = fromReplica();
    long entries = world.entries("cases.viewed", child);
    assertEquals(child, world.view(id).child());
    assertTrue(fromReplica() > answered);
    assertEquals(entries + 1, world.entries("cases.viewed", child));
  }

  @Test
  void whatTheStandbyTellsInVainHasNoEntry() throws Throwable {
    CaseId id = known();
    PersonId child = world.view(id).child();
    long entries = world.entries("cases.viewed", child);
    meanwhile(world::child, () -> assertEquals(child, world.view(id).child()));
    assertEquals(entries + 1, world.entries("cases.viewed", child));
  }

  @Test
  void aCaseThatWasHandedOver() throws Throwable {
    CaseId id = known();
    var offer = world.offered(id, 30);
    pair.caughtUp();
    meanwhile(
        () ->
            world.transfers.accept(
                world.headOfDurres, offer, Said.acceptance(1, world.daysAgo(20))),
        () -> absent(() -> world.cases.view(world.tirana, id)));
    assertFalse(listed(world.tirana).contains(id));
    assertTrue(listed(world.headOfDurres).contains(id));
  }

  /** What access records when a court has a record sealed. */
  @EventType(name = "access.record-sealed", ground = "VKM-2026 n.9/2")
  record CourtSealed(UUID id, long version, UUID sealed) implements Event {
    @Override
    public Ref record() {
      return new Ref("seal", id);
    }

    @Override
    public List<UUID> subjects() {
      return List.of();
    }
  }

  @Test
  void aRecordThatWasSealed() throws Throwable {
    CaseId id = known();
    meanwhile(
        () ->
            world
                .store()
                .write(
                    world.head,
                    tx -> {
                      world.access.settle(tx, id.value(), Standing.SEALED);
                      return tx.record(new CourtSealed(tx.newId(), 1, id.value()), List.of());
                    }),
        () -> absent(() -> world.cases.view(world.tirana, id)));
  }

  private static Identity at(Identity who) {
    return new Identity(
        who.personalNumber(),
        null,
        who.firstName(),
        who.fatherName(),
        who.lastName(),
        who.sex(),
        who.birthDate(),
        false,
        "53",
        ADDRESS,
        null);
  }

  @Test
  void anAddressThatWasProtected() throws Throwable {
    PersonId id = world.child(world.tirana, at(world.someChild()));
    assertEquals(ADDRESS, world.persons.view(world.tirana, id).address());
    pair.caughtUp();
    var protections = new ProtectionRegistry(world.fixture.database(), world.access, world.vault);
    meanwhile(
        () -> protections.protect(world.tirana, id, new Reasoned(1, "kërcënim")),
        () -> assertNull(world.persons.view(world.tirana, id).address()));
  }

  @Test
  void somebodyWhoWasErased() throws Throwable {
    PersonId id = world.child();
    world.proved(world.head);
    world.proved(OFFICER);
    var erasures = new ErasureRegistry(world.fixture.database(), world.access);
    var byCourt = new ProposeErasure("COURT_DECISION", "9/2026", world.daysAgo(3));
    UUID proposed = erasures.propose(world.head, id, byCourt).id();
    pair.caughtUp();
    meanwhile(
        () -> erasures.decide(OFFICER, proposed, "APPROVED"),
        () ->
            assertEquals(
                "person-erased",
                assertThrows(Problem.class, () -> world.persons.view(world.tirana, id)).rule()));
  }

  @Test
  void whatTheCallerHasJustWritten() throws Throwable {
    Identity who = world.someChild();
    PersonId[] id = new PersonId[1];
    meanwhile(
        () -> id[0] = world.child(world.tirana, who),
        () -> assertEquals(1, world.persons.view(world.tirana, id[0]).version()));
    var correction = new CorrectPerson(1, at(who), Said.by(world.daysAgo(2)), "gabim shkrimi");
    world.persons.correct(world.tirana, id[0], correction);
    assertEquals(ADDRESS, world.persons.view(world.tirana, id[0]).address());
  }

  /** The work itself refuses what it does not find: asked again where it is. */
  @Test
  void whatTheWorkMissesAtTheStandby() throws Throwable {
    CaseId[] id = new CaseId[1];
    meanwhile(
        () -> id[0] = world.opened(world.child(), "LOW"),
        () ->
            assertEquals(
                id[0],
                world
                    .store()
                    .read(
                        world.tirana,
                        tx -> {
                          var scope = world.access.scope(world.tirana, VIEW);
                          var found = tx.mapper(CaseMapper.class).byId(id[0], scope);
                          if (found == null) {
                            throw Problem.absent();
                          }
                          return found.id();
                        })));
  }

  @Test
  void aRightThatWasTakenAwayByHand() throws Throwable {
    CaseId id = known();
    String sql = "update access.scope set closed_on = opened_on where via = '" + id + "'";
    meanwhile(() -> world.run(sql), () -> absent(() -> world.cases.view(world.tirana, id)));
  }

  @Test
  void aClockThatWasMoved() throws Throwable {
    var day = world.store().read(world.tirana, ReadTx::today).plusDays(1);
    meanwhile(
        () -> world.fixture.forward(Duration.ofDays(1)),
        () -> assertEquals(day, world.store().read(world.tirana, ReadTx::today)));
  }

  @Test
  void aReadThatChangesNothingMakesNothingLate() throws SQLException {
    CaseId id = known();
    theStandbyAnswers();
    pair.pause();
    double answered = fromReplica();
    world.view(id);
    world.view(id);
    assertTrue(fromReplica() >= answered + 2);
  }

  @Test
  void accountsAreReadAtThePrimaryAloneAndSoDoJobs() {
    double answered = fromReplica();
    var access = world.fixture.open(Schema.of("access", AccessSchema.class));
    access.read(world.tirana, ReadTx::today);
    world.store().read(TestActor.system(), ReadTx::today);
    assertEquals(answered, fromReplica());
    world.store().read(world.tirana, ReadTx::today);
    assertEquals(answered + 1, fromReplica());
  }

  @Test
  void aStandbyThatIsGoneCostsNoAnswer() throws SQLException {
    CaseId id = known();
    theStandbyAnswers();
    pair.stopStandby();
    try {
      world.view(id);
      assertTrue(String.valueOf(world.fixture.replicaAside()).startsWith("does not answer"));
      world.view(id);
    } finally {
      pair.startStandby();
    }
    theStandbyAnswers();
  }
}
