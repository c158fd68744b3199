// SPDX-License-Identifier: EUPL-1.2
package al.fole.persons.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.persons.PersonId;
import al.fole.persons.PersonQuery;
import al.fole.persons.PersonView;
import al.fole.store.Page;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** People are found by what is known of them, and shown as a list may. */
class PersonSearchTest {
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
  void sqlInASearchFindsNobody() {
    assertEquals(
        0, world.persons.search(world.tirana, People.byName("zz' or '1'='1")).items().size());
  }

  private static int found(PersonQuery query) {
    return world.persons.search(world.tirana, query).items().size();
  }

  private static List<PersonId> ids(List<PersonView> views) {
    return views.stream().map(PersonView::id).toList();
  }
}
