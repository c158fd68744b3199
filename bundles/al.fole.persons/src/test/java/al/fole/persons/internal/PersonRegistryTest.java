// SPDX-License-Identifier: EUPL-1.2
package al.fole.persons.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.journal.Entry;
import al.fole.persons.PersonFacts;
import al.fole.persons.PersonId;
import al.fole.persons.PersonView;
import al.fole.spi.Problem;
import al.fole.testing.fakes.TestActor;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Each person is entered once, corrected by whoever has seen the last state, and shown to those in
 * scope.
 */
class PersonRegistryTest {
  private static PersonsWorld world;

  @BeforeAll
  static void open() {
    world = new PersonsWorld();
  }

  @AfterAll
  static void close() {
    world.close();
  }

  @Test
  void whoIsRegisteredIsSeenWholeInHisUnit() {
    People girl = world.somebody().named("Zoiçë", "Gëzim", "Përmeti");
    var receipt = world.persons.register(world.tirana, girl.registration());
    assertEquals(1, receipt.version());
    var id = new PersonId(receipt.id());
    PersonView view = world.persons.view(world.head, id);
    assertEquals(girl.identity().personalNumber(), view.personalNumber());
    assertEquals("Zoiçë", view.firstName());
    assertEquals(girl.identity().address(), view.address());
    assertEquals(girl.identity().birthDate(), view.birthDate());
    assertEquals("SOCIAL_WORKER", view.provider());
    assertNull(view.temporaryIdentifier());
    assertEquals(1, world.entries("persons.registered", id));
    assertEquals(1, world.entries("persons.viewed", id));
  }

  @Test
  void childrenAndAdultsForeignersAndFoundlingsAllHaveAPlace() {
    var foreigner =
        People.aGirl()
            .withNumber("M09130007J")
            .named("Aisha", "Omar", "Haddad")
            .bornOn(LocalDate.of(2020, 11, 30));
    var elder =
        People.aGirl().withNumber("B15724000N").bornOn(LocalDate.of(1911, 7, 24)).because("old");
    var foundling =
        People.aGirl().withoutNumber().named(null, null, null).ofSex("U").bornOn(People.TODAY);
    for (People one : List.of(foreigner, elder, foundling)) {
      PersonId id = world.register(world.tirana, one);
      assertEquals(one.identity().birthDate(), world.persons.view(world.tirana, id).birthDate());
    }
  }

  @Test
  void outOfScopeAndNotThereAreTheSame() {
    PersonId id = world.register(world.tirana, world.somebody());
    var nobody = new PersonId(UUID.randomUUID());
    var outOfScope = world.refused("not-found", () -> world.persons.view(world.durres, id));
    var notThere = world.refused("not-found", () -> world.persons.view(world.durres, nobody));
    assertEquals(notThere.getMessage(), outOfScope.getMessage());
    assertEquals(notThere.more(), outOfScope.more());
    world.refused("not-found", () -> world.persons.history(world.durres, id));
    world.refused(
        "not-found",
        () -> world.persons.correct(world.durres, id, world.somebody().correction(1, "why")));
    assertEquals(0, world.entries("persons.viewed", id));
    assertTrue(world.entries("access.absent-asked") >= 4);
  }

  @Test
  void regionAndDirectorateReadWhatTheyReach() {
    PersonId inTirana = world.register(world.tirana, world.somebody());
    PersonId inDurres = world.register(world.durres, world.somebody());
    world.persons.view(world.region, inTirana);
    world.persons.view(world.directorate, inTirana);
    world.persons.view(world.directorate, inDurres);
    world.refused("not-found", () -> world.persons.view(world.region, inDurres));
  }

  @Test
  void supervisionReadsAndTheAdministratorSeesNobody() {
    PersonId id = world.register(world.tirana, world.somebody());
    for (var actor : List.of(world.region, world.directorate, world.administrator)) {
      refusedForbidden(() -> world.persons.register(actor, world.somebody().registration()));
      refusedForbidden(
          () -> world.persons.correct(actor, id, world.somebody().correction(1, "why")));
      refusedForbidden(() -> world.persons.history(actor, id));
    }
    refusedForbidden(() -> world.persons.view(world.administrator, id));
    refusedForbidden(() -> world.persons.search(world.administrator, People.byName("Zana")));
    refusedForbidden(() -> world.persons.views(world.administrator, List.of(id)));
  }

  @Test
  void aCorrectionReplacesAndTheHistoryKeeps() {
    People before = world.somebody().named("Zana", "Gëzim", "Përmeti");
    PersonId id = world.register(world.tirana, before);
    var receipt =
        world.persons.correct(
            world.head,
            id,
            before.named("Zana", "Gëzim", "Prifti").livingIn("10").correction(1, "gabim shkrimi"));
    assertEquals(2, receipt.version());
    PersonView view = world.persons.view(world.tirana, id);
    assertEquals("Prifti", view.lastName());
    assertEquals("10", view.municipality());
    List<Entry> history = world.persons.history(world.tirana, id);
    assertEquals(
        List.of("persons.registered", "persons.corrected"),
        history.stream().map(Entry::type).toList());
    assertEquals("Përmeti", history.get(0).details().get("lastName"));
    assertEquals(Map.of("lastName", "Prifti", "reason", "gabim shkrimi"), history.get(1).details());
    assertEquals(1, world.entries("persons.history-viewed", id));
  }

  @Test
  void withoutFamiliesNobodyIsCorrectedAndThePartIsNamed() {
    People girl = world.somebody();
    PersonId id = world.register(world.tirana, girl);
    world.fixture.remove(world.corrected);
    try {
      var absent =
          world.refused(
              "part-unavailable",
              () ->
                  world.persons.correct(world.tirana, id, girl.livingIn("10").correction(1, "x")));
      assertEquals(Map.of("part", "families"), absent.more());
    } finally {
      world.fixture.add(world.corrected);
    }
    assertEquals(1, world.persons.view(world.tirana, id).version());
    world.persons.correct(world.tirana, id, girl.livingIn("10").correction(1, "moved"));
  }

  @Test
  void aStaleCorrectionChangesNothing() {
    People girl = world.somebody();
    PersonId id = world.register(world.tirana, girl);
    world.persons.correct(world.tirana, id, girl.livingIn("10").correction(1, "moved"));
    var stale =
        world.refused(
            "version-stale",
            () -> world.persons.correct(world.tirana, id, girl.correction(1, "moved")));
    assertEquals(Problem.Kind.STALE, stale.kind());
    assertEquals(1, world.entries("persons.corrected", id));
  }

  @Test
  void factsAreReadForCopyingAndOnlyInScope() {
    People boy = world.somebody().livingIn("61");
    PersonId id = world.register(world.tirana, boy);
    var facts = new PersonFacts[1];
    world
        .store()
        .write(
            world.tirana,
            tx -> {
              facts[0] = world.persons.facts(tx, id);
              var event =
                  Person.register(
                      new PersonId(tx.newId()), boy.registration(), tx.now(), tx.today());
              return tx.record(event.event(), List.of());
            });
    assertEquals(
        new PersonFacts(id, 1, boy.identity().sex(), boy.identity().birthDate(), false, "61"),
        facts[0]);
    world.refused(
        "not-found",
        () ->
            world
                .store()
                .write(
                    world.durres,
                    tx -> {
                      world.persons.facts(tx, id);
                      throw new AssertionError("seen out of scope");
                    }));
  }

  @Test
  void theSameRequestAgainIsOnePerson() {
    People girl = world.somebody();
    var claiming = TestActor.of("PMF", "B53").claiming(new byte[32], digest(1));
    var first = world.persons.register(claiming, girl.registration());
    assertEquals(first, world.persons.register(claiming, girl.registration()));
    var other = TestActor.of("PMF", "B53").claiming(new byte[32], digest(2));
    world.refused(
        "idempotency-key-reused",
        () -> world.persons.register(other, world.somebody().registration()));
  }

  @Test
  void anUnknownMunicipalityIsRefused() {
    for (String code : List.of("00", "62", "53 ", "", "%", "' or true --")) {
      var problem =
          world.refused(
              "code-unknown",
              () ->
                  world.persons.register(
                      world.tirana, world.somebody().livingIn(code).registration()));
      assertEquals("identity.municipality", problem.field().orElse(""));
      assertEquals("municipality", problem.more().get("list"));
    }
  }

  @Test
  void anUnknownProviderIsRefused() {
    var problem =
        world.refused(
            "code-unknown",
            () ->
                world.register(
                    world.tirana, world.somebody().saidBy("NEIGHBOUR", LocalDate.of(2026, 1, 5))));
    assertEquals("provenance.provider", problem.field().orElse(""));
    assertEquals("information-provider", problem.more().get("list"));
  }

  @Test
  void badInputWritesNothing() {
    People ok = world.somebody();
    long entries = world.entries("persons.registered");
    world.refused("text-too-long", () -> tryOut(ok.named("a".repeat(1 << 20), null, null)));
    world.refused(
        "text-unreadable", () -> tryOut(world.somebody().named("Za\ud800na", null, null)));
    world.refused("name-characters", () -> tryOut(world.somebody().named("'; drop--", null, null)));
    world.refused("birth-date-range", () -> tryOut(world.somebody().bornOn(LocalDate.MAX)));
    world.refused("sex-code", () -> tryOut(world.somebody().ofSex("X")));
    assertEquals(entries, world.entries("persons.registered"));
    var numbers = world.fixture.number("select count(*) from persons.number");
    assertEquals(
        numbers,
        world.fixture.number(
            "select count(*) from persons.person where personal_number is not null"));
  }

  private static void tryOut(People who) {
    world.persons.register(world.tirana, who.registration());
  }

  private static void refusedForbidden(org.junit.jupiter.api.function.Executable work) {
    var problem = assertThrows(Problem.class, work);
    assertEquals(Problem.Kind.FORBIDDEN, problem.kind());
  }

  private static byte[] digest(int of) {
    byte[] digest = new byte[32];
    digest[0] = (byte) of;
    return digest;
  }
}
