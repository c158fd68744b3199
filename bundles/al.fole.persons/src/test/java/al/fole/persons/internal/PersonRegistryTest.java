// SPDX-License-Identifier: EUPL-1.2
package al.fole.persons.internal;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.journal.Entry;
import al.fole.persons.PersonFacts;
import al.fole.persons.PersonId;
import al.fole.persons.PersonQuery;
import al.fole.persons.PersonView;
import al.fole.spi.Problem;
import al.fole.store.Page;
import al.fole.testing.fakes.TestActor;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

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
  void theSameNumberIsTheSamePerson() {
    People known = world.somebody();
    PersonId id = world.register(world.tirana, known);
    People again = known.named("Tjetër", "Emër", "Fare");
    var here =
        world.refused(
            "person-exists", () -> world.persons.register(world.tirana, again.registration()));
    assertEquals(Problem.Kind.CONFLICT, here.kind());
    assertEquals(Map.of("person", id.toString()), here.more());
    assertEquals(1, world.entries("persons.matched", id));
  }

  @Test
  void alsoAcrossMunicipalitiesButOnlyTheUnitIsSaid() {
    People known = world.somebody();
    PersonId id = world.register(world.tirana, known);
    var elsewhere =
        world.refused(
            "possible-match", () -> world.persons.register(world.durres, known.registration()));
    assertEquals(Problem.Kind.CONFLICT, elsewhere.kind());
    assertEquals(Map.of("unit", "B53"), elsewhere.more());
    assertEquals(1, world.entries("persons.matched", id));
    world.refused("not-found", () -> world.persons.view(world.durres, id));
  }

  @Test
  void ofTwoRegistrationsAtOnceOneWins() throws Exception {
    for (int round = 0; round < 5; round++) {
      People child = world.somebody();
      var outcomes = new ArrayList<String>();
      var threads = Executors.newFixedThreadPool(4);
      try {
        Callable<String> here = () -> outcome(world.tirana, child);
        Callable<String> there = () -> outcome(world.durres, child);
        for (var done : threads.invokeAll(List.of(here, there, here, there), 60, SECONDS)) {
          outcomes.add(done.get());
        }
      } finally {
        threads.shutdownNow();
      }
      outcomes.sort(null);
      assertEquals(1, outcomes.stream().filter("created"::equals).count(), outcomes::toString);
      assertEquals(
          List.of("created", "person-exists", "possible-match", "possible-match"), outcomes);
    }
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
  void aNumberThatBecomesKnownIsLinked() {
    People child = world.somebody();
    String number = String.valueOf(child.identity().personalNumber());
    PersonId id = world.register(world.tirana, child.withoutNumber());
    String temporary = world.persons.view(world.tirana, id).temporaryIdentifier();
    assertNotNull(temporary);
    world.persons.correct(
        world.tirana, id, child.withNumber(number).correction(1, "civil register"));
    PersonView linked = world.persons.view(world.tirana, id);
    assertEquals(number, linked.personalNumber());
    assertEquals(temporary, linked.temporaryIdentifier());
    assertEquals(
        List.of(id), ids(world.persons.search(world.tirana, People.byNumber(number)).items()));
    world.refused(
        "person-exists", () -> world.persons.register(world.tirana, child.registration()));
  }

  @Test
  void aNumberOfAnotherIsNotLinked() {
    People known = world.somebody();
    PersonId owner = world.register(world.durres, known);
    People child = world.somebody();
    PersonId id = world.register(world.tirana, child.withoutNumber());
    var match =
        world.refused(
            "possible-match",
            () -> world.persons.correct(world.tirana, id, known.correction(1, "civil register")));
    assertEquals(Map.of("unit", "B10"), match.more());
    assertEquals(1, world.entries("persons.matched", owner));
    assertEquals(1, world.persons.view(world.tirana, id).version());
  }

  @Test
  void aNumberGivenUpIsFreeForItsOwner() {
    People wrong = world.somebody();
    String number = String.valueOf(wrong.identity().personalNumber());
    PersonId id = world.register(world.tirana, wrong);
    world.persons.correct(
        world.tirana, id, wrong.withoutNumber().correction(1, "another child's number"));
    assertNotNull(world.persons.view(world.tirana, id).temporaryIdentifier());
    assertNotEquals(id, world.register(world.durres, wrong.withNumber(number)));
  }

  @Test
  void peopleAreFoundByTheBeginningsOfTheirNames() {
    PersonId id =
        world.register(world.tirana, world.somebody().named("Xhelale", "Qëndrim", "Çelëmeti"));
    world.register(world.tirana, world.somebody().named("Xhelale", "Petrit", "Çelëmeti"));
    for (String name :
        List.of("qendrim", "QËND xhela", "celemeti Qe", "çelëmeti qëndrim xhelale")) {
      assertEquals(
          List.of(id), ids(world.persons.search(world.tirana, People.byName(name)).items()), name);
    }
    assertEquals(2, world.persons.search(world.tirana, People.byName("Çelëmeti")).items().size());
    assertEquals(0, world.persons.search(world.tirana, People.byName("elemeti")).items().size());
    assertEquals(0, world.persons.search(world.durres, People.byName("Çelëmeti")).items().size());
  }

  @Test
  void aFormerNameIsNoLongerFound() {
    People girl = world.somebody().named("Thëllëza", null, "Rrapush");
    PersonId id = world.register(world.tirana, girl);
    world.persons.correct(
        world.tirana, id, girl.named("Thëllëza", null, "Rrushbull").correction(1, "misread"));
    assertEquals(0, world.persons.search(world.tirana, People.byName("Rrapush")).items().size());
    assertEquals(1, world.persons.search(world.tirana, People.byName("Rrushbull")).items().size());
  }

  @Test
  void allCriteriaMustHold() {
    People boy = world.somebody().named("Ylldrin", "Besnik", "Ulqinaku").livingIn("61");
    world.register(world.tirana, boy);
    LocalDate born = boy.identity().birthDate();
    String number = boy.identity().personalNumber();
    assertEquals(1, found(new PersonQuery(number, "ylldrin", born, "61", 20, null)));
    assertEquals(0, found(new PersonQuery(number, "ylldrin", born.plusDays(1), "61", 20, null)));
    assertEquals(0, found(new PersonQuery(number, "ylldrin", born, "10", 20, null)));
    assertEquals(0, found(new PersonQuery(number, "besa", born, "61", 20, null)));
    assertEquals(1, found(new PersonQuery(null, null, born, "61", 20, null)));
  }

  @Test
  void aListMasksNumbersAndLeavesOutAddresses() {
    People girl = world.somebody().named("Vetëtimë", null, null);
    world.register(world.tirana, girl);
    PersonView listed =
        world.persons.search(world.tirana, People.byName("Vetetime")).items().get(0);
    assertTrue(String.valueOf(listed.personalNumber()).matches("..•{7}."));
    assertNull(listed.address());
    assertNull(listed.contact());
  }

  @Test
  void pagesFollowOneAnotherNewestFirst() {
    var expected = new ArrayList<PersonId>();
    for (int i = 0; i < 7; i++) {
      expected.add(
          0, world.register(world.tirana, world.somebody().named("Shqiponjë", null, null)));
    }
    var seen = new ArrayList<PersonId>();
    String cursor = null;
    long entries = world.entries("persons.searched");
    do {
      var query = new PersonQuery(null, "shqiponje", null, null, 3, cursor);
      Page<PersonView> page = world.persons.search(world.tirana, query);
      assertTrue(page.items().size() <= 3);
      seen.addAll(ids(page.items()));
      cursor = page.next();
    } while (cursor != null);
    assertEquals(expected, seen);
    assertEquals(entries + 3, world.entries("persons.searched"));
    assertEquals(1, world.entries("persons.searched", expected.get(6)));
  }

  @Test
  void aCursorBelongsToOneCallerAndOneSearch() {
    for (int i = 0; i < 2; i++) {
      world.register(world.tirana, world.somebody().named("Dallëndyshe", null, null));
    }
    var query = new PersonQuery(null, "Dallendyshe", null, null, 1, null);
    String cursor = world.persons.search(world.tirana, query).next();
    assertNotNull(cursor);
    var again = new PersonQuery(null, "dallëndyshe", null, null, 1, cursor);
    assertEquals(1, world.persons.search(world.tirana, again).items().size());
    var another = new PersonQuery(null, "dallëndyshe", null, "53", 1, cursor);
    world.refused("cursor-unknown", () -> world.persons.search(world.tirana, another));
    world.refused("cursor-unknown", () -> world.persons.search(world.head, again));
    for (String forged : List.of("", "x", cursor + "A", cursor.substring(1))) {
      var query2 = new PersonQuery(null, "Dallendyshe", null, null, 1, forged);
      world.refused("cursor-unknown", () -> world.persons.search(world.tirana, query2));
    }
  }

  @Test
  void viewsAreOneBatchOfThoseInScope() {
    PersonId here = world.register(world.tirana, world.somebody());
    PersonId there = world.register(world.durres, world.somebody());
    var nobody = new PersonId(UUID.randomUUID());
    var views = world.persons.views(world.tirana, List.of(here, there, nobody, here));
    assertEquals(java.util.Set.of(here), views.keySet());
    assertEquals(1, world.entries("persons.listed", here));
    assertEquals(0, world.entries("persons.listed", there));
    assertEquals(Map.of(), world.persons.views(world.tirana, List.of()));
    var tooMany = Stream.generate(() -> here).limit(501).toList();
    assertThrows(IllegalArgumentException.class, () -> world.persons.views(world.tirana, tooMany));
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

  @Test
  void sqlInASearchFindsNobody() {
    assertEquals(
        0, world.persons.search(world.tirana, People.byName("zz' or '1'='1")).items().size());
  }

  private static void tryOut(People who) {
    world.persons.register(world.tirana, who.registration());
  }

  private static int found(PersonQuery query) {
    return world.persons.search(world.tirana, query).items().size();
  }

  private static List<PersonId> ids(List<PersonView> views) {
    return views.stream().map(PersonView::id).toList();
  }

  private static void refusedForbidden(org.junit.jupiter.api.function.Executable work) {
    var problem = assertThrows(Problem.class, work);
    assertEquals(Problem.Kind.FORBIDDEN, problem.kind());
  }

  private static String outcome(al.fole.spi.Actor actor, People who) {
    try {
      world.persons.register(actor, who.registration());
      return "created";
    } catch (Problem refusal) {
      return refusal.rule();
    }
  }

  private static byte[] digest(int of) {
    byte[] digest = new byte[32];
    digest[0] = (byte) of;
    return digest;
  }
}
