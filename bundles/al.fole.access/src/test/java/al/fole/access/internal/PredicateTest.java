// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.access.FieldGroup;
import al.fole.access.Scope;
import al.fole.access.Standing;
import al.fole.access.internal.ScopeMapper.ChargeRow;
import al.fole.database.LoginRole;
import al.fole.spi.Actor;
import al.fole.store.Schema;
import al.fole.testing.fakes.TestActor;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What a statement finds is what the decision permits, cell by cell, over small tables by chance.
 */
class PredicateTest {
  private static final AccessWorld WORLD = AccessWorld.alone();
  private static final int TABLES = 150;
  private static final List<String> UNITS =
      List.of("B53", "V53", "B48", "K-AL-11", "Q-AL-11", "N", "I-1", "P-1");
  private static final List<String> ROLES =
      List.of("PMF", "SHSSH_REG", "SHSSH_HQ", "PROVIDER_HEAD", "PROVIDER_CM", "QARK_SW");
  private static final UUID MONITORED = UUID.randomUUID();
  private static final UUID MANDATE = UUID.randomUUID();
  private static final Asked SEE = new Asked("sample.see", "READ", "THING", false);

  private final Random chance = new Random(20);

  interface SubjectMapper {
    @Select(
        "/* unscoped: asks for the scope itself */ select t.id from sample.subject t where {scope t.id}")
    List<UUID> scoped(@Param("scope") Scope scope);

    @Select("select t.id from sample.subject t where {field HEALTH t.id}")
    List<UUID> healthy(@Param("scope") Scope scope);
  }

  /** A subject with its rows of scope, as the test knows them. */
  private record Subject(
      UUID id, Set<String> units, Set<UUID> holders, boolean own, Standing standing) {}

  @BeforeAll
  static void schema() throws SQLException {
    execute(LoginRole.OWNER, "create schema sample");
    execute(LoginRole.OWNER, "grant usage on schema sample to fole_jobs");
    execute(LoginRole.OWNER, "create table sample.subject (id uuid primary key)");
    execute(LoginRole.OWNER, "grant select, insert on sample.subject to fole_jobs");
    execute(
        LoginRole.OWNER,
        "insert into access.unit (code, kind, municipality, qark, name) values"
            + " ('I-1', 'INSTITUTION', '53', 'AL-11', 'I'), ('P-1', 'PROVIDER_NGO', null, null, 'P')");
    WORLD.fixture.open(Schema.of("access", AccessSchema.class, SubjectMapper.class));
    WORLD.matrix.fresh();
  }

  @AfterAll
  static void close() {
    WORLD.close();
  }

  private static void execute(LoginRole role, String sql) throws SQLException {
    try (var connection = WORLD.fixture.postgres().source(role).getConnection();
        var statement = connection.createStatement()) {
      statement.execute("set fole.by_hand = 'fixture'; " + sql);
    }
  }

  @Test
  void findsWhatTheDecisionPermits() throws SQLException {
    var own = UUID.randomUUID();
    var subjects = subjects(own);
    int compared = 0;
    int found = 0;
    var known = WORLD.matrix.now();
    for (int table = 0; table < TABLES; table++) {
      var role = any(ROLES);
      var usual = TestActor.of(role, any(UNITS));
      var actor =
          new TestActor(
              own, role, usual.unit(), usual.session(), usual.purpose(), "PASSWORD", "request");
      var matrix =
          Matrix.of(
              List.copyOf(known.roles().values()), known.territory(), List.of(SEE), rows(role));
      var scope =
          new Reaching(
                  matrix,
                  actor,
                  () ->
                      List.of(
                          new ChargeRow(MONITORED, "MONITORED"), new ChargeRow(MANDATE, "MANDATE")))
              .scope(SEE.code());
      var records = find(mapper -> mapper.scoped(scope));
      var fields = find(mapper -> mapper.healthy(scope));
      for (var subject : subjects) {
        assertEquals(
            decided(matrix, actor, FieldGroup.RECORD, subject),
            records.contains(subject.id()),
            () -> actor + " " + matrix.policies() + " " + subject);
        assertEquals(
            decided(matrix, actor, FieldGroup.HEALTH, subject),
            fields.contains(subject.id()),
            () -> actor + " " + matrix.policies() + " " + subject);
        compared += 2;
      }
      found += records.size() + fields.size();
    }
    assertEquals(TABLES * 60 * 2, compared);
    assertTrue(found > TABLES, "something is permitted: " + found);
  }

  private static Set<UUID> find(java.util.function.Function<SubjectMapper, List<UUID>> ask) {
    return new HashSet<>(
        WORLD.store.read(
            WORLD.access.system("test.predicate"),
            tx -> ask.apply(tx.mapper(SubjectMapper.class))));
  }

  /** The decision on each relation the actor has to the subject. */
  private static boolean decided(Matrix matrix, Actor actor, FieldGroup group, Subject subject) {
    return matrix.fits(actor.role(), actor.unit())
        && relations(matrix, actor, subject).stream()
            .anyMatch(
                relation ->
                    matrix
                        .rights()
                        .permits(
                            actor.role(),
                            SEE.code(),
                            actor.purpose(),
                            group,
                            relation,
                            subject.standing()));
  }

  /** What the words of the matrix mean, said without the code that says it for statements. */
  private static Set<Relation> relations(Matrix matrix, Actor actor, Subject subject) {
    var relations = EnumSet.of(Relation.NATIONAL);
    if (subject.own()) {
      relations.add(Relation.OWN_CASE);
    }
    if (subject.holders().contains(MONITORED)) {
      relations.add(Relation.MONITORED);
    }
    if (subject.holders().contains(MANDATE)) {
      relations.add(Relation.MANDATE);
    }
    var own = matrix.unit(actor.unit()).orElseThrow();
    for (String code : subject.units()) {
      var unit = matrix.unit(code).orElseThrow();
      boolean territorial =
          !unit.kind().equals("INSTITUTION") && !unit.kind().equals("PROVIDER_NGO");
      if (code.equals(actor.unit())) {
        relations.add(Relation.OWN_UNIT);
        relations.add(Relation.INSTITUTION);
      }
      if (territorial
          && own.municipality() != null
          && own.municipality().equals(unit.municipality())) {
        relations.add(Relation.MUNICIPALITY);
      }
      if (territorial
          && own.municipality() == null
          && own.qark() != null
          && own.qark().equals(unit.qark())) {
        relations.add(Relation.QARK);
      }
    }
    return relations;
  }

  private List<Policy> rows(String role) {
    var rows = new ArrayList<Policy>();
    var states =
        chance.nextBoolean() ? List.of("OPEN", "CLOSED") : List.of(any(List.of("OPEN", "CLOSED")));
    for (int n = 1 + chance.nextInt(3); n > 0; n--) {
      rows.add(
          row(
              role,
              some(Relation.values()),
              states,
              chance.nextBoolean() ? List.of("RECORD", "HEALTH") : List.of("RECORD"),
              "PERMIT"));
    }
    if (chance.nextInt(3) == 0) {
      rows.add(
          row(
              role,
              some(Relation.values()),
              List.of("OPEN", "CLOSED", "SEALED"),
              List.of("HEALTH"),
              "FORBID"));
    }
    return rows;
  }

  private List<String> some(Relation[] relations) {
    var some = new ArrayList<String>();
    for (Relation relation : relations) {
      if (chance.nextInt(3) == 0) {
        some.add(relation.name());
      }
    }
    return some.isEmpty() ? List.of("OWN_UNIT") : some;
  }

  private static Policy row(
      String role,
      List<String> relations,
      List<String> states,
      List<String> groups,
      String effect) {
    return new Policy(
        UUID.randomUUID(),
        role,
        "READ",
        "THING",
        relations,
        states,
        groups,
        List.of(Policy.ANY),
        effect,
        "VKM-2026 n.8/2",
        "1",
        LocalDate.of(2026, 1, 1),
        null);
  }

  private <T> T any(List<T> of) {
    return of.get(chance.nextInt(of.size()));
  }

  /** Rows open and closed, timely and late, and a standing; some subjects have none of it. */
  private List<Subject> subjects(UUID own) throws SQLException {
    var subjects = new ArrayList<Subject>();
    for (int n = 0; n < 60; n++) {
      var id = UUID.randomUUID();
      execute(LoginRole.OWNER, "insert into sample.subject values ('" + id + "')");
      var units = new HashSet<String>();
      var holders = new HashSet<UUID>();
      boolean mine = false;
      for (int row = chance.nextInt(4); row > 0; row--) {
        boolean open = chance.nextInt(4) > 0;
        boolean late = chance.nextInt(4) == 0;
        if (chance.nextBoolean()) {
          var unit = any(UNITS);
          insert(id, "'" + unit + "'", "null", open, false);
          if (open) {
            units.add(unit);
          }
        } else {
          var holder = any(List.of(own, MONITORED, MANDATE, UUID.randomUUID()));
          insert(id, "null", "'" + holder + "'", open, late);
          if (open && !late) {
            holders.add(holder);
            mine |= holder.equals(own);
          }
        }
      }
      var standing = any(List.of(Standing.values()));
      if (standing != Standing.OPEN || chance.nextBoolean()) {
        execute(
            LoginRole.OWNER,
            "insert into access.standing values ('" + id + "', '" + standing + "', now())");
      }
      subjects.add(new Subject(id, units, holders, mine, standing));
    }
    return subjects;
  }

  private static void insert(UUID subject, String unit, String holder, boolean open, boolean late)
      throws SQLException {
    execute(
        LoginRole.OWNER,
        "insert into access.scope (subject, via, unit, holder, relation, opened_on, closed_on, until) values ('%s', '%s', %s, %s, 'CASE', '2026-01-01', %s, %s)"
            .formatted(
                subject,
                UUID.randomUUID(),
                unit,
                holder,
                open ? "null" : "'2026-02-01'",
                late ? "now() - interval '1 second'" : "null"));
  }
}
