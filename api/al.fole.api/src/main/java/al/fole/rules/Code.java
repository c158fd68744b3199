// SPDX-License-Identifier: EUPL-1.2
package al.fole.rules;

import al.fole.spi.Problem;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A code of a request, and the code list (lista e kodeve) it must stand in. Lists are data of
 * {@code reference.code}, with the article they come from and their validity; {@code municipality}
 * is one too.
 *
 * @param list for example {@code care-type}
 * @param field as the request names it
 * @param code null where none is given; another rule says whether one must be
 */
public record Code(String list, String field, @Nullable String code) {

  /** Where the lists stand: the mapper of a feature. */
  @FunctionalInterface
  public interface Lists {

    /** Which is the first that its list lacks on the day, from 1; null when each stands in its. */
    @Nullable Integer unknown(List<String> lists, List<@Nullable String> codes, LocalDate day);
  }

  /** Several of one field. */
  public static List<Code> each(String list, String field, List<String> codes) {
    return codes.stream().map(code -> new Code(list, field, code)).toList();
  }

  /**
   * Refuses the first that its list lacks on the day.
   *
   * @throws Problem INVALID {@code code-unknown} naming the field and the list
   */
  public static void check(List<Code> given, LocalDate day, Lists lists) {
    Integer unknown =
        lists.unknown(
            given.stream().map(Code::list).toList(), given.stream().map(Code::code).toList(), day);
    if (unknown != null) {
      throw given.get(unknown - 1).unknown();
    }
  }

  /** The refusal. */
  public Problem unknown() {
    return Problem.invalid(
            field,
            "code-unknown",
            "Kodi nuk është në listën e kodeve.",
            "The code is not in the code list.")
        .with("list", list);
  }
}
