// SPDX-License-Identifier: EUPL-1.2
package al.fole.persons.internal;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsLast;

import al.fole.keys.Tokens;
import al.fole.persons.PersonView;
import al.fole.persons.Persons;
import al.fole.rules.Cursor;
import al.fole.rules.Paging;
import al.fole.rules.Rule;
import al.fole.spi.Actor;
import al.fole.store.Page;
import java.text.CollationKey;
import java.text.Collator;
import java.text.ParseException;
import java.text.RuleBasedCollator;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The order of the Albanian alphabet (rendi alfabetik): ç after c, dh after d, ë after e, gj after
 * g and so on. Names are sealed in the database, so people are sorted here.
 */
final class Alphabet {
  /** The letters that are not of the Latin order; the JDK does not know them for Albanian. */
  private static final String LETTERS =
      "& C < ç , Ç & D < dh , Dh , dH , DH & E < ë , Ë & G < gj , Gj , gJ , GJ"
          + " & L < ll , Ll , lL , LL & N < nj , Nj , nJ , NJ & R < rr , Rr , rR , RR"
          + " & S < sh , Sh , sH , SH & T < th , Th , tH , TH & X < xh , Xh , xH , XH"
          + " & Z < zh , Zh , zH , ZH";

  private static final RuleBasedCollator ALBANIAN = albanian();

  private static final Comparator<Placed> ORDER =
      comparing(Placed::last, nullsLast(naturalOrder()))
          .thenComparing(Placed::first, nullsLast(naturalOrder()))
          .thenComparing(Placed::father, nullsLast(naturalOrder()))
          .thenComparing(placed -> placed.person().id().value());

  /** A page has a size. */
  static final Rule<Integer> LIMIT = Paging.limit(Integer::intValue);

  /** What has to be opened before it can be sorted is not without end. */
  static final Rule<Integer> FEW =
      new Rule<>(
          "too-many-to-sort",
          "order",
          many -> many <= Persons.ALPHABETICAL_LIMIT,
          "Sipas emrit renditen deri në 5.000 rreshta; ngushtoni listën ose ndërroni rendin.",
          "Up to 5,000 rows are sorted by name; narrow the list or choose another order.");

  private final Cursor cursor;

  Alphabet(Tokens tokens) {
    this.cursor = new Cursor(tokens, "persons.alphabetical");
  }

  /**
   * One page; the cursor is held to the caller and the criteria and remembers the last person and
   * his index.
   */
  Page<PersonView> page(
      Actor actor, List<PersonView> people, int limit, @Nullable String after, Object... criteria) {
    List<PersonView> sorted = sorted(people);
    int from = cursor.position(actor, after, criteria).map(last -> behind(sorted, last)).orElse(0);
    List<PersonView> page = sorted.subList(from, Math.min(from + limit, sorted.size()));
    boolean more = from + page.size() < sorted.size();
    return new Page<>(
        page, more ? cursor.after(actor, end(sorted, from + page.size()), criteria) : null);
  }

  /** Where a page ends: its last person, and how many are up to there. */
  static String end(List<PersonView> sorted, int count) {
    return sorted.get(count - 1).id() + " " + count;
  }

  /** Where the page behind that starts; where it was when that person has left the list since. */
  static int behind(List<PersonView> sorted, String end) {
    int space = end.indexOf(' ');
    UUID last = UUID.fromString(space < 0 ? end : end.substring(0, space));
    for (int i = 0; i < sorted.size(); i++) {
      if (sorted.get(i).id().value().equals(last)) {
        return i + 1;
      }
    }
    return space < 0 ? 0 : Math.min(Integer.parseInt(end.substring(space + 1)) - 1, sorted.size());
  }

  static List<PersonView> sorted(List<PersonView> people) {
    return people.stream().map(Alphabet::placed).sorted(ORDER).map(Placed::person).toList();
  }

  /** A person with the keys he is sorted by; null where there is no name. */
  private record Placed(
      PersonView person,
      @Nullable CollationKey last,
      @Nullable CollationKey first,
      @Nullable CollationKey father) {}

  private static Placed placed(PersonView person) {
    return new Placed(
        person, key(person.lastName()), key(person.firstName()), key(person.fatherName()));
  }

  private static @Nullable CollationKey key(@Nullable String name) {
    return name == null ? null : ALBANIAN.getCollationKey(name);
  }

  private static RuleBasedCollator albanian() {
    try {
      var root = (RuleBasedCollator) Collator.getInstance(Locale.ROOT);
      return new RuleBasedCollator(root.getRules() + LETTERS);
    } catch (ParseException e) {
      throw new IllegalStateException("the alphabet cannot be read", e);
    }
  }
}
