// SPDX-License-Identifier: EUPL-1.2
package al.fole.population;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.population.Someone.Role;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PopulationTest {
  private static final int SIZE = 100_000;
  private static List<Someone> people = List.of();

  @BeforeAll
  static void make() {
    long begun = System.nanoTime();
    people = Population.of(7, SIZE).toList();
    System.out.printf("%,d people in %d ms%n", SIZE, (System.nanoTime() - begun) / 1_000_000);
  }

  @Test
  void isAsLargeAsAsked() {
    assertEquals(SIZE, people.size());
    assertEquals(SIZE, people.get(SIZE - 1).index());
    assertEquals(0, Population.of(7, 0).count());
  }

  @Test
  void isTheSameForTheSameSeedAndAnotherForAnother() {
    assertEquals(people.subList(0, 5_000), Population.of(7, 5_000).toList());
    assertNotEquals(people.subList(0, 5_000), Population.of(8, 5_000).toList());
  }

  @Test
  void givesEveryNumberOnce() {
    var seen = new HashSet<String>();
    for (Someone one : people) {
      String number = one.personalNumber();
      assertTrue(number == null || seen.add(number), () -> "twice: " + number);
      assertTrue(number == null || number.matches("[A-T][0-9]{8}[A-W]"), () -> "odd: " + number);
    }
    assertTrue(seen.size() > SIZE * 0.98);
  }

  @Test
  void nobodyIsBornAfterTheDayOrBeforeTheParents() {
    Map<Integer, Someone> byIndex = people.stream().collect(toMap(Someone::index, p -> p));
    for (Someone one : people) {
      assertFalse(one.birthDate().isAfter(Population.AS_OF), one::toString);
      for (Integer parent : new Integer[] {one.mother(), one.father()}) {
        if (parent != null) {
          Someone known = Objects.requireNonNull(byIndex.get(parent));
          assertTrue(known.birthDate().plusYears(14).isBefore(one.birthDate()), one::toString);
          assertEquals(known.household(), one.household());
        }
      }
    }
  }

  @Test
  void childrenCarryTheirFathersName() {
    Map<Integer, Someone> byIndex = people.stream().collect(toMap(Someone::index, p -> p));
    for (Someone one : people) {
      Someone father = one.father() == null ? null : byIndex.get(one.father());
      if (father != null && one.firstName() != null) {
        assertEquals(father.firstName(), one.fatherName(), one::toString);
      }
    }
  }

  @Test
  void holdsWhoTheRegisterMustKnow() {
    assertTrue(share(p -> p.personalNumber() == null) > 0.002, "people without a number");
    assertTrue(share(Someone::foreigner) > 0.003, "foreigners");
    assertTrue(share(Someone::birthDateEstimated) > 0.001, "estimated birth dates");
    assertTrue(share(p -> p.firstName() == null) > 0.0001, "foundlings");
    assertTrue(share(p -> p.role() == Role.GRANDPARENT) > 0.02, "grandparents");
    assertTrue(share(p -> p.role() == Role.GRANDCHILD) > 0.01, "grandchildren");
    assertTrue(share(p -> (p.mother() == null) != (p.father() == null)) > 0.02, "single parents");
    assertTrue(
        share(p -> p.firstName() != null && p.firstName().matches(".*[ëçËÇ].*")) > 0.01, "ë and ç");
    assertTrue(twins() > 200, "twins");
    Set<String> municipalities =
        people.stream().map(Someone::municipality).collect(java.util.stream.Collectors.toSet());
    assertEquals(61, municipalities.size());
    assertTrue(share(p -> p.municipality().equals("53")) > 0.15, "Tirana is the largest");
  }

  private static double share(Predicate<Someone> trait) {
    return people.stream().filter(trait).count() / (double) SIZE;
  }

  private static long twins() {
    return people.stream()
        .filter(p -> p.role() == Role.CHILD)
        .collect(groupingBy(p -> p.household() + "/" + p.birthDate()))
        .values()
        .stream()
        .filter(born -> born.size() > 1)
        .count();
  }
}
