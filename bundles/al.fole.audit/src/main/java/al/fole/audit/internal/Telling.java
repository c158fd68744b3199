// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import static java.util.stream.Collectors.toMap;

import al.fole.audit.internal.Answer.Institution;
import al.fole.audit.internal.Answer.Line;
import al.fole.audit.internal.Answer.Said;
import al.fole.audit.internal.EnquiryMapper.MatterRow;
import al.fole.audit.internal.EnquiryMapper.TouchRow;
import al.fole.audit.internal.EnquiryMapper.UnitRow;
import al.fole.audit.internal.ReleaseRule.Effect;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes lines of entries, a day at a time: what an entry's bytes say of account, role and record
 * stays here.
 */
final class Telling {
  private static final ZoneId TIRANA = ZoneId.of("Europe/Tirane");
  private static final String SYSTEM = "SYSTEM";
  private static final String OTHER = "OTHER";
  private static final String PROTECTED_UNIT = "PROTECTED_UNIT";
  private static final Comparator<Line> ORDER =
      Comparator.comparing((Line line) -> line.institution().kind().code())
          .thenComparing(line -> String.valueOf(line.institution().name()))
          .thenComparing(line -> line.purpose().code())
          .thenComparing(line -> line.act().code());

  private final List<ReleaseRule> rules;
  private final Map<String, LocalDate> open;
  private final Map<String, UnitRow> units;
  private final Map<String, Said> words;
  private final LocalDate today;
  private final Map<Line, Long> lines = new HashMap<>();
  private @Nullable LocalDate day;

  private Telling(
      List<ReleaseRule> rules,
      Map<String, LocalDate> open,
      Map<String, UnitRow> units,
      Map<String, Said> words,
      LocalDate today) {
    this.rules = rules;
    this.open = open;
    this.units = units;
    this.words = words;
    this.today = today;
  }

  /**
   * With the rules, matters and labels of a business day.
   *
   * @param today real day, which the age of an entry counts to
   */
  static Telling of(EnquiryMapper mapper, UUID person, LocalDate businessDay, LocalDate today) {
    return new Telling(
        mapper.rules(businessDay),
        mapper.matters(person, businessDay).stream()
            .collect(
                toMap(
                    MatterRow::matter,
                    MatterRow::openedOn,
                    (one, other) -> one.isBefore(other) ? one : other)),
        mapper.units(businessDay).stream().collect(toMap(UnitRow::code, Function.identity())),
        mapper.words(businessDay).stream()
            .collect(
                toMap(
                    word -> word.list() + '/' + word.code(),
                    word -> new Said(word.code(), word.sq(), word.en()),
                    (one, other) -> one)),
        today);
  }

  /** The day in Tirana. */
  static LocalDate day(Instant at) {
    return LocalDate.ofInstant(at, TIRANA);
  }

  /** When a day begins in Tirana. */
  static Instant start(LocalDate day) {
    return day.atStartOfDay(TIRANA).toInstant();
  }

  /** The rules as the answer shows them. */
  List<Said> rules() {
    return rules.stream().map(rule -> new Said(rule.code(), rule.sq(), rule.en())).toList();
  }

  /** Whether a day is under way, and it is another. */
  boolean hasAnotherDayThan(LocalDate given) {
    return day != null && !day.equals(given);
  }

  /**
   * What the rules leave of an entry.
   *
   * @param effect {@code HIDE} leaves nothing
   */
  record Left(Effect effect, Institution institution, Said purpose, Said act) {}

  /** What the rules leave of an entry. */
  Left left(LocalDate given, TouchRow row) {
    var leaf = Leaf.parse(row.leaf());
    var act = act(row, leaf);
    boolean itself = leaf.role().equals(SYSTEM);
    UnitRow unit = itself ? null : units.get(leaf.unit());
    String kind = itself ? SYSTEM : unit == null ? OTHER : unit.kind();
    var seen = new ReleaseRule.Seen(given, act, leaf.role(), leaf.purpose(), kind);
    Effect effect = ReleaseRule.of(rules, seen, matters(unit), today);
    String name = effect == Effect.NAME && unit != null ? unit.name() : null;
    return new Left(
        effect,
        new Institution(name, word("unit-kind", kind, OTHER)),
        word("purpose", leaf.purpose(), leaf.purpose()),
        word("disclosure-act", act, act));
  }

  /** Takes an entry of the day under way. */
  void add(LocalDate given, TouchRow row) {
    day = given;
    Left left = left(given, row);
    if (left.effect() != Effect.HIDE) {
      lines.merge(
          new Line(given, left.institution(), left.purpose(), left.act(), 0), 1L, Long::sum);
    }
  }

  /** The day's lines; another begins. */
  List<Line> day() {
    var told =
        lines.entrySet().stream()
            .map(
                line ->
                    new Line(
                        line.getKey().day(),
                        line.getKey().institution(),
                        line.getKey().purpose(),
                        line.getKey().act(),
                        line.getValue()))
            .sorted(ORDER)
            .toList();
    lines.clear();
    day = null;
    return told;
  }

  private Map<String, LocalDate> matters(@Nullable UnitRow unit) {
    if (unit == null || !unit.guarded()) {
      return open;
    }
    var all = new HashMap<>(open);
    all.put(PROTECTED_UNIT, LocalDate.MIN);
    return all;
  }

  private static String act(TouchRow row, Leaf leaf) {
    if (!leaf.outcome().equals("OK")) {
      return "REFUSED";
    }
    if (leaf.isOverride()) {
      return "EMERGENCY";
    }
    return row.changed() ? "CHANGED" : row.single() ? "SEEN" : "LISTED";
  }

  private Said word(String list, String code, String fallback) {
    Said known = words.get(list + '/' + code);
    if (known == null) {
      known = words.getOrDefault(list + '/' + fallback, new Said(fallback, fallback, fallback));
    }
    return known;
  }
}
