// SPDX-License-Identifier: EUPL-1.2
package al.fole.persons.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.population.Population;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersonalNumberTest {

  @ParameterizedTest
  @CsvSource({
    "J00101999W, M, 1990-01-01, false",
    "I90308094A, M, 1989-03-08, false",
    "L55721001W, F, 2015-07-21, false",
    "M30412123Q, M, 2023-04-12, false",
    "L23509045J, M, 2012-05-09, true",
    "M09130007J, F, 2020-11-30, true",
  })
  void saysSexBirthDateAndWhetherAForeigner(
      String text, String sex, LocalDate birth, boolean foreigner) {
    var number = new PersonalNumber(text);
    assertTrue(number.letterHolds());
    assertEquals(sex, number.sex());
    assertEquals(Optional.of(birth), number.birthDate());
    assertEquals(foreigner, number.foreigner());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "L55721001",
        "L55721001WW",
        "l55721001w",
        "L5572100XW",
        "U55721001W",
        "L51321001W",
        "L55700001W",
        "L55732001W",
        "L55721001X",
        "L55721001Z",
        " L55721001W",
        "L٥5721001W"
      })
  void isNotOfTheForm(String text) {
    assertFalse(PersonalNumber.wellFormed(text));
  }

  @Test
  void oneWrongCharacterIsSeenByTheLetter() {
    for (char wrong : "ABCDEFGHIJKLMNOPQRSTUV".toCharArray()) {
      assertFalse(new PersonalNumber("L55721001" + wrong).letterHolds());
    }
    assertFalse(new PersonalNumber("L55721002W").letterHolds());
    assertFalse(new PersonalNumber("K55721001W").letterHolds());
  }

  @Test
  void aDayThatDoesNotExistIsNoBirthDate() {
    assertEquals(Optional.empty(), new PersonalNumber("L50230001W").birthDate());
  }

  @Test
  void earlierCenturiesHaveDigitsForDecades() {
    assertEquals(
        Optional.of(LocalDate.of(1895, 12, 31)), new PersonalNumber("951231001W").birthDate());
  }

  @Test
  void isMaskedInListsAndLogs() {
    assertEquals("L5•••••••W", new PersonalNumber("L55721001W").masked());
    assertEquals("L5•••••••W", new PersonalNumber("L55721001W").toString());
  }

  /** The population computes its numbers by itself. */
  @Test
  void agreesWithWhoeverElseComputesNumbers() {
    Population.of(11, 20_000)
        .forEach(
            one -> {
              if (one.personalNumber() != null) {
                var number = new PersonalNumber(one.personalNumber());
                assertTrue(number.letterHolds(), one::toString);
                assertEquals(one.sex(), number.sex(), one::toString);
                assertEquals(Optional.of(one.birthDate()), number.birthDate(), one::toString);
                assertEquals(one.foreigner(), number.foreigner(), one::toString);
              }
            });
  }
}
