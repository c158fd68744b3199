// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.database.LoginRole;
import al.fole.itests.clauses.Clause;
import al.fole.testing.world.World;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The second wall of every table of the features, whichever migration made it, read from the
 * catalogue: a row is put into each, and a pooled connection without context sees none, another
 * unit's sees none, the unit's own sees it.
 */
class EveryWallTest {
  private static final List<String> FEATURES = List.of("persons", "cases", "families");

  /**
   * What is nobody's record: counters of file numbers, words of the law, and the blind indexes
   * people are found by, which are joined with the scope of the person.
   */
  private static final Set<String> OPEN =
      Set.of(
          "cases.exit_path",
          "cases.file_counter",
          "families.file_number",
          "families.term",
          "persons.erasure_bar",
          "persons.erasure_ground",
          "persons.number",
          "persons.token");

  private static final String CONSTRAINTS =
      """
      do $$ declare c record; begin
        for c in select k.conrelid::regclass as at, k.conname from pg_constraint k
            where k.contype in ('c', 'f') and k.conrelid::regclass::text ~ '^(%s)[.]' loop
          execute format('alter table %%s drop constraint %%I', c.at, c.conname);
        end loop;
      end $$
      """;

  private static final UUID SUBJECT = UUID.randomUUID();
  private static RightsWorld in;

  @BeforeAll
  static void open() {
    in = new RightsWorld();
    in.world.run(CONSTRAINTS.formatted(String.join("|", FEATURES)));
    for (String table : tables()) {
      plant(in.world, table);
    }
    in.world.run(
        ("insert into access.scope (subject, via, unit, relation, opened_on)"
                + " values ('%1$s', '%1$s', 'B53', 'RESPONSIBLE', current_date)")
            .formatted(SUBJECT));
  }

  @AfterAll
  static void close() {
    in.close();
  }

  private static List<String> tables() {
    return in.world.texts(
        "select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid ="
            + " c.relnamespace where c.relkind in ('r', 'p') and n.nspname in ('"
            + String.join("', '", FEATURES)
            + "') order by 1");
  }

  /** One row, in which every id is the subject's and the unit the one it is open to. */
  private static void plant(World world, String table) {
    var names = new ArrayList<String>();
    var values = new ArrayList<String>();
    for (String column :
        world.texts(
            "select quote_ident(attname) || ' ' || format_type(atttypid, null) from pg_attribute"
                + " where attrelid = '%s'::regclass and attnum > 0 and not attisdropped"
                    .formatted(table)
                + " and attgenerated = '' and attidentity = ''")) {
      String type = column.substring(column.indexOf(' ') + 1);
      names.add(column.substring(0, column.indexOf(' ')));
      values.add(column.equals("unit text") ? "'B53'" : value(type));
    }
    world.run(
        "set session_replication_role = replica; insert into %s (%s) values (%s)"
            .formatted(table, String.join(", ", names), String.join(", ", values)));
  }

  private static String value(String type) {
    return switch (type) {
      case "uuid" -> "'" + SUBJECT + "'";
      case "uuid[]" -> "array['" + SUBJECT + "'::uuid]";
      case "date" -> "current_date";
      case "timestamp with time zone" -> "now()";
      case "bytea" -> "'\\x00'";
      case "boolean" -> "false";
      default -> type.endsWith("[]") ? "'{}'" : "'1'";
    };
  }

  /** How many rows of a table somebody sees; a unit of null has no context at all. */
  private static long seen(String table, @Nullable String unit) {
    try (Connection connection = in.world.fixture.postgres().source(LoginRole.APP).getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      if (unit != null) {
        statement.execute(
            ("select set_config('fole.actor', '%s', true),"
                    + " set_config('fole.role', 'NJMF_HEAD', true),"
                    + " set_config('fole.unit', '%s', true),"
                    + " set_config('fole.session', '%s', true)")
                .formatted(
                    UUID.randomUUID(), unit, unit.equals("B53") ? SUBJECT : UUID.randomUUID()));
      }
      try (var row = statement.executeQuery("select count(*) from " + table)) {
        row.next();
        return row.getLong(1);
      } finally {
        connection.rollback();
      }
    } catch (SQLException e) {
      throw new IllegalStateException(table, e);
    }
  }

  /** What is wrong with the wall of a table. */
  private static List<String> faults(String table) {
    var faults = new ArrayList<String>();
    String wall =
        in.world
            .texts(
                "select concat_ws(' ', relrowsecurity, relforcerowsecurity, exists (select 1 from"
                    + " pg_policy p where p.polrelid = c.oid)) from pg_class c where c.oid = '%s'::regclass"
                        .formatted(table))
            .get(0);
    if (!wall.equals("t t t")) {
      faults.add(table + " has no wall that is forced: " + wall);
    }
    if (seen(table, null) != 0) {
      faults.add(table + " is seen without context");
    }
    if (seen(table, "B10") != 0) {
      faults.add(table + " is seen by another unit");
    }
    if (seen(table, "B53") != 1) {
      faults.add(table + " is not seen by its own unit");
    }
    return faults;
  }

  @Test
  @Clause("R-94")
  void everyTableOfAFeatureStandsBehindAWall() {
    var walled = new TreeSet<>(tables());
    walled.removeAll(OPEN);
    walled.removeIf(it -> it.contains("planted"));
    System.out.printf("Walls: %d tables of %s%n", walled.size(), FEATURES);
    assertTrue(walled.size() >= 15, walled::toString);
    assertEquals(List.of(), walled.stream().flatMap(it -> faults(it).stream()).toList());
    assertEquals(Set.of(), Set.copyOf(OPEN.stream().filter(it -> !tables().contains(it)).toList()));
  }

  @Test
  void aTableWithoutOneIsFound() {
    planted("planted_open", "");
    planted("planted_unforced", "alter table %s enable row level security");
    planted("planted_mute", "alter table %s enable row level security, force row level security");
    planted(
        "planted_wide",
        "alter table %1$s enable row level security, force row level security;"
            + " create policy wide on %1$s to fole_app using (true)");
    assertEquals(3, faults("cases.planted_open").size());
    assertEquals(2, faults("cases.planted_unforced").size());
    assertEquals(2, faults("cases.planted_mute").size());
    assertEquals(2, faults("cases.planted_wide").size());
  }

  private static void planted(String name, String wall) {
    String table = "cases." + name;
    in.world.run("create table %1$s (id uuid); grant select on %1$s to fole_app".formatted(table));
    if (!wall.isEmpty()) {
      in.world.run(wall.formatted(table));
    }
    plant(in.world, table);
  }
}
