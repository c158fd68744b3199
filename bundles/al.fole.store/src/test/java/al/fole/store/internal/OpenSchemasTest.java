// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.database.LoginRole;
import al.fole.spi.Problem;
import al.fole.store.Schemas.Contraction;
import al.fole.store.Schemas.Holding;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What may be dropped, and when. */
class OpenSchemasTest {
  private static final Script TABLES =
      new Script(
          "001_tables.sql",
          "create table other.kept (n int); create table other.old (n int);"
              + " insert into other.kept values (1), (2)");
  private static final Script DROP =
      new Script("contract/001_drop_old.sql", "drop table other.old");
  private static final Script WRONG =
      new Script("contract/002_wrong.sql", "drop table other.nowhere");
  private static final Contraction DROP_OLD =
      new Contraction("other", DROP.name(), List.of("drop table other.old"));

  private final Object bundle = new Object();
  private final Object next = new Object();
  private StoreOnPostgres db;
  private OpenSchemas schemas;

  @BeforeEach
  void open() throws SQLException {
    db = StoreOnPostgres.create();
    var migrations =
        new Migrations(db.postgres.source(LoginRole.OWNER), db.postgres.source(LoginRole.APP));
    migrations.bringUpToDate("other", List.of(TABLES));
    schemas = new OpenSchemas(StoreOnPostgres.parent(db.postgres), migrations);
  }

  @AfterEach
  void close() {
    db.close();
  }

  private static void assertRefused(String rule, String more, Executable work) {
    Problem problem = assertThrows(Problem.class, work);
    assertEquals(rule, problem.rule());
    assertTrue(problem.more().toString().contains(more), problem.more()::toString);
  }

  @Test
  void whatIsPendingIsSaidAndDoneOnce() {
    schemas.opened(bundle, "other", List.of(DROP));
    assertEquals(List.of(DROP_OLD), schemas.contractions());
    schemas.contract(DROP_OLD);
    assertEquals(List.of(), schemas.contractions());
    assertEquals(Set.of(TABLES.name(), DROP.name()), schemas.applied("other"));
    assertEquals(List.of(new Holding("kept", 2)), schemas.holdings("other"));
    schemas.contract(DROP_OLD);
    assertEquals(
        1,
        db.number(
            "select count(*) from store.migration where schema = 'other' and file = ?",
            DROP.name()));
  }

  @Test
  void rowsAreCountedByTable() {
    assertEquals(List.of(new Holding("kept", 2), new Holding("old", 0)), schemas.holdings("other"));
    assertEquals(List.of(), schemas.holdings("nowhere"));
  }

  @Test
  void severalComponentsOfOneBundleAreOne() {
    schemas.opened(bundle, "other", List.of(DROP));
    schemas.opened(bundle, "other", List.of(DROP));
    assertEquals(List.of(DROP_OLD), schemas.contractions());
  }

  @Test
  void nothingIsDroppedWhileTwoVersionsHaveItOpen() {
    schemas.opened(bundle, "other", List.of());
    schemas.opened(next, "other", List.of(DROP));
    assertRefused("contraction-too-early", "two versions of other", schemas::contractions);
    assertRefused(
        "contraction-too-early", "two versions of other", () -> schemas.contract(DROP_OLD));
    assertEquals(2, schemas.holdings("other").size());
    schemas.closed(bundle);
    assertEquals(List.of(DROP_OLD), schemas.contractions());
  }

  @Test
  void nothingIsDroppedWhileTwoVersionsWantTheSame() {
    schemas.opened(bundle, "other", List.of(DROP));
    schemas.opened(next, "other", List.of(DROP));
    assertRefused("contraction-too-early", "two versions of other", schemas::contractions);
  }

  @Test
  void nothingIsDroppedWhileAnotherHostIsThere() {
    schemas.opened(bundle, "other", List.of(DROP));
    StoreOnPostgres another = db.another("another");
    try {
      assertRefused("contraction-too-early", "another host", schemas::contractions);
      assertRefused("contraction-too-early", "another host", () -> schemas.contract(DROP_OLD));
    } finally {
      another.view.close();
      another.engine.close();
    }
    assertEquals(2, schemas.holdings("other").size());
  }

  @Test
  void whatWasPlannedWithAnotherVersionIsRefused() {
    schemas.opened(bundle, "other", List.of(DROP));
    var other = new Contraction("other", DROP.name(), List.of("drop table other.kept"));
    assertRefused("contraction-too-early", "another version", () -> schemas.contract(other));
    var unknown = new Contraction("nowhere", DROP.name(), DROP_OLD.drops());
    assertRefused("contraction-too-early", "another version", () -> schemas.contract(unknown));
    assertEquals(2, schemas.holdings("other").size());
  }

  @Test
  void aStepThatFailsChangesNothing() {
    schemas.opened(bundle, "other", List.of(WRONG));
    var step = new Contraction("other", WRONG.name(), List.of("drop table other.nowhere"));
    assertRefused("contraction-failed", "reason", () -> schemas.contract(step));
    assertEquals(List.of(step), schemas.contractions());
    assertEquals(Set.of(TABLES.name()), schemas.applied("other"));
  }
}
