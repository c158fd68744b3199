// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import static java.util.Objects.requireNonNull;

import al.fole.rules.Rule;
import al.fole.rules.Texts;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Propose a row of the access matrix, or the end of one.
 *
 * @param kind ADD, or END
 * @param manual version of the approved manual it is made within
 * @param row id of the row that is to end; none for a new one
 * @param purposes codes, or ANY alone
 * @param effect PERMIT or FORBID
 * @param ground article it rests on
 * @param validFrom of a new row; today when missing
 * @param reason free text; goes into the journal encrypted
 */
record ProposeChange(
    @Nullable String kind,
    @Nullable String manual,
    @Nullable UUID row,
    @Nullable String role,
    @Nullable String act,
    @Nullable String object,
    @Nullable List<String> relations,
    @Nullable List<String> states,
    @Nullable List<String> groups,
    @Nullable List<String> purposes,
    @Nullable String effect,
    @Nullable String ground,
    @Nullable LocalDate validFrom,
    @Nullable LocalDate validTo,
    @Nullable String reason) {
  private static final List<Rule<ProposeChange>> ALWAYS =
      Rule.all(
          List.of(
              Rule.given("kind", ProposeChange::kind),
              new Rule<>(
                  "change-kind",
                  "kind",
                  said -> said.adds() || MatrixChange.END.equals(said.kind()),
                  "Ndryshimi është ADD ose END.",
                  "A change is ADD or END."),
              Rule.given("manual", ProposeChange::manual),
              Rule.given("ground", ProposeChange::ground),
              Rule.given("reason", ProposeChange::reason)),
          Texts.rules("ground", ProposeChange::ground, 100),
          List.of(
              new Rule<>(
                  "ground-cites-article",
                  "ground",
                  said -> String.valueOf(said.ground()).matches("(VKM-[0-9]+ [np]\\.|Ligji ).+"),
                  "Baza ligjore përmend nenin, p.sh. VKM-2026 n.8/2/a.",
                  "The ground cites the article, for example VKM-2026 n.8/2/a.")),
          Texts.proseRules("reason", ProposeChange::reason, 500));

  private static final List<Rule<ProposeChange>> TO_ADD =
      List.of(
          Rule.given("role", ProposeChange::role),
          Rule.given("act", ProposeChange::act),
          Rule.given("object", ProposeChange::object),
          some("relations", ProposeChange::relations),
          some("states", ProposeChange::states),
          some("groups", ProposeChange::groups),
          some("purposes", ProposeChange::purposes),
          Rule.given("effect", ProposeChange::effect));

  private static final Rule<ProposeChange> TO_END = Rule.given("row", ProposeChange::row);

  ProposeChange {
    relations = ordered(relations);
    states = ordered(states);
    groups = ordered(groups);
    purposes = ordered(purposes);
    reason = Texts.clean(reason);
    ground = Texts.clean(ground);
  }

  private static Rule<ProposeChange> some(
      String field, Function<ProposeChange, @Nullable List<String>> part) {
    return new Rule<>(
        "field-missing",
        field,
        said -> {
          var words = part.apply(said);
          return words != null && !words.isEmpty();
        },
        "Kjo fushë duhet dhënë.",
        "This field must be given.");
  }

  private static @Nullable List<String> ordered(@Nullable List<String> words) {
    return words == null
        ? null
        : words.stream().filter(Objects::nonNull).distinct().sorted().toList();
  }

  ProposeChange checked() {
    Rule.check(ALWAYS, this);
    if (adds()) {
      Rule.check(TO_ADD, this);
    } else {
      TO_END.require(this);
    }
    return this;
  }

  boolean adds() {
    return MatrixChange.ADD.equals(kind);
  }

  /** The row it asks for. */
  Policy row(UUID id, LocalDate today) {
    return new Policy(
        id,
        requireNonNull(role),
        requireNonNull(act),
        requireNonNull(object),
        requireNonNull(relations),
        requireNonNull(states),
        requireNonNull(groups),
        requireNonNull(purposes),
        requireNonNull(effect),
        requireNonNull(ground),
        requireNonNull(manual),
        validFrom == null ? today : validFrom,
        validTo);
  }

  /** Tells nothing. */
  @Override
  public String toString() {
    return "ProposeChange[…]";
  }
}
