// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.cases.CaseId;
import al.fole.cases.CaseQuery;
import al.fole.cases.CaseState;
import al.fole.cases.CaseView;
import al.fole.cases.ReferralView;
import al.fole.persons.Identity;
import al.fole.persons.PersonId;
import al.fole.spi.Actor;
import al.fole.store.Page;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Lists, page by page, in each order, within scope. */
class ListsTest {
  private static CasesWorld world;
  private static final List<CaseId> OPENED = new ArrayList<>();
  private static CaseId closed;
  private static final List<PersonId> CHILDREN = new ArrayList<>();

  @BeforeAll
  static void open() {
    world = new CasesWorld();
    for (String name : List.of("Zhupa", "Çela", "Cara", "Zeka", "Dhima")) {
      var some = world.someChild();
      PersonId child =
          world.child(
              world.tirana,
              new Identity(
                  some.personalNumber(),
                  null,
                  "Ema",
                  null,
                  name,
                  some.sex(),
                  some.birthDate(),
                  false,
                  "53",
                  null,
                  null));
      OPENED.add(world.opened(child, "HIGH"));
      CHILDREN.add(child);
    }
    closed = OPENED.get(4);
    world.cases.close(world.head, closed, Said.closing(1, world.daysAgo(50)));
    OPENED.add(world.opened(twice(), "LOW"));
  }

  /** Whose closed case was followed by another. */
  private static PersonId twice() {
    return CHILDREN.get(4);
  }

  @AfterAll
  static void close() {
    world.close();
  }

  private static CaseQuery query(String order, int limit, @Nullable String cursor) {
    return new CaseQuery(null, null, order, limit, cursor);
  }

  /** All pages of two. */
  private static List<CaseView> all(Actor actor, String order) {
    var all = new ArrayList<CaseView>();
    String cursor = null;
    do {
      Page<CaseView> page = world.cases.list(actor, query(order, 2, cursor));
      all.addAll(page.items());
      cursor = page.next();
    } while (cursor != null);
    return all;
  }

  @Test
  void byDateAndByFileNumberEveryCaseOnce() {
    var byNumber = all(world.tirana, "FILE_NUMBER");
    assertEquals(OPENED, byNumber.stream().map(CaseView::id).toList());
    var byDate = all(world.tirana, "DATE");
    assertEquals(
        byNumber.stream()
            .sorted(
                Comparator.comparing(CaseView::openedOn)
                    .thenComparing(it -> it.id().value().toString())
                    .reversed())
            .map(CaseView::id)
            .toList(),
        byDate.stream().map(CaseView::id).toList());
    assertTrue(byDate.stream().allMatch(it -> it.person() != null));
    assertTrue(byDate.stream().allMatch(it -> it.decisions().isEmpty()));
  }

  @Test
  void byNameInTheAlbanianAlphabetAndAChildsCasesTogether() {
    var names = all(world.tirana, "NAME").stream().map(it -> assertNotNullName(it)).toList();
    assertEquals(List.of("Cara", "Çela", "Dhima", "Dhima", "Zeka", "Zhupa"), names);
  }

  private static String assertNotNullName(CaseView view) {
    var person = view.person();
    assertNotNull(person);
    return String.valueOf(person.lastName());
  }

  @Test
  void narrowedByStateAndMunicipality() {
    var ofState =
        world.cases.list(
            world.tirana, new CaseQuery(CaseState.CLOSED_NOT_NEEDED, null, "DATE", 20, null));
    assertEquals(List.of(closed), ofState.items().stream().map(CaseView::id).toList());
    assertNull(ofState.next());
    var elsewhere = new CaseQuery(null, "10", "NAME", 20, null);
    assertEquals(List.of(), world.cases.list(world.tirana, elsewhere).items());
    var here = new CaseQuery(CaseState.INITIAL_ASSESSMENT, "53", "NAME", 20, null);
    assertEquals(5, world.cases.list(world.tirana, here).items().size());
  }

  @Test
  void withinReachOnlyAndInTheJournal() {
    for (String order : List.of("DATE", "FILE_NUMBER", "NAME")) {
      assertEquals(6, all(world.region, order).size(), order);
      assertEquals(6, all(world.directorate, order).size(), order);
      assertEquals(0, all(world.durres, order).size(), order);
    }
    long before = world.entries("cases.listed", twice());
    world.cases.list(world.tirana, query("FILE_NUMBER", 4, null));
    assertEquals(before, world.entries("cases.listed", twice()), "was not on the page");
    world.cases.list(world.tirana, query("FILE_NUMBER", 6, null));
    assertEquals(before + 1, world.entries("cases.listed", twice()));
  }

  @Test
  void aCursorIsTheCallersAndTheListsOwn() {
    String cursor = world.cases.list(world.tirana, query("DATE", 2, null)).next();
    assertNotNull(cursor);
    world.invalid(
        "cursor",
        "cursor-unknown",
        () -> world.cases.list(world.colleague, query("DATE", 2, cursor)));
    world.invalid(
        "cursor",
        "cursor-unknown",
        () -> world.cases.list(world.tirana, query("FILE_NUMBER", 2, cursor)));
    world.invalid(
        "limit", "limit-range", () -> world.cases.list(world.tirana, query("DATE", 101, null)));
    world.invalid(
        "order", "order-code", () -> world.cases.list(world.tirana, query("AGE", 20, null)));
  }

  @Test
  void aCursorByNameBelongsToTheListAndItsFilterToo() {
    String cursor = world.cases.list(world.tirana, query("NAME", 2, null)).next();
    assertNotNull(cursor);
    for (CaseQuery other :
        List.of(
            query("DATE", 2, cursor),
            new CaseQuery(null, "53", "NAME", 2, cursor),
            new CaseQuery(CaseState.INITIAL_ASSESSMENT, null, "NAME", 2, cursor))) {
      world.invalid("cursor", "cursor-unknown", () -> world.cases.list(world.tirana, other));
    }
    String ofPersons = world.persons.alphabetical(world.tirana, CHILDREN, 2, null).next();
    world.invalid(
        "cursor",
        "cursor-unknown",
        () -> world.cases.list(world.tirana, query("NAME", 2, ofPersons)));
    world.invalid(
        "cursor",
        "cursor-unknown",
        () -> world.persons.alphabetical(world.tirana, CHILDREN, 2, cursor));
    var received = world.referrals.list(world.tirana, "ACCEPTED", 2, null).next();
    world.invalid(
        "cursor", "cursor-unknown", () -> world.referrals.list(world.tirana, null, 2, received));
  }

  @Test
  void referralsReceivedLastFirst() {
    var all = new ArrayList<ReferralView>();
    String cursor = null;
    do {
      var page = world.referrals.list(world.tirana, "ACCEPTED", 2, cursor);
      all.addAll(page.items());
      cursor = page.next();
    } while (cursor != null);
    assertEquals(5, all.size(), "the sixth has come further: its case is closed");
    var ids = all.stream().map(it -> it.id().value().toString()).toList();
    assertEquals(ids.stream().sorted(Comparator.reverseOrder()).toList(), ids);
    assertTrue(all.stream().allMatch(it -> it.narrative() == null && it.person() != null));
    assertEquals(0, world.referrals.list(world.durres, null, 20, null).items().size());
    world.invalid("limit", "limit-range", () -> world.referrals.list(world.tirana, null, 0, null));
  }
}
