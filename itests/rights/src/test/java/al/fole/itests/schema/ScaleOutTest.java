// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The doors of decision 0002 stay open: {@code itests/scale-out.csv} says of each table where it
 * would stand if the database were parted, by which column, and which unique keys would need a
 * claim table. CHAIN and what is checked with it at COMMIT (RECORD) stay on one node, SPREAD may
 * leave it, a LIST is copied to every node.
 */
class ScaleOutTest {
  private static final String TABLES =
      """
      select n.nspname || '.' || c.relname from pg_class c
      join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and n.nspname in %s order by 1"""
          .formatted(AllSchemas.OURS);

  /** A schema whose tables refer to another's cannot move without it. */
  private static final String ACROSS =
      """
      select k.conrelid::regclass || ' refers to ' || k.confrelid::regclass from pg_constraint k
      join pg_class a on a.oid = k.conrelid join pg_class b on b.oid = k.confrelid
      where k.contype = 'f' and a.relnamespace <> b.relnamespace order by 1""";

  /** A number that one node counts. Those of access are row numbers that nothing refers to. */
  private static final String COUNTED =
      """
      select c.oid::regclass || '.' || a.attname from pg_attribute a
      join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
      left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
      where n.nspname in %s and not a.attisdropped
        and (a.attidentity <> '' or pg_get_expr(d.adbin, d.adrelid) like '%%nextval%%') order by 1"""
          .formatted(AllSchemas.OURS);

  private static final String OTHER_IDS =
      """
      select c.oid::regclass || '.id ' || format_type(a.atttypid, a.atttypmod) from pg_attribute a
      join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and n.nspname in %s and a.attname = 'id'
        and a.atttypid <> 'uuid'::regtype order by 1"""
          .formatted(AllSchemas.OURS);

  private static final String KEYLESS =
      """
      select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and n.nspname in %s
        and not exists (select from pg_index i where i.indrelid = c.oid and i.indisprimary)
      order by 1"""
          .formatted(AllSchemas.OURS);

  /** Unique and exclusion keys: table, key, columns. */
  private static final String KEYS =
      """
      select i.indrelid::regclass || ',' || x.relname || ','
        || (select string_agg(coalesce(a.attname, '?'), ' ' order by k.n)
            from unnest(i.indkey) with ordinality k (at, n)
            left join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.at)
      from pg_index i join pg_class x on x.oid = i.indexrelid
      join pg_namespace n on n.oid = x.relnamespace
      where (i.indisunique or i.indisexclusion) and n.nspname in %s order by 1"""
          .formatted(AllSchemas.OURS);

  private static AllSchemas schemas;
  private static Map<String, Place> places;

  /** A line of the list. */
  private record Place(String kind, String column, Set<String> claims) {}

  @BeforeAll
  static void open() throws IOException {
    schemas = new AllSchemas();
    places = new TreeMap<>();
    var root = Path.of(System.getProperty("fole.root", "../.."));
    List<String> lines = Files.readAllLines(root.resolve("itests/scale-out.csv"));
    for (String line : lines.subList(1, lines.size())) {
      String[] fields = line.split(",", -1);
      assertEquals(4, fields.length, line);
      assertTrue(Set.of("CHAIN", "RECORD", "SPREAD", "LIST").contains(fields[1]), line);
      places.put(
          fields[0],
          new Place(fields[1], fields[2], Set.copyOf(Arrays.asList(fields[3].split(" ", -1)))));
    }
  }

  @AfterAll
  static void close() {
    schemas.close();
  }

  /** All that would close a door. */
  private static List<String> findings() {
    var found = new ArrayList<String>();
    List<String> tables = schemas.texts(TABLES);
    tables.stream().filter(t -> !places.containsKey(t)).forEach(t -> found.add("unlisted " + t));
    places.keySet().stream().filter(t -> !tables.contains(t)).forEach(t -> found.add("gone " + t));
    schemas.texts(ACROSS).forEach(found::add);
    schemas.texts(COUNTED).forEach(column -> found.add("counted " + column));
    schemas.texts(OTHER_IDS).forEach(column -> found.add("not a uuid " + column));
    schemas.texts(KEYLESS).forEach(table -> found.add("no key " + table));
    for (String line : schemas.texts(KEYS)) {
      String[] key = line.split(",", 3);
      Place place = places.getOrDefault(key[0], new Place("", "", Set.of()));
      List<String> columns = List.of(key[2].split(" ", -1));
      boolean parted = place.kind().equals("RECORD") || place.kind().equals("SPREAD");
      if (parted
          && !columns.contains(place.column())
          && !columns.equals(List.of("id"))
          && !place.claims().contains(key[1])) {
        found.add("key without " + place.column() + " " + line);
      }
    }
    return found;
  }

  /** Row numbers of access: nothing refers to them, and they could be given by each node. */
  private static final List<String> KNOWN =
      List.of("counted access.charge.charge_row", "counted access.scope.scope_row");

  @Test
  void nothingClosesADoor() {
    assertEquals(KNOWN, findings());
  }

  @Test
  void theChainStaysTogetherAndOnlyWhatItCommitsToMayLeave() {
    for (String table :
        List.of("journal.entry", "journal.event", "journal.sequence", "audit.log", "audit.tile")) {
      assertEquals("CHAIN", places.getOrDefault(table, new Place("", "", Set.of())).kind(), table);
    }
    var spread = new ArrayList<String>();
    places.forEach(
        (table, place) ->
            spread.addAll(place.kind().equals("SPREAD") ? List.of(table) : List.of()));
    List<String> watched = schemas.texts("select table_name from journal.watched");
    assertTrue(spread.contains("journal.detail"));
    assertEquals(
        List.of(),
        spread.stream().filter(watched::contains).toList(),
        "the check at COMMIT reads the chain: a watched table stays with it");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
      create table cases.planted (id uuid primary key)                                    | unlisted cases.planted
      create table cases.planted (id bigint primary key)                                  | not a uuid cases.planted.id bigint
      create table cases.planted (id uuid)                                                | no key cases.planted
      create table cases.planted (id uuid primary key references persons.person)          | cases.planted refers to persons.person
      create table cases.planted (id uuid primary key, n bigint generated always as identity) | counted cases.planted.n
      create table cases.planted (id uuid primary key, n bigserial)                       | counted cases.planted.n
      alter table persons.person add column planted text unique                           | key without id persons.person,person_planted_key,planted
      """)
  void aPlantedDoorIsFound(String planted, String finding) {
    schemas.plant(planted);
    try {
      assertTrue(findings().contains(finding), findings().toString());
    } finally {
      schemas.plant(
          "drop table if exists cases.planted; alter table persons.person drop column if exists planted");
    }
    assertEquals(KNOWN, findings());
  }
}
