// SPDX-License-Identifier: EUPL-1.2
package al.fole.persons.internal;

import static al.fole.persons.internal.People.aGirl;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SearchTokensTest {
  private final SearchTokens tokens = new SearchTokens(new TestVault());

  @Test
  void diacriticsAndCaseMakeNoDifference() {
    assertEquals(Set.of("cela", "gezim"), SearchTokens.words("ÇELA gËzim"));
    assertEquals(SearchTokens.words("Çelë"), SearchTokens.words("C\u0327ele\u0308"));
  }

  @Test
  void digraphsStayAsTheyAre() {
    assertEquals(
        Set.of("xhelal", "gjergj", "shkelqim"), SearchTokens.words("Xhelal Gjergj Shkëlqim"));
  }

  @Test
  void anApostropheJoinsAndAHyphenParts() {
    assertEquals(Set.of("dangelo", "ana", "maria"), SearchTokens.words("D'Angelo Ana-Maria J."));
  }

  @Test
  void somebodyIsFoundByEachBeginningOfEachName() {
    List<String> names = tokens.names(aGirl().named("Zana", "Gëzim", "Përmeti").identity());
    for (String sought : List.of("za", "ZAN", "zana", "gez", "permeti", "Përm gëzim ZANA")) {
      assertTrue(names.containsAll(tokens.sought(sought)), sought);
    }
    for (String sought : List.of("zanat", "ana", "zana perl")) {
      assertFalse(names.containsAll(tokens.sought(sought)), sought);
    }
    assertEquals(3 + 4 + 6, names.size());
  }

  @Test
  void nobodyHasNamesOrANumberThatAreNotThere() {
    assertEquals(List.of(), tokens.names(aGirl().named(null, null, null).identity()));
    assertEquals(List.of(), tokens.sought(null));
    assertEquals(null, tokens.number(null));
  }

  @Test
  void aCharacterIsNeverCutInHalf() {
    assertEquals(1, tokens.names(aGirl().named("𐐀𐐁", null, null).identity()).size());
  }
}
