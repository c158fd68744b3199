// SPDX-License-Identifier: EUPL-1.2
package al.fole.families.internal;

import static al.fole.families.internal.AFamily.aFamily;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.database.LoginRole;
import al.fole.families.FamilyId;
import al.fole.families.PlacementId;
import al.fole.families.internal.APlacement.ACase;
import al.fole.rules.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Whoever gets past the domain with the application's own role is stopped by a named constraint.
 * The same is refused by a rule of the domain in {@link FamilyTest} and {@link PlacementTest}.
 */
class InvariantsTest {
  private static final Path TABLE = Path.of("../../api/INVARIANTS.md");
  private static final Pattern CONSTRAINT = Pattern.compile("`families\\.([a-z_]+)`");
  private static final Pattern RULE = Pattern.compile("`([a-z]+(?:-[a-z]+)+)`");
  private static final UUID STRANGER = UUID.randomUUID();
  private static final Set<String> tried = new TreeSet<>();
  private static FamiliesWorld world;
  private static FamilyId family;
  private static PlacementId placement;
  private static ACase child;
  private static String waiting;

  @BeforeAll
  static void open() {
    world = new FamiliesWorld();
    family = world.approved(aFamily().withPlaces(2));
    child = world.aCase();
    placement = world.place(family, child);
    world.families.assess(
        world.tirana, family, AFamily.assessment(3, "POSITIVE", LocalDate.of(2026, 5, 1)));
    waiting = world.texts("select id from families.assessment order by id desc limit 1").get(0);
  }

  @AfterAll
  static void close() {
    world.close();
  }

  @Test
  void everyConstraintOfTheTableIsThereAndTried() throws IOException {
    Set<String> named = ofTable(CONSTRAINT);
    Set<String> there =
        Set.copyOf(
            world.texts(
                """
                select conname from pg_constraint where connamespace = 'families'::regnamespace
                union select indexname from pg_indexes where schemaname = 'families'"""));
    assertTrue(named.size() > 30, named::toString);
    assertEquals(Set.of(), minus(named, there));
    everyOther();
    assertEquals(Set.of(), minus(named, tried), "constraints nothing has run into");
  }

  @Test
  void everyRuleOfTheTableIsOneOfTheDomain() throws IOException {
    Set<String> rules =
        Stream.of(
                FamilyRules.APPLICATION,
                FamilyRules.ASSESSMENT,
                DecisionRules.DECISION,
                FamilyRules.STATE,
                PlacementRules.REQUEST,
                PlacementRules.PLACING,
                PlacementRules.END,
                List.of(FamilyRules.ADULT_ONCE, PlacementRules.BORN_BEFORE))
            .flatMap(List::stream)
            .map(Rule::id)
            .collect(toSet());
    assertEquals(Set.of(), minus(ofTable(RULE), rules));
  }

  private static Set<String> ofTable(Pattern pattern) throws IOException {
    String text = Files.readString(TABLE);
    int from = text.indexOf("## families");
    int to = text.indexOf("\n## ", from + 1);
    return pattern
        .matcher(text.substring(from, to < 0 ? text.length() : to))
        .results()
        .map(it -> it.group(1))
        .collect(toSet());
  }

  private static Set<String> minus(Set<String> all, Set<String> some) {
    var left = new TreeSet<>(all);
    left.removeAll(some);
    return left;
  }

  /** I-01. */
  private static void oneFamilyAtATime() {
    stopped("placement_child", placement("'child', '" + child.child() + "'"));
    String rest = "'care_type', 'FOSTER_RESPITE', 'respite_of', '" + placement + "'";
    String from = ", 'respite_from', '2026-06-01'";
    String his = ", 'child', '" + child.child() + "'";
    stopped(
        "placement_respite_child",
        placement(rest + from + his),
        placement(rest + from + his + ", 'place', 13, 'exception', gen_random_uuid()"));
    stopped("placement_respite_is", placement(rest));
    stopped("placement_respite_is", placement("'care_type', 'FOSTER_RESPITE'"));
    stopped("placement_respite", placement(rest + from));
    stopped("placement_respite", placement(rest + his + ", 'respite_from', '2026-05-30'"));
    stopped(
        "placement_respite_after", placement(rest + from + his + ", 'started_on', '2026-05-31'"));
  }

  /** I-03. */
  private static void onlyWhatIsApproved() {
    stopped(
        "placement_approval_valid",
        placement("'started_on', '2026-04-09', 'decision_from', '2026-04-01'"));
    stopped("placement_approval", placement("'approval_to', '2099-01-01'"));
    stopped("placement_approval", placement("'kinship', true"));
    stopped("placement_approval", placement("'approval', gen_random_uuid()"));
    stopped("placement_care_type", placement("'care_type', 'FOSTER_SPECIALISED'"));
    stopped(
        "approval_provisional_for_kin",
        approval(
            "'provisional', true, 'assessment', null, 'assessed_on', null,"
                + " 'recommendation', null, 'assessor', null"));
    stopped("approval_ages", approval("'age_to', 18"));
    stopped("family_ages", family("age_from = 9, age_to = 8"));
    stopped("family_kind", family("kind = 'OTHER'"));
  }

  /** I-04. */
  private static void noMoreChildrenThanPlaces() {
    stopped("placement_place_used", placement("'place', 1"));
    stopped("placement_approved", placement("'place', 3"));
    stopped("placement_approved", placement("'place', 13"));
    stopped("placement_approved", placement("'exception', gen_random_uuid()"));
    stopped("placement_place", placement("'place', 13, 'exception', gen_random_uuid()"));
    stopped("place_approved", place("'ordinal', 3"));
    stopped("place_approved", place("'ordinal', 13"));
    stopped("place_approval", place("'ordinal', 3, 'places', 3, 'placement', null"));
    stopped("place_used_once", place("'ordinal', 13, 'exception', gen_random_uuid()"));
    stopped(
        "place_placement",
        place("'ordinal', 13, 'exception', gen_random_uuid(), 'placement', gen_random_uuid()"));
    stopped("approval_places", approval("'places', 13"));
    stopped("family_places", family("places = 0"));
  }

  /** I-06. */
  private static void onADecisionInForce() {
    stopped("placement_decided", placement("'decision_from', '2026-06-02'"));
    stopped("placement_decided", placement("'decision_to', '2026-05-31'"));
    stopped("decision", placement("'decision', null"));
    stopped("approval_digest", approval("'digest', 'none'"));
  }

  /** I-11. */
  private static void datesInOrder() {
    stopped("placement_born", placement("'child_birth_date', '2026-06-02'"));
    stopped(
        "placement_order",
        placement("'ended_on', '2026-05-31', 'end_reason', 'OTHER', 'end_planned', false"));
    stopped("placement_planned", placement("'planned_end', '2026-05-31'"));
    stopped("placement_ended", placement("'ended_on', '2026-09-01'"));
    stopped("family_order", family("changed_on = '2026-01-01'"));
    stopped("assessment_order", assessment("'started_on', '2026-05-02'"));
    stopped("assessment_family", assessment("'applied_on', '2026-01-01'"));
    stopped("assessment_visited", assessment("'home_visits', 0"));
    stopped("approval_order", approval("'valid_from', '2026-04-09'"));
    stopped("approval_order", approval("'decided_on', '2026-03-31'"));
    stopped("approval_order", approval("'valid_to', '2026-04-09'"));
    stopped("approval_family", approval(another() + ", 'applied_on', '2026-01-01'"));
  }

  /** I-20, and what an approval rests on. */
  private static void approvedBySomebodyElse() {
    stopped("approval_by_another", approval("'approver', '" + world.tirana.who() + "'"));
    stopped("approval_assessed", approval("'assessment', null"));
    stopped("approval_assessed", approval("'recommendation', 'NEGATIVE'"));
    stopped("approval_assessment_once", approval("'places', 1"));
    stopped("approval_assessment", approval(another() + ", 'assessor', '" + STRANGER + "'"));
  }

  /** Who a family is. */
  private static void families() {
    String adult = "insert into families.adult (family, position, person) ";
    String other = "(select person from families.adult where family = '" + family + "')";
    stopped("adult_differs", adult + "values ('" + family + "', 2, " + other + ")");
    FamilyId next = world.applied(aFamily().of(world.adult()));
    String number = "(select file_number from families.family where id = '" + next + "')";
    stopped("family_file_number", family("file_number = " + number));
    stopped("adult_once", adult + "values ('" + next + "', 2, " + other + ")");
  }

  private static void everyOther() {
    oneFamilyAtATime();
    onlyWhatIsApproved();
    noMoreChildrenThanPlaces();
    onADecisionInForce();
    datesInOrder();
    approvedBySomebodyElse();
    families();
    runs(placement("'place', 2"));
    runs(approval(another()));
  }

  private static String another() {
    return "'assessment', '"
        + waiting
        + "', 'assessed_on', '2026-05-01', 'decided_on',"
        + " '2026-05-02', 'valid_from', '2026-05-02'";
  }

  /** The placement again, for another child on the second place, with something else different. */
  private static String placement(String different) {
    String base = "'child', '" + STRANGER + "', 'place', 2, ";
    return copy("placement", "id = '" + placement + "'", base + different);
  }

  private static String approval(String different) {
    return copy("approval", "family = '" + family + "'", different);
  }

  private static String assessment(String different) {
    return copy("assessment", "id = '" + waiting + "'", different);
  }

  private static String family(String different) {
    return "update families.family set " + different + " where id = '" + family + "'";
  }

  private static String place(String different) {
    return copy("place", "family = '" + family + "' and ordinal = 1", different);
  }

  private static String copy(String table, String which, String different) {
    return """
    insert into families.%1$s select (jsonb_populate_record(t,
      jsonb_build_object('id', gen_random_uuid()) || jsonb_build_object(%3$s))).*
    from families.%1$s t where t.%2$s limit 1"""
        .formatted(table, which, different);
  }

  /** The last of the statements, as the application's role in its unit, is refused by name. */
  private static void stopped(String constraint, String... statements) {
    var error = assertThrows(SQLException.class, () -> run(statements), constraint);
    assertTrue(
        String.valueOf(error.getMessage()).contains('"' + constraint + '"'), error::getMessage);
    assertTrue(
        Set.of("23502", "23503", "23505", "23514").contains(error.getSQLState()),
        error::getSQLState);
    tried.add(constraint);
  }

  private static void runs(String statement) {
    try {
      run(statement);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void run(String... statements) throws SQLException {
    try (Connection connection = world.fixture.postgres().source(LoginRole.APP).getConnection();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(
          "select set_config('fole.role', 'PMF', true), set_config('fole.unit', 'B53', true)");
      for (int i = 0; i < statements.length; i++) {
        statement.execute(statements[i]);
      }
      connection.rollback();
    }
  }
}
