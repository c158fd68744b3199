// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.attacks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.itests.clauses.Clause;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every route and every statement of the running host has its permission, its entry and its test in
 * {@code census.csv}, and every line of it is true.
 */
class CensusIT {
  private static final RightsHost HOST = RightsHost.get();
  private static final TestSources TESTS = TestSources.read();
  private static final CensusTable TABLE = CensusTable.read();

  @BeforeAll
  static void live() throws InterruptedException {
    Played.once(HOST);
  }

  @Test
  @Clause("R-90")
  @Clause("R-93")
  void everyRouteAndStatementHasItsPermissionItsEntryAndItsTest() throws SQLException {
    var census = Census.of(HOST.context());
    System.out.printf(
        "Census: %d routes (%d open to strangers), %d statements, %d lines%n",
        census.routes().size(),
        census.open().size(),
        census.statements().size(),
        TABLE.lines().size());
    assertTrue(census.routes().size() > 60 && census.statements().size() > 130);
    assertEquals(Set.of(), TABLE.faults(census, declared(), seen(), TESTS.classes()));
  }

  @Test
  void theHostSaysItselfWhatItCanBeAsked() {
    var routes = shapes(Census.of(HOST.context()).routes());
    assertEquals(routes, shapes(described()));
    var published = shapes(Census.published(HOST.context()));
    assertTrue(published.size() > 30, published.toString());
    published.removeAll(routes);
    assertEquals(Set.of(), published, "routes of the whiteboard that the census has not counted");
  }

  @Test
  void aBundleWithUndeclaredRoutesAndStatementsIsSeen() throws SQLException {
    try (var planted = HOST.plant()) {
      assertEquals(
          Set.of(
              "GET /leaky/known/{id}: a route without a line",
              "GET /leaky/persons/{id}: a route without a line",
              "GET /leaky/{id}: a route without a line",
              "LeakyMapper.today: a statement without a line",
              "POST /leaky: a route without a line",
              "PUT /leaky/{id}: a route without a line"),
          TABLE.faults(Census.of(planted.host().context()), declared(), seen(), TESTS.classes()));
    }
  }

  @Test
  void aLineThatIsNotTrueIsSeen() throws SQLException {
    var spoilt =
        TABLE
            .with("route,GET /nowhere,persons.view,persons.viewed,PersonRegistryTest,")
            .with("statement,PersonMapper.forget,persons.forget,persons.forgotten,NoSuchTest,")
            .with("route,GET /persons/{id},session,-,PersonRegistryTest,");
    assertEquals(
        Set.of(
            "GET /nowhere: a line without a route",
            "a route has two lines",
            "GET /persons/{id}: does not say why",
            "PersonMapper.forget: a line without a statement",
            "PersonMapper.forget: no permission is declared: persons.forget",
            "PersonMapper.forget: nobody has seen an entry persons.forgotten",
            "PersonMapper.forget: there is no test NoSuchTest"),
        spoilt.faults(Census.of(HOST.context()), declared(), seen(), TESTS.classes()));
  }

  /** Types of entries: in the journal of this host, or asserted by a test of the project. */
  private static Set<String> seen() throws SQLException {
    var seen = TESTS.types();
    seen.addAll(HOST.asked("select distinct type from journal.event"));
    return seen;
  }

  private static Set<String> declared() throws SQLException {
    return new TreeSet<>(HOST.asked("select code from access.permission"));
  }

  private static Set<String> described() {
    var routes = new TreeSet<String>();
    var document = HOST.anonymous().get("/api/openapi").body();
    for (var path : document.path("paths").properties()) {
      for (var operation : path.getValue().properties()) {
        if (Set.of("get", "put", "post", "delete", "patch").contains(operation.getKey())) {
          routes.add(operation.getKey().toUpperCase(java.util.Locale.ROOT) + " " + path.getKey());
        }
      }
    }
    return routes;
  }

  /** Whatever the parameters are called. */
  private static Set<String> shapes(Set<String> routes) {
    var shapes = new TreeSet<String>();
    routes.forEach(route -> shapes.add(route.replaceAll("\\{[^}]*}", "{}").replaceAll("/$", "")));
    return shapes;
  }
}
