// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.access.FieldGroup;
import al.fole.access.Permission;
import al.fole.access.Scope;
import al.fole.access.Standing;
import al.fole.itests.clauses.Clause;
import al.fole.testing.fakes.TestActor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * The decision, the predicate in PostgreSQL and the reading of the articles over a world in which a
 * record stands in every relation and standing: for each role that has a login, each permission and
 * each purpose, what is shown of which record, field group by field group.
 */
class PredicateCellsTest {
  /** Rows that forbid: a group of what is closed; a standing for a purpose; a whole act. */
  private static final String FORBIDDEN =
      """
      select access.declare_policy(p.role, p.act, 'CASE', access.terms('RELATION'), p.groups::text[],
        'test', purposes => p.purposes::text[], states => p.states::text[], effect => 'FORBID')
      from (values
        ('PMF', 'READ', '{HEALTH,NOTES}', '{ANY}', '{CLOSED}'),
        ('NJMF_HEAD', 'LIST', '{RECORD}', '{SUPERVISION}', '{OPEN}'),
        ('SHSSH_HQ', 'READ', '{RECORD}', '{ANY}', '{OPEN,CLOSED,SEALED}'))
        as p (role, act, groups, purposes, states)
      """;

  private final List<Subject.Place> places = new ArrayList<>();
  private boolean withArticles = true;
  private long cells;
  private long shown;
  private long forbidden;
  private final List<String> differences = new ArrayList<>();

  @Test
  @Clause("R-04")
  @Clause("R-24")
  @Clause("R-71")
  @Clause("R-91")
  void theStatementShowsWhatTheDecisionPermits() {
    try (var in = new RightsWorld(CellMapper.class)) {
      everyRole(in);
    }
  }

  /** What is forbidden no article says: here the statement is compared with the decision. */
  @Test
  @Clause("R-25")
  void theStatementShowsNothingThatIsForbidden() {
    withArticles = false;
    try (var in = new RightsWorld(FORBIDDEN, CellMapper.class)) {
      everyRole(in);
    }
    assertTrue(forbidden > 0);
  }

  private void everyRole(RightsWorld in) {
    long start = System.nanoTime();
    places(in);
    for (var role : in.matrix.roles().values()) {
      if (role.login() && (withArticles || FORBIDDEN.contains("'" + role.code() + "'"))) {
        everyPermissionOf(in, role);
      }
    }
    System.out.printf(
        "The predicate: %,d cells, %,d of them shown, %d differences, %.1f s%n",
        cells, shown, differences.size(), (System.nanoTime() - start) / 1e9);
    assertEquals(List.of(), differences.stream().limit(50).toList());
    assertTrue(shown > 0);
  }

  private void everyPermissionOf(RightsWorld in, Matrix.Role role) {
    var unit = unitFor(role);
    var who = TestActor.of(role.code(), unit.code());
    var actor = new Subject.Actor(who.who(), unit, UUID.randomUUID(), UUID.randomUUID());
    var subjects = Subject.around(actor, places);
    var sql = new StringBuilder();
    subjects.forEach(subject -> sql.append(subject.sql()));
    String charge =
        "insert into access.charge (account, holder, charge, opened_on)"
            + " values ('%s', '%s', '%s', '2026-01-02');";
    sql.append(charge.formatted(who.who(), actor.monitored(), "MONITORED"));
    sql.append(charge.formatted(who.who(), actor.mandate(), "MANDATE"));
    in.world.run(sql.toString());
    for (var asked : in.matrix.permissions().values()) {
      for (String purpose : in.purposesOf(role.code())) {
        compare(in, who.declaring(purpose), asked, subjects);
      }
      compare(in, who.declaring("ADOPTION"), asked, subjects); // no purpose of anybody's
    }
  }

  private void compare(RightsWorld in, TestActor who, Asked asked, List<Subject> subjects) {
    Scope scope = in.world.roles.scope(who, new Permission(asked.code()));
    var ids = subjects.stream().map(Subject::id).toList();
    var rows =
        in.store.read(
            in.world.roles.system("test.predicate"),
            tx -> tx.mapper(CellMapper.class).shown(ids, scope));
    Map<Object, Map<String, Object>> byId = new HashMap<>();
    rows.forEach(row -> byId.put(row.get("id"), row));
    for (var subject : subjects) {
      var row = byId.get(subject.id());
      for (var group : FieldGroup.values()) {
        String column = group.name().toLowerCase(Locale.ROOT);
        boolean statement = row != null && Boolean.TRUE.equals(row.get(column));
        compare(in, who, asked, subject, group, statement);
      }
      boolean whole = row != null && Boolean.TRUE.equals(row.get("scope"));
      compare(in, who, asked, subject, FieldGroup.RECORD, whole);
    }
    boolean former = permits(in, who, asked, FieldGroup.RECORD, "FORMER_UNIT", "OPEN");
    if (!scope.former().equals(former ? List.of(who.unit()) : List.of())) {
      differences.add(who.role() + " " + asked.code() + " as former unit: " + scope.former());
    }
  }

  private void compare(
      RightsWorld in,
      TestActor who,
      Asked asked,
      Subject subject,
      FieldGroup group,
      boolean statement) {
    boolean decision = false;
    boolean articles = false;
    for (String relation : subject.relations(group)) {
      decision |= permits(in, who, asked, group, relation, subject.standing());
      articles |=
          reads(who, asked, group, relation, subject.standing())
              && reads(who, asked, FieldGroup.RECORD, relation, subject.standing());
    }
    cells++;
    shown += statement ? 1 : 0;
    forbidden += articles && !decision ? 1 : 0;
    if (statement != decision || withArticles && statement != articles) {
      differences.add(
          "%s %s for %s, record %s %s, %s: statement %s, decision %s, articles %s"
              .formatted(
                  who.role(),
                  asked.code(),
                  who.purpose(),
                  subject.where(),
                  subject.standing(),
                  group,
                  statement,
                  decision,
                  articles));
    }
  }

  private static boolean permits(
      RightsWorld in,
      TestActor who,
      Asked asked,
      FieldGroup group,
      String relation,
      String standing) {
    return in.matrix
        .rights()
        .permits(
            who.role(),
            asked.code(),
            who.purpose(),
            group,
            Relation.valueOf(relation),
            Standing.valueOf(standing));
  }

  private static boolean reads(
      TestActor who, Asked asked, FieldGroup group, String relation, String standing) {
    return new ArticlesEvaluator(
            who.role(),
            asked.act(),
            asked.object(),
            relation,
            standing,
            group.name(),
            who.purpose(),
            "ACTIVE")
        .allowed();
  }

  private Subject.Place unitFor(Matrix.Role role) {
    return places.stream()
        .filter(place -> role.kinds().contains(place.kind()))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no unit for " + role.code()));
  }

  /**
   * Some units of every kind, in two municipalities of one county, in another county and in none.
   */
  private void places(RightsWorld in) {
    for (String line :
        in.world.texts(
            """
            select concat_ws(',', u.code, u.kind, coalesce(u.municipality, '-'),
              coalesce(u.qark, '-'), k.territorial)
            from access.unit u join access.unit_kind k on k.code = u.kind
            where u.municipality in ('53', '52', '10')
              or u.municipality is null and (u.qark is null or u.qark in ('AL-11', 'AL-02'))
            order by u.municipality = '53' desc nulls last, u.qark = 'AL-11' desc nulls last, u.code
            """)) {
      var part = line.split(",", -1);
      places.add(
          new Subject.Place(
              part[0],
              part[1],
              part[2].equals("-") ? null : part[2],
              part[3].equals("-") ? null : part[3],
              part[4].startsWith("t")));
    }
  }
}
