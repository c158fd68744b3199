// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.access.Scope;
import al.fole.access.Standing;
import al.fole.cases.Assignments.AssignWorker;
import al.fole.cases.Assignments.EntrustProvider;
import al.fole.cases.CaseId;
import al.fole.cases.CaseState;
import al.fole.database.LoginRole;
import al.fole.persons.PersonId;
import al.fole.spi.Actor;
import al.fole.testing.world.ClosedWall;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/**
 * A closed case is read as before and changed by nobody. Whoever reads it is told that it is
 * closed; for whoever does not, it is not there.
 */
class ClosedCaseTest {
  /** The predicate lets everything through. */
  private static final Scope EVERYTHING =
      new Scope(true, List.of(), List.of(), List.of("OPEN", "CLOSED"), List.of(), Map.of());

  private static CasesWorld world;

  @BeforeAll
  static void open() {
    world = new CasesWorld();
  }

  @AfterAll
  static void close() {
    world.close();
  }

  private static CaseId closed() {
    CaseId id = world.assessed(world.child());
    close(id);
    return id;
  }

  private static void close(CaseId id) {
    world.cases.close(world.head, id, Said.closing(world.view(id).version(), world.daysAgo(20)));
  }

  private static String standing(CaseId id) {
    return String.join(
        " ", world.texts("select state from access.standing where subject = '%s'".formatted(id)));
  }

  /** Every way to change a case, by a worker or the head of a unit. */
  private static Map<String, Executable> changes(Actor worker, Actor head, CaseId id) {
    return Map.of(
        "assess",
        () -> world.assessments.assess(worker, id, Said.assessment(world.daysAgo(10))),
        "decide",
        () -> world.cases.decide(worker, id, Said.decision("COURT", world.daysAgo(10))),
        "decide in an emergency",
        () -> world.cases.decide(head, id, Said.decision("EMERGENCY", world.daysAgo(10))),
        "close",
        () -> world.cases.close(head, id, Said.closing(9, world.today)),
        "assign",
        () -> world.assignments.assign(head, id, new AssignWorker(9, null)),
        "entrust",
        () -> world.assignments.entrust(head, id, new EntrustProvider(9, null)));
  }

  @Test
  void whoeverReadsItIsToldThatItIsClosed() {
    CaseId id = closed();
    assertEquals("CLOSED", standing(id));
    for (Actor reader : List.of(world.tirana, world.head, world.region, world.directorate)) {
      assertEquals(CaseState.CLOSED_NOT_NEEDED, world.cases.view(reader, id).state());
    }
    changes(world.tirana, world.head, id).values().forEach(it -> world.conflict("case-closed", it));
  }

  @Test
  void forWhoeverDoesNotReadItItIsNotThere() {
    CaseId id = closed();
    world.absent(() -> world.cases.view(world.durres, id));
    changes(world.durres, world.headOfDurres, id).values().forEach(world::absent);
    var nowhere = new CaseId(java.util.UUID.randomUUID());
    changes(world.tirana, world.head, nowhere).values().forEach(world::absent);
  }

  @Test
  void nobodyMovesAChildByIt() {
    PersonId child = world.child();
    CaseId id = world.assessed(child);
    var decision = world.cases.decide(world.tirana, id, Said.decision("COURT", world.daysAgo(35)));
    close(id);
    var late = Said.placement(id, child, decision, "FOSTER_LONG", world.daysAgo(10));
    world.conflict("case-closed", () -> world.place(world.tirana, late));
    world.absent(() -> world.place(world.durres, late));
  }

  @Test
  void aCaseThatEndsWithItsCareIsClosedToo() {
    PersonId child = world.child();
    CaseId id = world.assessed(child);
    var decision = world.cases.decide(world.tirana, id, Said.decision("COURT", world.daysAgo(35)));
    var lived = Said.placement(id, child, decision, "FOSTER_LONG", world.daysAgo(30));
    world.place(world.tirana, lived);
    assertEquals("", standing(id));
    world.end(world.tirana, Said.end(lived, "DIED", world.daysAgo(20)));
    assertEquals("CLOSED", standing(id));
    world.conflict(
        "case-closed", () -> world.end(world.tirana, Said.end(lived, "DIED", world.daysAgo(19))));
  }

  @Test
  void theSecondWallLetsNobodyChangeItEither() {
    CaseId id = world.assessed(world.child());
    var decided = world.cases.decide(world.tirana, id, Said.decision("COURT", world.daysAgo(35)));
    assertNotNull(decided);
    List<Integer> before = changed(id);
    close(id);
    assertEquals(List.of(1, 1, 1), before);
    assertEquals(List.of(0, 0, 0), changed(id));
    assertEquals(CaseState.CLOSED_NOT_NEEDED, world.view(id).state());
  }

  /** How many rows the wall lets a worker of the unit lock or change, taken back at once. */
  private static List<Integer> changed(CaseId id) {
    var rows = new java.util.ArrayList<Integer>();
    assertThrows(
        IllegalStateException.class,
        () ->
            world
                .store()
                .write(
                    world.tirana,
                    tx -> {
                      var one =
                          Objects.requireNonNull(tx.mapper(CaseMapper.class).byId(id, EVERYTHING));
                      rows.add(tx.mapper(CaseMapper.class).locked(id, EVERYTHING) == null ? 0 : 1);
                      rows.add(
                          tx.mapper(HandsMapper.class)
                              .touched(
                                  one.in(one.unit(), one.municipality(), one.lastOn()),
                                  EVERYTHING));
                      var made = tx.mapper(AssessmentMapper.class);
                      var first = made.assessments(id, EVERYTHING).get(0).id();
                      rows.add(made.locked(first, EVERYTHING) == null ? 0 : 1);
                      throw new IllegalStateException("taken back");
                    }));
    return rows;
  }

  /** Each policy by itself: with it nobody passes, without it somebody would. */
  @Test
  void eachPolicyOfTheSecondWallRefuses() throws SQLException {
    CaseId closed = lived("DIED");
    CaseId live = lived("REUNIFIED");
    assertEquals("CLOSED", standing(closed));
    assertEquals("", standing(live));
    var wall = new ClosedWall(world, "cases", world.tirana);
    assertEquals(9, wall.policies().size());
    for (var policy : wall.policies()) {
      String column = policy.table().equals("care_case") ? "id" : "care_case";
      assertTrue(wall.refuses(policy, column, closed.value()), policy.toString());
      assertFalse(wall.refuses(policy, column, live.value()), policy + " of what is open");
      assertFalse(wall.refusesWithout(policy, column, closed.value()), policy + " refuses alone");
    }
  }

  /** A case with all its parts, whose child's stay with a family has ended. */
  private static CaseId lived(String exit) {
    PersonId child = world.child();
    CaseId id = world.assessed(child);
    var decision = world.cases.decide(world.tirana, id, Said.decision("COURT", world.daysAgo(35)));
    world.assignments.assign(world.head, id, new AssignWorker(world.view(id).version(), null));
    var lived = Said.placement(id, child, decision, "FOSTER_LONG", world.daysAgo(30));
    world.place(world.tirana, lived);
    world.end(world.tirana, Said.end(lived, exit, world.daysAgo(20)));
    return id;
  }

  @Test
  void aSealOutlastsTheClosing() {
    CaseId id = world.assessed(world.child());
    settled(id, Standing.CLOSED);
    assertEquals("CLOSED", standing(id));
    settled(id, Standing.SEALED);
    settled(id, Standing.CLOSED);
    settled(id, Standing.OPEN);
    assertEquals("SEALED", standing(id));
  }

  private static void settled(CaseId id, Standing standing) {
    CaseId other = world.opened(world.child(), "LOW");
    world
        .store()
        .write(
            world.head,
            tx -> {
              world.access.settle(tx, id.value(), standing);
              var of = CaseRows.locked(tx, world.access, other, EVERYTHING);
              var assigned = of.assign(new AssignWorker(of.version(), null), tx.today());
              return tx.record(assigned);
            });
  }

  @Test
  void casesClosedBeforeAreSettledByTheMigration() throws Exception {
    CaseId id = closed();
    CaseId live = world.assessed(world.child());
    world.run("delete from access.standing");
    try (var connection = world.fixture.postgres().source(LoginRole.OWNER).getConnection();
        var statement = connection.createStatement()) {
      statement.execute("set fole.by_hand = 'migration:cases/017_closed.sql'");
      statement.execute(settling());
    }
    assertEquals("CLOSED", standing(id));
    assertEquals("", standing(live));
    assertEquals(
        List.of("t"),
        world.texts(
            "select relforcerowsecurity from pg_class where oid = 'cases.care_case'::regclass"));
  }

  /** What the migration does before it raises the wall. */
  private static String settling() throws IOException {
    try (var script = CaseRows.class.getResourceAsStream("/db/017_closed.sql")) {
      String whole = new String(Objects.requireNonNull(script).readAllBytes(), UTF_8);
      return whole.substring(0, whole.indexOf("create policy"));
    }
  }
}
