// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import al.fole.rules.Rule;
import al.fole.spi.Problem;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a change of the access matrix obeys, when it is proposed and again when it is approved
 * (separation of duties, VKM-2026 n.9/3).
 */
final class ChangeRules {
  private static final String SEALED = "SEALED";
  private static final String RECORD = "RECORD";

  private ChangeRules() {}

  /**
   * A change, and the matrix around it.
   *
   * @param words those there are, by list: role, act, object, RELATION, STATE, GROUP, EFFECT,
   *     purpose
   * @param writing acts that change something
   * @param limit of the role; null when it has none
   * @param manual it names; null when there is no such
   * @param rows of the same role, act and object that are valid at some time it is
   * @param deciding roles of whoever decides now
   */
  record Asked(
      MatrixChange change,
      Map<String, Set<String>> words,
      Set<String> writing,
      @Nullable Limit limit,
      @Nullable Manual manual,
      List<Policy> rows,
      Set<String> deciding,
      LocalDate today) {}

  /**
   * How far a role may go, as table {@code access.role_limit} has it.
   *
   * @param data whether it sees fields of persons
   * @param writes objects it may change; null for any
   */
  record Limit(List<String> relations, boolean data, @Nullable List<String> writes) {}

  private static final List<Rule<Asked>> MANUAL =
      List.of(
          new Rule<>(
              "manual-unknown",
              "manual",
              it -> it.manual() != null,
              "Ky version i manualit nuk njihet.",
              "This version of the manual is not known."),
          Rule.conflict(
              "manual-not-approved",
              it -> it.manual() != null && it.manual().inForce(it.today()),
              "Ministria nuk e ka miratuar manualin, ose ai nuk ka hyrë në fuqi.",
              "The ministry has not approved the manual, or it is not in force yet."));

  private static final List<Rule<Asked>> WORDS =
      List.of(
          word("role", change -> List.of(change.role()), "role"),
          word("act", change -> List.of(change.act()), "act"),
          word("object", change -> List.of(change.object()), "object"),
          word("relations", MatrixChange::relations, "RELATION"),
          word("states", MatrixChange::states, "STATE"),
          word("groups", MatrixChange::groups, "GROUP"),
          word("purposes", MatrixChange::purposes, "purpose"),
          word("effect", change -> List.of(change.effect()), "EFFECT"),
          new Rule<>(
              "valid-from-past",
              "validFrom",
              it -> !it.change().validFrom().isBefore(it.today()),
              "Një rresht i ri vlen nga sot e tutje.",
              "A new row is valid from today or later."),
          new Rule<>(
              "valid-to-before-from",
              "validTo",
              it -> {
                var to = it.change().validTo();
                return to == null || !to.isBefore(it.change().validFrom());
              },
              "Rreshti mbaron para se të fillojë.",
              "The row ends before it starts."));

  private static final List<Rule<Asked>> PERMITTED =
      List.of(
          new Rule<>(
              "sealed-not-permitted",
              "states",
              it -> !it.change().states().contains(SEALED),
              "Asnjë rresht nuk e lejon të vulosurën; ajo hapet nga dy persona.",
              "No row permits what is sealed; two persons unseal it."),
          new Rule<>(
              "role-without-data",
              "groups",
              limited((change, limit) -> limit.data() || change.groups().equals(List.of(RECORD))),
              "Ky rol nuk sheh të dhëna personale.",
              "This role sees no personal data."),
          new Rule<>(
              "relation-beyond-role",
              "relations",
              limited((change, limit) -> limit.relations().containsAll(change.relations())),
              "Ky rol nuk arrin kaq larg.",
              "This role does not reach so far."),
          new Rule<>(
              "role-does-not-write",
              "act",
              it ->
                  !it.writing().contains(it.change().act())
                      || limited(
                              (change, limit) -> {
                                var writes = limit.writes();
                                return writes == null || writes.contains(change.object());
                              })
                          .test(it),
              "Ky rol nuk e ndryshon këtë objekt: kush kontrollon ose administron, nuk shkruan.",
              "This role does not change this object: who controls or administers does not write."),
          Rule.conflict(
              "states-differ",
              it -> it.rows().stream().noneMatch(row -> differ(row, it.change())),
              "E njëjta e drejtë lejohet nga një lidhje tjetër në gjendje të tjera.",
              "The same right is permitted by another relation in other states."));

  private static final Rule<Asked> FORBIDDEN =
      new Rule<>(
          "forbid-all-or-all",
          "relations",
          it ->
              it.change().relations().containsAll(it.words().getOrDefault("RELATION", Set.of()))
                  || it.change().states().containsAll(it.words().getOrDefault("STATE", Set.of())),
          "Një rresht që ndalon përmend të gjitha lidhjet ose të gjitha gjendjet.",
          "A row that forbids names all relations or all states.");

  private static final Rule<Asked> NEW =
      Rule.conflict(
          "row-already-there",
          it -> it.rows().stream().noneMatch(row -> same(row, it.change())),
          "Ky rresht është tashmë në fuqi ose ka mbaruar sot.",
          "This row is there already, or has ended today.");

  private static final Rule<Asked> IN_FORCE =
      Rule.conflict(
          "row-not-in-force",
          it -> it.rows().stream().anyMatch(row -> row.id().equals(it.change().policy())),
          "Ky rresht nuk është në fuqi.",
          "This row is not in force.");

  private static final List<Rule<Asked>> ENDED =
      List.of(
          IN_FORCE,
          Rule.conflict(
              "matrix-keeps-its-keepers",
              it -> it.change().effect().equals(Policy.FORBID) || !keeps(it.change()),
              "Pa këtë rresht askush nuk do t'i ndryshonte më nivelet e aksesit.",
              "Without this row nobody could change the matrix any more."));

  private static final Rule<Asked> KEPT =
      Rule.conflict(
          "matrix-keeps-its-keepers",
          it -> !keeps(it.change()),
          "Me këtë rresht askush nuk do t'i ndryshonte më nivelet e aksesit.",
          "With this row nobody could change the matrix any more.");

  /** Nobody decides what his own role may do more: refused and written down. */
  static Problem ownRole() {
    return Problem.of(
        Problem.Kind.FORBIDDEN,
        "own-role-widened",
        "Askush nuk i jep më shumë të drejta rolit të vet.",
        "Nobody gives his own role more rights.");
  }

  /** Nobody approves what he proposed: refused and written down. */
  static Problem ownProposal() {
    return Problem.of(
        Problem.Kind.FORBIDDEN,
        "proposer-approves",
        "Ndryshimin e miraton një tjetër, jo kush e propozoi.",
        "Another approves the change than who proposed it.");
  }

  /** The refusal of the end of a row that has ended or never was. */
  static Problem notInForce() {
    return IN_FORCE.broken();
  }

  /** Whether whoever decides would give a role of his own more. */
  static boolean widensOwnRole(Asked asked) {
    return asked.change().widens() && asked.deciding().contains(asked.change().role());
  }

  /**
   * Refuses with the first rule that does not hold.
   *
   * @throws Problem INVALID or CONFLICT
   */
  static void check(Asked asked) {
    Rule.check(MANUAL, asked);
    if (!asked.change().adds()) {
      Rule.check(ENDED, asked);
      return;
    }
    Rule.check(WORDS, asked);
    NEW.require(asked);
    if (asked.change().effect().equals(Policy.FORBID)) {
      FORBIDDEN.require(asked);
      KEPT.require(asked);
    } else {
      Rule.check(PERMITTED, asked);
    }
  }

  private static Rule<Asked> word(
      String field, Function<MatrixChange, Collection<String>> part, String list) {
    return new Rule<>(
        "code-unknown",
        field,
        it -> it.words().getOrDefault(list, Set.of()).containsAll(part.apply(it.change())),
        "Kodi nuk është në listën e kodeve.",
        "The code is not in the code list.");
  }

  private static Predicate<Asked> limited(BiFunction<MatrixChange, Limit, Boolean> holds) {
    return it -> {
      var limit = it.limit();
      return limit != null && holds.apply(it.change(), limit);
    };
  }

  /** What a statement is given is relations and states, not their pairs. */
  private static boolean differ(Policy row, MatrixChange change) {
    return !row.forbids()
        && meet(row.groups(), change.groups())
        && (meet(row.purposes(), change.purposes())
            || row.purposes().contains(Policy.ANY)
            || change.purposes().contains(Policy.ANY))
        && !row.relations().equals(change.relations())
        && !row.states().equals(change.states());
  }

  private static boolean same(Policy row, MatrixChange change) {
    return row.relations().equals(change.relations())
        && row.states().equals(change.states())
        && row.groups().equals(change.groups())
        && row.purposes().equals(change.purposes())
        && row.effect().equals(change.effect());
  }

  private static boolean meet(List<String> some, List<String> others) {
    return some.stream().anyMatch(others::contains);
  }

  private static boolean keeps(MatrixChange change) {
    return change.object().equals("MATRIX")
        && Set.of("ADMINISTER", "APPROVE").contains(change.act());
  }
}
