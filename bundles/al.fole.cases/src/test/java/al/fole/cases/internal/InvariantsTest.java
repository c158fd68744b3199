// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases.internal;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whoever gets past the domain is stopped by a named constraint of the table of invariants. */
class InvariantsTest {
  private static final Path TABLE = Path.of("../../api/INVARIANTS.md");
  private static final Pattern CONSTRAINT = Pattern.compile("`cases\\.([a-z_]+)`");
  private static final Set<String> tried = new TreeSet<>();
  private static CasesWorld world;

  @BeforeAll
  static void open() {
    world = new CasesWorld();
    var child = world.child();
    var careCase = world.assessed(child);
    var decision =
        world.cases.decide(world.tirana, careCase, Said.decision("COURT", world.daysAgo(35)));
    world.place(
        world.tirana, Said.placement(careCase, child, decision, "FOSTER_LONG", world.daysAgo(30)));
    var other = world.opened(world.child(), "LOW");
    world.assessments.assess(world.tirana, other, Said.assessment(world.daysAgo(50)));
  }

  @AfterAll
  static void close() {
    world.close();
  }

  @Test
  void everyConstraintOfTheTableIsThereAndStopsWhatItIsFor() throws IOException {
    stopped(
        "case_live", copy("care_case", "closed_on is null", "'file_number', 'RKAF-53-2026-77777'"));
    stopped(
        "case_file_number", copy("care_case", "closed_on is null", "'child', gen_random_uuid()"));
    stopped("case_opened", "update cases.care_case set opened_on = referred_on - 1");
    stopped("case_assessed", "update cases.care_case set assessed_on = referred_on - 1");
    stopped("case_assessed_open", "update cases.care_case set assessed_on = opened_on - 1");
    stopped("case_closed", "update cases.care_case set closed_on = opened_on");
    stopped("referral_born", "update cases.referral set child_birth_date = referred_on + 1");
    stopped("referral_screened", "update cases.referral set screened_on = referred_on - 1");
    stopped("assessment_draft", copy("assessment", "finalised_on is null", "'version', 1"));
    stopped("assessment_heard", "update cases.assessment set heard_on = null");
    stopped("assessment_heard_after", "update cases.assessment set heard_on = started_on - 1");
    stopped(
        "assessment_finalised",
        "update cases.assessment set finalised_on = started_on - 1 where finalised_on is not null");
    stopped("decision_digest", "update cases.decision set digest = 'none'");
    stopped("decision_in_force", "update cases.decision set in_force_from = decided_on - 1");
    stopped("care_ended", "update cases.care set ended_on = started_on - 1, end_reason = 'OTHER'");
    stopped(
        "care_present",
        "insert into cases.care (placement, care_case, family, care_type, started_on)"
            + " select gen_random_uuid(), care_case, family, care_type, started_on from cases.care");
    String text = Files.readString(TABLE);
    Set<String> named =
        CONSTRAINT
            .matcher(text.substring(text.indexOf("## cases"), text.indexOf("## families")))
            .results()
            .map(it -> it.group(1))
            .collect(toSet());
    assertEquals(tried, new TreeSet<>(named));
  }

  private static String copy(String table, String which, String different) {
    return """
    insert into cases.%1$s select (jsonb_populate_record(t,
      jsonb_build_object('id', gen_random_uuid()) || jsonb_build_object(%3$s))).*
    from cases.%1$s t where t.%2$s limit 1"""
        .formatted(table, which, different);
  }

  private static void stopped(String constraint, String sql) {
    var error = assertThrows(SQLException.class, () -> run(sql), constraint);
    assertTrue(
        String.valueOf(error.getMessage()).contains('"' + constraint + '"'), error::getMessage);
    tried.add(constraint);
  }

  private static void run(String sql) throws SQLException {
    try (Connection connection = world.fixture.postgres().superuser().getConnection();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(sql);
      connection.rollback();
    }
  }
}
