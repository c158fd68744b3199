// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The access matrix as a lawyer reads it: each row beside the article it rests on, in words, with
 * what is not built yet said to be denied.
 */
final class PrintedMatrix {

  /** A language of the print. */
  enum Language {
    SQ,
    EN;

    String of(String sq, String en) {
      return this == SQ ? sq : en;
    }
  }

  /** A code with both its labels. */
  record Word(String code, String sq, String en) {
    String in(Language language) {
      return language.of(sq, en);
    }
  }

  /**
   * A row in words.
   *
   * @param built whether some feature asks for the object; if none does, the row is denied
   * @param cells how many elements the product of its lists has
   */
  record Row(
      UUID id,
      String ground,
      String manual,
      Word role,
      Word act,
      Word object,
      boolean built,
      List<Word> relations,
      List<Word> states,
      List<Word> groups,
      List<Word> purposes,
      Word effect,
      int cells,
      LocalDate validFrom,
      @Nullable LocalDate validTo) {

    Citation article() {
      return Citation.of(ground).get(0);
    }

    /** What becomes of whoever asks. */
    Word verdict() {
      return built ? effect : NOT_BUILT;
    }
  }

  private static final Word NOT_BUILT =
      new Word("NOT_BUILT", "nuk është ndërtuar ende: mohohet", "not built yet: denied");

  private static final Comparator<Row> ORDER =
      Comparator.comparing(Row::article)
          .thenComparing(Row::ground)
          .thenComparing(row -> row.role().code())
          .thenComparing(row -> row.object().code())
          .thenComparing(row -> row.act().code())
          .thenComparing(row -> codes(row.relations()))
          .thenComparing(row -> codes(row.groups()))
          .thenComparing(row -> codes(row.purposes()))
          .thenComparing(row -> codes(row.states()))
          .thenComparing(row -> row.effect().code());

  private final List<Row> rows;
  private final Map<String, String> articles;

  private PrintedMatrix(List<Row> rows, Map<String, String> articles) {
    this.rows = rows;
    this.articles = articles;
  }

  /**
   * Of rows, the words they are made of and the articles they rest on.
   *
   * @param built objects that some feature asks for
   * @param articles official text, by citation
   */
  static PrintedMatrix of(
      List<Policy> policies,
      List<MatrixChangeMapper.WordRow> words,
      Set<String> built,
      Map<String, String> articles) {
    Map<String, Map<String, Word>> known =
        words.stream()
            .collect(
                groupingBy(
                    MatrixChangeMapper.WordRow::list,
                    toMap(
                        MatrixChangeMapper.WordRow::code,
                        row -> new Word(row.code(), row.sq(), row.en()),
                        (one, other) -> one,
                        LinkedHashMap::new)));
    return new PrintedMatrix(
        policies.stream().map(policy -> row(policy, known, built)).sorted(ORDER).toList(),
        articles);
  }

  private static Row row(Policy policy, Map<String, Map<String, Word>> known, Set<String> built) {
    return new Row(
        policy.id(),
        policy.ground(),
        policy.manual(),
        word(known, "role", policy.role()),
        word(known, "act", policy.act()),
        word(known, "object", policy.object()),
        built.contains(policy.object()),
        words(known, "RELATION", policy.relations()),
        words(known, "STATE", policy.states()),
        words(known, "GROUP", policy.groups()),
        words(known, "purpose", policy.purposes()),
        word(known, "EFFECT", policy.effect()),
        policy.relations().size()
            * policy.states().size()
            * policy.groups().size()
            * policy.purposes().size(),
        policy.validFrom(),
        policy.validTo());
  }

  private static Word word(Map<String, Map<String, Word>> known, String list, String code) {
    return known.getOrDefault(list, Map.of()).getOrDefault(code, new Word(code, code, code));
  }

  /** In the order of the list, not of the codes. */
  private static List<Word> words(
      Map<String, Map<String, Word>> known, String list, List<String> codes) {
    var all = known.getOrDefault(list, Map.of());
    return Stream.concat(
            all.values().stream().filter(it -> codes.contains(it.code())),
            codes.stream().filter(it -> !all.containsKey(it)).map(it -> new Word(it, it, it)))
        .toList();
  }

  /** All rows by article. */
  List<Row> rows() {
    return rows;
  }

  /** Rows of a role. */
  List<Row> rows(String role) {
    return rows.stream().filter(row -> row.role().code().equals(role)).toList();
  }

  int cells() {
    return rows.stream().mapToInt(Row::cells).sum();
  }

  /** Official text of the articles, by citation. */
  Map<String, String> articles() {
    return articles;
  }

  /**
   * Each article with the rows that rest on it first; those whose text is known, without any too.
   */
  TreeMap<Citation, List<Row>> byArticle() {
    var by = rows.stream().collect(groupingBy(Row::article, TreeMap::new, toList()));
    articles.keySet().forEach(code -> by.putIfAbsent(Citation.of(code).get(0), List.of()));
    return by;
  }

  /** Codes parted by spaces. */
  static String codes(List<Word> words) {
    return words.stream().map(Word::code).collect(joining(" "));
  }
}
