// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import al.fole.access.FieldGroup;
import al.fole.access.Standing;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A record that stands somewhere for one who acts, and what that makes of it by definition.
 *
 * @param where for people
 * @param relations that hold between it and whoever acts
 * @param standing as it is for him: unsealed counts as open
 * @param sql what makes it so
 */
record Subject(UUID id, String where, Set<String> relations, String standing, String sql) {

  /** Who acts: an account in a unit, a worker it monitors and a mandate it has open. */
  record Actor(UUID account, Place unit, UUID monitored, UUID mandate) {}

  /** A unit and where it lies. */
  record Place(
      String code,
      String kind,
      @Nullable String municipality,
      @Nullable String qark,
      boolean territorial) {}

  /** Kinds of the units of others: of a municipality, of a county, of the country, of none. */
  private static final Set<String> COMPARED =
      Set.of("NJMF", "SHSSH_REG", "SHSSH_HQ", "INSTITUTION");

  private static final String BROKEN_OPEN = "broken open";

  private static final String UNIT =
      "insert into access.scope (subject, via, unit, relation, opened_on, closed_on)"
          + " values ('%1$s', '%1$s', '%2$s', 'RESPONSIBLE', '2026-01-02', %3$s);";
  private static final String HOLDER =
      "insert into access.scope (subject, via, holder, relation, opened_on, until)"
          + " values ('%1$s', '%1$s', '%2$s', '%3$s', '2026-01-02', now() + interval '%4$s');";
  private static final String STANDING =
      "insert into access.standing (subject, state, since) values ('%s', '%s', now());";

  /**
   * Break-glass is as if one were entrusted with it, but for where somebody protected lives (I-15).
   */
  Set<String> relations(FieldGroup group) {
    return where.equals(BROKEN_OPEN) && group == FieldGroup.PROTECTED_ADDRESS
        ? Set.of("NATIONAL")
        : relations;
  }

  /** A record in every relation and every standing, and some that are between two. */
  static List<Subject> around(Actor actor, List<Place> places) {
    var all = new ArrayList<Subject>();
    for (Standing standing : Standing.values()) {
      String state = standing.name();
      for (Place place : places) {
        if (!place.equals(actor.unit()) && !COMPARED.contains(place.kind())) {
          continue;
        }
        all.add(
            at("in " + place.code(), relations(actor, place), state, UNIT, place.code(), "null"));
      }
      String own = actor.unit().code();
      all.add(at("gone from " + own, Set.of("NATIONAL"), state, UNIT, own, "'2026-02-03'"));
      held(all, "assigned", "OWN_CASE", state, actor.account(), "ASSIGNED", "1 hour");
      held(
          all, "of a monitored worker", "MONITORED", state, actor.monitored(), "ASSIGNED", "1 day");
      held(all, BROKEN_OPEN, "OWN_CASE", state, actor.account(), "BREAK_GLASS", "1 hour");
      held(all, "under a mandate", "MANDATE", state, actor.mandate(), "MANDATE", "1 day");
      held(all, "of another", "NATIONAL", state, UUID.randomUUID(), "ASSIGNED", "1 day");
      held(
          all,
          "assigned until now",
          "NATIONAL",
          state,
          actor.account(),
          "BREAK_GLASS",
          "-1 second");
      all.add(at("nobody's", Set.of("NATIONAL"), state, "", "", ""));
    }
    unsealed(all, "unsealed", "OWN_CASE", "OPEN", actor.account(), "1 hour");
    unsealed(all, "unsealed until now", "NATIONAL", "SEALED", actor.account(), "-1 second");
    unsealed(all, "unsealed for another", "NATIONAL", "SEALED", UUID.randomUUID(), "1 hour");
    // Whoever monitors a worker is not the one it was unsealed for.
    unsealed(all, "unsealed for the worker", "MONITORED", "SEALED", actor.monitored(), "1 hour");
    return all;
  }

  /** By the words of the matrix: territorial units lie in a municipality and a county. */
  private static Set<String> relations(Actor actor, Place place) {
    var relations = new HashSet<>(Set.of("NATIONAL"));
    var unit = actor.unit();
    if (place.equals(unit)) {
      relations.add("OWN_UNIT");
      relations.add("INSTITUTION");
    }
    if (place.territorial()
        && unit.municipality() != null
        && unit.municipality().equals(place.municipality())) {
      relations.add("MUNICIPALITY");
    }
    if (place.territorial()
        && unit.municipality() == null
        && unit.qark() != null
        && unit.qark().equals(place.qark())) {
      relations.add("QARK");
    }
    return relations;
  }

  private static void held(
      List<Subject> all,
      String where,
      String relation,
      String state,
      UUID holder,
      String code,
      String until) {
    var relations = new HashSet<>(Set.of("NATIONAL"));
    relations.add(relation);
    all.add(at(where, relations, state, HOLDER, holder.toString(), code, until));
  }

  /** Sealed, and opened by two persons to a holder for a time. */
  private static void unsealed(
      List<Subject> all, String where, String relation, String asItIs, UUID holder, String until) {
    held(all, where, relation, "SEALED", holder, "UNSEALED", until);
    var last = all.remove(all.size() - 1);
    // An unsealing opens a record to the one it names, not to whoever reaches its unit.
    var relations = asItIs.equals("OPEN") ? Set.of(relation) : last.relations;
    all.add(new Subject(last.id, where, relations, asItIs, last.sql));
  }

  private static Subject at(
      String where, Set<String> relations, String state, String sql, Object... values) {
    var id = UUID.randomUUID();
    var all = new ArrayList<Object>(List.of(id));
    all.addAll(List.of(values));
    String stands = state.equals("OPEN") ? "" : STANDING.formatted(id, state);
    return new Subject(id, where, relations, state, sql.formatted(all.toArray()) + stands);
  }
}
