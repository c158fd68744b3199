// SPDX-License-Identifier: EUPL-1.2
package al.fole.rules;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How a text is put in order, and the rules any text of a request obeys. */
public final class Texts {
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{M}\\p{Zs}.'’ʼ-]*");
  private static final Pattern SHA_256 = Pattern.compile("[0-9a-fA-F]{64}");
  private static final Pattern SPACES = Pattern.compile("\\p{Zs}+");

  /** Categories of what is not seen: controls, halves of characters, invisible marks, line ends. */
  private static final Set<Integer> UNSEEN =
      Set.of(
          (int) Character.CONTROL,
          (int) Character.SURROGATE,
          (int) Character.FORMAT,
          (int) Character.LINE_SEPARATOR,
          (int) Character.PARAGRAPH_SEPARATOR);

  private Texts() {}

  /** In NFC, trimmed, with single spaces. */
  public static @Nullable String clean(@Nullable String text) {
    return text == null
        ? null
        : SPACES.matcher(Normalizer.normalize(text, Normalizer.Form.NFC)).replaceAll(" ").strip();
  }

  /** A text is short enough, can be read (nothing in it is unseen) and says something. */
  public static <T> List<Rule<T>> rules(
      String field, Function<T, @Nullable String> part, int most) {
    return List.of(
        new Rule<>(
            "text-too-long",
            field,
            said -> length(part.apply(said)) <= most,
            "Teksti ka më shumë se " + most + " shenja.",
            "The text has more than " + most + " characters."),
        new Rule<>(
            "text-unreadable",
            field,
            said -> readable(part.apply(said)),
            "Teksti përmban shenja që nuk lexohen.",
            "The text contains characters that cannot be read."),
        new Rule<>(
            "text-blank",
            field,
            said -> !"".equals(clean(part.apply(said))),
            "Teksti është bosh; lëreni jashtë kur nuk dihet.",
            "The text is blank; leave it out when it is not known."));
  }

  /** A longer text obeys the same rules and may have lines, parted by line feeds. */
  public static <T> List<Rule<T>> proseRules(
      String field, Function<T, @Nullable String> part, int most) {
    return rules(
        field,
        said -> {
          String text = part.apply(said);
          return text == null ? null : text.replace('\n', ' ');
        },
        most);
  }

  /** A name is a text made of letters, spaces, full stops, hyphens and apostrophes. */
  public static <T> List<Rule<T>> nameRules(String field, Function<T, @Nullable String> part) {
    var rules = new ArrayList<>(rules(field, part, 100));
    rules.add(
        new Rule<>(
            "name-characters",
            field,
            said -> {
              String name = part.apply(said);
              return name == null || NAME.matcher(name).matches();
            },
            "Emri ka vetëm shkronja, hapësira, pika, viza dhe apostrofe.",
            "A name has only letters, spaces, full stops, hyphens and apostrophes."));
    return rules;
  }

  /** The digest of a document must be given: SHA-256 (FIPS 180-4) in hexadecimal, either case. */
  public static <T> List<Rule<T>> digestRules(String field, Function<T, @Nullable String> part) {
    return List.of(
        Rule.given(field, part::apply),
        new Rule<>(
            "digest-sha256",
            field,
            said -> {
              String digest = part.apply(said);
              return digest != null && SHA_256.matcher(digest).matches();
            },
            "Gjurma e dokumentit (SHA-256) ka 64 shifra heksadecimale.",
            "The digest of the document (SHA-256) has 64 hexadecimal digits."));
  }

  private static int length(@Nullable String text) {
    return text == null ? 0 : text.codePointCount(0, text.length());
  }

  private static boolean readable(@Nullable String text) {
    return text == null || text.codePoints().map(Character::getType).noneMatch(UNSEEN::contains);
  }
}
