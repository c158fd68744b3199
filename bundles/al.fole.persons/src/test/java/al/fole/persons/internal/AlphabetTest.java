// SPDX-License-Identifier: EUPL-1.2
package al.fole.persons.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import al.fole.persons.PersonId;
import al.fole.persons.PersonView;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AlphabetTest {
  private static final LocalDate DAY = LocalDate.of(2020, 5, 4);

  private static PersonView named(@Nullable String last, @Nullable String first) {
    return new PersonView(
        new PersonId(UUID.randomUUID()),
        1,
        null,
        "T-00000000",
        first,
        null,
        last,
        "F",
        DAY,
        false,
        "11",
        null,
        null,
        "SOCIAL_WORKER",
        DAY,
        Instant.EPOCH);
  }

  @Test
  void lettersOfTwoSignsAndWithMarksFollowTheLetterTheyComeFrom() {
    List<String> alphabet =
        List.of(
            "Cela",
            "Cuka",
            "Çami",
            "Çela",
            "Dema",
            "Duka",
            "Dhima",
            "Erla",
            "Ezra",
            "Ëngjëlli",
            "Gega",
            "Gusha",
            "Gjoni",
            "Leka",
            "Luka",
            "Llaha",
            "Noka",
            "Nura",
            "Njazi",
            "Reka",
            "Rusta",
            "Rrapi",
            "Sula",
            "Shehu",
            "Topi",
            "Thanasi",
            "Xoxa",
            "Xhafa",
            "Yzeiri",
            "Zana",
            "Zhani");
    var people = new ArrayList<>(alphabet.stream().map(name -> named(name, "Ana")).toList());
    Collections.shuffle(people, new Random(7));
    assertEquals(alphabet, Alphabet.sorted(people).stream().map(PersonView::lastName).toList());
  }

  @Test
  void whenTheLastShownHasLeftTheListItGoesOnWhereItWas() {
    var all = List.of(named("A", "A"), named("B", "B"), named("C", "C"), named("D", "D"));
    String end = Alphabet.end(all, 2);
    assertEquals(2, Alphabet.behind(all, end));
    assertEquals(1, Alphabet.behind(List.of(all.get(1), all.get(2)), end));
    var without = List.of(all.get(0), all.get(2), all.get(3));
    assertEquals(all.get(2), without.get(Alphabet.behind(without, end)));
    assertEquals(0, Alphabet.behind(List.of(), end));
  }

  @Test
  void withinALastNameTheFirstNameDecidesAndWhoHasNoneComesLast() {
    var people =
        Stream.of(
                named(null, "Ana"),
                named("Hoxha", null),
                named("Hoxha", "Çelik"),
                named("Hoxha", "Cane"),
                named("HOXHA", "Zef"))
            .toList();
    assertEquals(
        List.of("Cane", "Çelik", "null", "Zef", "Ana"),
        Alphabet.sorted(people).stream().map(p -> String.valueOf(p.firstName())).toList());
  }
}
