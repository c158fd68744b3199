// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A table is watched at COMMIT, or its migration says why not (decision 0027). */
class EveryTableIsWatchedTest {
  private static final String UNDECLARED =
      """
      select n.nspname || '.' || c.relname from pg_class c
      join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and n.nspname in %s
        and n.nspname || '.' || c.relname not in
          (select table_name from journal.watched union select table_name from journal.unwatched)
      order by 1"""
          .formatted(AllSchemas.OURS);

  private static final String UNGUARDED = "select table_name from journal.unguarded order by 1";

  private static AllSchemas schemas;

  @BeforeAll
  static void open() {
    schemas = new AllSchemas();
  }

  @AfterAll
  static void close() {
    schemas.close();
  }

  @Test
  void everyTableIsDeclared() {
    assertEquals(List.of(), schemas.texts(UNDECLARED));
    assertTrue(schemas.texts("select table_name from journal.watched").size() > 50);
  }

  @Test
  void aTableThatNobodyDeclaredIsFound() {
    schemas.plant("create table cases.planted (id uuid primary key)");
    try {
      assertEquals(List.of("cases.planted"), schemas.texts(UNDECLARED));
    } finally {
      schemas.plant("drop table cases.planted");
    }
  }

  @Test
  void everyWatchedTableHasItsTriggersAndOneWithoutIsFound() {
    assertEquals(List.of(), schemas.texts(UNGUARDED));
    schemas.plant("alter table families.placement disable trigger entered");
    try {
      assertEquals(List.of("families.placement"), schemas.texts(UNGUARDED));
    } finally {
      schemas.plant("alter table families.placement enable always trigger entered");
    }
  }

  /**
   * Whose versions the jobs' role cannot compare with the journal, for want of a right or a row.
   */
  private static final String UNSEEN =
      """
      select w.table_name from journal.watched w join pg_class c on c.oid = w.table_name::regclass
      where w.version_column is not null and (
        not has_table_privilege('fole_jobs', c.oid, 'select')
        or c.relrowsecurity and not exists (
          select from pg_policy p where p.polrelid = c.oid and p.polpermissive
            and p.polcmd in ('*', 'r') and 'fole_jobs'::regrole = any (p.polroles)
            and pg_get_expr(p.polqual, p.polrelid) = 'true'))
      order by 1""";

  @Test
  void everyRowWithAVersionCanBeComparedWithTheJournal() {
    assertEquals(List.of(), schemas.texts(UNSEEN));
    schemas.plant("revoke select on access.matrix_change from fole_jobs");
    try {
      assertEquals(List.of("access.matrix_change"), schemas.texts(UNSEEN));
    } finally {
      schemas.plant("grant select on access.matrix_change to fole_jobs");
    }
  }

  @Test
  void whatMayBeRemovedIsFew() {
    assertEquals(
        List.of("persons.number", "persons.token"),
        schemas.texts("select table_name from journal.watched where removable order by 1"));
  }

  @Test
  void aReasonIsGivenForEachThatIsNotWatched() {
    assertEquals(
        List.of(),
        schemas.texts(
            "select table_name from journal.unwatched"
                + " where table_name in (select table_name from journal.watched)"));
    assertTrue(schemas.texts("select reason from journal.unwatched").size() > 15);
  }
}
