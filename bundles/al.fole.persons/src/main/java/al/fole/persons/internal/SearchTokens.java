// SPDX-License-Identifier: EUPL-1.2
package al.fole.persons.internal;

import static java.util.stream.Collectors.toCollection;

import al.fole.keys.Vault;
import al.fole.persons.Identity;
import java.text.Normalizer;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Blind indexes a person is found by: one for the number, and one for each beginning, from two
 * letters on, of each word of the names. Equal words give equal indexes and nothing else can be
 * told from them. Written as PostgreSQL reads {@code bytea}.
 */
final class SearchTokens {
  private static final Pattern MARKS = Pattern.compile("[\\p{M}'’ʼ]+");
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

  private final Vault vault;

  SearchTokens(Vault vault) {
    this.vault = vault;
  }

  /** Index of a personal number; null for none. */
  @Nullable String number(@Nullable String number) {
    return number == null ? null : index("persons.number", number);
  }

  /** Indexes under which the names of somebody are found. */
  List<String> names(Identity identity) {
    return Stream.of(identity.firstName(), identity.fatherName(), identity.lastName())
        .filter(Objects::nonNull)
        .flatMap(name -> words(name).stream())
        .flatMap(SearchTokens::beginnings)
        .distinct()
        .map(this::word)
        .toList();
  }

  /** Indexes somebody sought under these words must have, the longest word first; none for null. */
  List<String> sought(@Nullable String name) {
    return name == null
        ? List.of()
        : words(name).stream()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .map(this::word)
            .toList();
  }

  /**
   * Words of two letters or more, in lower case and without diacritics (ë is e, ç is c); an
   * apostrophe joins, anything else that is no letter parts.
   */
  static SortedSet<String> words(String name) {
    String plain = MARKS.matcher(Normalizer.normalize(name, Normalizer.Form.NFD)).replaceAll("");
    return BETWEEN_WORDS
        .splitAsStream(plain.toLowerCase(Locale.ROOT))
        .filter(word -> word.codePointCount(0, word.length()) >= 2)
        .collect(toCollection(TreeSet::new));
  }

  private static Stream<String> beginnings(String word) {
    int letters = word.codePointCount(0, word.length());
    return IntStream.rangeClosed(2, letters)
        .mapToObj(length -> word.substring(0, word.offsetByCodePoints(0, length)));
  }

  private String word(String word) {
    return index("persons.name", word);
  }

  private String index(String purpose, String value) {
    return "\\x" + HexFormat.of().formatHex(vault.index(purpose, value));
  }
}
