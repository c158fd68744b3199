// SPDX-License-Identifier: EUPL-1.2
package al.fole.families.internal;

import static al.fole.families.internal.AFamily.aFamily;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.access.Scope;
import al.fole.database.LoginRole;
import al.fole.families.EndPlacement;
import al.fole.families.FamilyId;
import al.fole.families.FamilyState;
import al.fole.families.PlacementId;
import al.fole.families.internal.APlacement.ACase;
import al.fole.spi.Actor;
import al.fole.spi.Problem;
import al.fole.testing.fakes.TestActor;
import al.fole.testing.world.ClosedWall;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/**
 * A family that was rejected or has left is read as before and changed by nobody; whoever reads it
 * is told why, and for whoever does not it is not there.
 */
class LeftFamilyTest {
  /** The predicate lets everything through. */
  private static final Scope EVERYTHING =
      new Scope(true, List.of(), List.of(), List.of("OPEN", "CLOSED"), List.of(), Map.of());

  private static FamiliesWorld world;

  @BeforeAll
  static void open() {
    world = new FamiliesWorld();
  }

  @AfterAll
  static void close() {
    world.close();
  }

  private static FamilyId left() {
    FamilyId id = world.approved(aFamily());
    world.families.change(world.head, id, AFamily.step(3, FamilyState.WITHDRAWN));
    return id;
  }

  private static FamilyId rejected() {
    AFamily family = aFamily().of(world.adult());
    FamilyId id = world.assessed(family);
    world.families.decide(world.head, id, family.decision(2, "REJECTED"));
    return id;
  }

  private static String standing(UUID subject) {
    return String.join(
        " ",
        world.texts("select state from access.standing where subject = '%s'".formatted(subject)));
  }

  private static Map<String, Executable> changes(Actor worker, Actor head, FamilyId id) {
    ACase of = world.aCase();
    return Map.of(
        "assess",
        () -> world.families.assess(worker, id, AFamily.assessment(9, "POSITIVE")),
        "decide",
        () -> world.families.decide(head, id, aFamily().approval(9)),
        "change",
        () -> world.families.change(head, id, AFamily.step(9, FamilyState.APPROVED)),
        "place",
        () -> world.families.place(worker, id, APlacement.of(of).command()));
  }

  private static void absent(Executable work) {
    assertEquals(Problem.Kind.ABSENT, world.refused("not-found", work).kind());
  }

  @Test
  void whoeverReadsItIsToldThatItHasLeft() {
    for (FamilyId id : List.of(left(), rejected())) {
      assertEquals("CLOSED", standing(id.value()));
      for (Actor reader : List.of(world.tirana, world.head, world.region, world.directorate)) {
        assertEquals(id, world.families.view(reader, id).id());
      }
      changes(world.tirana, world.head, id)
          .values()
          .forEach(
              it ->
                  assertEquals(Problem.Kind.CONFLICT, world.refused("family-has-left", it).kind()));
    }
  }

  @Test
  void forWhoeverDoesNotReadItItIsNotThere() {
    FamilyId id = left();
    Actor headOfDurres = TestActor.of("NJMF_HEAD", "B10");
    absent(() -> world.families.view(world.durres, id));
    var out = new java.util.HashMap<>(changes(world.durres, headOfDurres, id));
    out.remove("place"); // asks for the child first, who is not there either
    out.values().forEach(LeftFamilyTest::absent);
    changes(world.tirana, world.head, new FamilyId(UUID.randomUUID()))
        .values()
        .forEach(LeftFamilyTest::absent);
  }

  @Test
  void inAClosedCaseNobodyEndsAPlacement() {
    ACase of = world.aCase();
    PlacementId placement = world.place(world.approved(aFamily()), of);
    var ending = new EndPlacement(1, APlacement.ENDED, "REUNIFIED", true, null, AFamily.SAID);
    world.families.end(world.tirana, placement, ending);
    world.run("insert into access.standing values ('%s', 'CLOSED', now())".formatted(of.id()));
    assertEquals(placement, world.families.placement(world.region, placement).id());
    var refused =
        world.refused(
            "placement-already-ended", () -> world.families.end(world.tirana, placement, ending));
    assertEquals(Problem.Kind.CONFLICT, refused.kind());
    absent(() -> world.families.end(world.durres, placement, ending));
  }

  @Test
  void theSecondWallLetsNobodyChangeItEither() {
    FamilyId id = world.approved(aFamily());
    assertEquals(true, locked(id));
    world.families.change(world.head, id, AFamily.step(3, FamilyState.WITHDRAWN));
    assertEquals(false, locked(id));
  }

  /** Each policy by itself: with it nobody passes, without it somebody would. */
  @Test
  void eachPolicyOfTheSecondWallRefuses() throws SQLException {
    FamilyId left = left();
    FamilyId there = world.approved(aFamily());
    var wall = new ClosedWall(world, "families", world.head);
    assertEquals(3, wall.policies().size());
    for (var policy : wall.policies()) {
      String column = policy.table().equals("family") ? "id" : "family";
      assertTrue(wall.refuses(policy, column, left.value()), policy.toString());
      assertFalse(wall.refuses(policy, column, there.value()), policy + " of what is open");
      assertFalse(wall.refusesWithout(policy, column, left.value()), policy + " refuses alone");
    }
  }

  /** Whether the wall lets the head of the unit lock it past the predicate. */
  private static boolean locked(FamilyId id) {
    var found = new boolean[1];
    assertThrows(
        IllegalStateException.class,
        () ->
            world
                .store()
                .write(
                    world.head,
                    tx -> {
                      var mapper = tx.mapper(FamilyMapper.class);
                      assertEquals(1, mapper.byId(List.of(id.value()), EVERYTHING).size());
                      found[0] = mapper.locked(id.value(), EVERYTHING) != null;
                      throw new IllegalStateException("taken back");
                    }));
    return found[0];
  }

  @Test
  void familiesThatLeftBeforeAreSettledByTheMigration() throws Exception {
    FamilyId gone = left();
    FamilyId there = world.approved(aFamily());
    world.run("delete from access.standing");
    try (var script = FamilyRows.class.getResourceAsStream("/db/017_left.sql");
        var connection = world.fixture.postgres().source(LoginRole.OWNER).getConnection();
        var statement = connection.createStatement()) {
      String whole = new String(Objects.requireNonNull(script).readAllBytes(), UTF_8);
      statement.execute("set fole.by_hand = 'migration:families/017_left.sql'");
      statement.execute(whole.substring(0, whole.indexOf("create policy")));
    }
    assertEquals("CLOSED", standing(gone.value()));
    assertEquals("", standing(there.value()));
    assertEquals(
        List.of("t"),
        world.texts(
            "select relforcerowsecurity from pg_class where oid = 'families.family'::regclass"));
  }
}
