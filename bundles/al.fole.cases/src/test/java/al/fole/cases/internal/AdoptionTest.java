// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.cases.ReferralId;
import al.fole.database.LoginRole;
import al.fole.persons.PersonId;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the first release took, when referrals were still persons', goes on here. */
class AdoptionTest {
  private static final UUID REFERRAL = UUID.fromString("0198c2f0-0000-7000-8000-000000000007");

  private static final UUID LATER = UUID.fromString("0198c2f0-0000-7000-8000-000000000009");
  private static final UUID CHILD = UUID.fromString("0198c2f0-0000-7000-8000-000000000008");

  @Test
  void aReferralOfTheFirstReleaseIsScreenedAndAccepted() {
    try (var world = new CasesWorld(AdoptionTest::formerly)) {
      var view = world.referrals.view(world.tirana, new ReferralId(REFERRAL));
      assertEquals("R-1", view.caseNumber());
      assertEquals("RECEIVED", view.state());
      assertEquals(new PersonId(CHILD), view.child());
      assertEquals("UNIFIED_REGISTER", view.channel());
      world.absent(() -> world.referrals.view(world.durres, new ReferralId(REFERRAL)));
      assertEquals("RECEIVED", world.parent.status("R-1").orElseThrow().state());
      world.referrals.screen(
          world.tirana, new ReferralId(REFERRAL), Said.screening(1, "LOW", world.daysAgo(1)));
      world.referrals.answer(
          world.head, new ReferralId(REFERRAL), Said.answer(2, "ACCEPTED", world.daysAgo(1)));
      assertTrue(
          world.view(world.caseOf(new ReferralId(REFERRAL))).fileNumber().startsWith("RKAF-53"));
      assertEquals(
          java.util.List.of("t", "t"),
          world.texts(
              "select relforcerowsecurity from pg_class"
                  + " where oid in ('persons.referral'::regclass, 'persons.person'::regclass)"));
    }
  }

  @Test
  void aReferralTheFirstReleaseTakesWhileBothRunIsNotLost() throws SQLException {
    try (var world = new CasesWorld(AdoptionTest::formerly);
        Connection connection = world.fixture.postgres().source(LoginRole.APP).getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(
          "select set_config('fole.role', 'PMF', true), set_config('fole.unit', 'B10', true)");
      statement.execute(TAKEN.formatted(CHILD, LATER, "R-2", "B53"));
      statement.execute(ENTERED.formatted(LATER));
      connection.commit();
      assertEquals("RECEIVED", world.parent.status("R-2").orElseThrow().state());
      var id = new ReferralId(LATER);
      world.referrals.screen(world.tirana, id, Said.screening(1, "LOW", world.daysAgo(1)));
      world.absent(() -> world.referrals.view(world.durres, id));
    }
  }

  /** What the first release does to take a referral. */
  private static final String TAKEN =
      """
      insert into access.scope (subject, via, unit, relation, opened_on)
      values ('%1$s', '%2$s', '%4$s', 'REFERRED', current_date);
      insert into persons.referral (id, version, case_number, person, unit, content, state, since,
        provider, informed_on, recorded_at)
      values ('%2$s', 1, '%3$s', '%1$s', '%4$s', sha256('x'), 'RECEIVED', now(), 'PARENT_REGISTER',
        date '2026-11-02', now())
      on conflict do nothing""";

  /** Its entry, without which no release commits. */
  private static final String ENTERED =
      """
      with entry as (
        insert into journal.entry
          (id, recorded_at, node, epoch, seq, position, leaf, leaf_hash, seal)
        values (gen_random_uuid(), now(), 9, 1, 1, 0, 'leaf', sha256('leaf'), sha256('seal'))
        returning id)
      insert into journal.event (entry, type, version, record_kind, record, record_version, at,
        facts, reactions, salt)
      select id, 'persons.referral-received', 1, 'referral', '%s', 1, now(), '{}', '{}',
        sha256('salt') from entry""";

  /** As the first release left it. */
  private static void formerly(CasesWorld world) {
    world.run(
        """
        insert into persons.person (id, version, temporary_identifier, sex, birth_date,
          birth_date_estimated, municipality, provider, informed_on, recorded_at)
        values ('%1$s', 1, 'T-00000000', 'U', date '2020-02-02', true, '53', 'PARENT_REGISTER',
          date '2026-11-02', now());"""
            .formatted(CHILD));
    world.run(TAKEN.formatted(CHILD, REFERRAL, "R-1", "B53"));
  }
}
