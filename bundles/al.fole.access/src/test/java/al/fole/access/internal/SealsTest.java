// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import static al.fole.access.internal.AccessWorld.refusedWith;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.access.Scope;
import al.fole.access.internal.Seals.Decide;
import al.fole.access.internal.Seals.ProposeUnsealing;
import al.fole.access.internal.Seals.SealRecord;
import al.fole.database.LoginRole;
import al.fole.spi.Actor;
import al.fole.testing.fakes.TestActor;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is sealed is there for nobody until two persons open it to a third, for a time. */
class SealsTest {
  private final AccessWorld world = new AccessWorld();
  private final Seals seals = new Seals(world.store, world.access);
  private final Actor head = world.somebody("NJMF_HEAD", "B53").actor();
  private final Actor directorate = world.somebody("BASHKI_SOC_DIR", "D53").actor();
  private final Actor elsewhere = world.somebody("NJMF_HEAD", "B10").actor();
  private final Actor grantee = TestActor.of("PMF", "B53");
  private final UUID careCase = UUID.randomUUID();
  private final UUID child = UUID.randomUUID();

  @BeforeEach
  void aCaseInTirana() {
    opened(careCase, careCase, "RESPONSIBLE");
    opened(child, careCase, "CASE");
  }

  @AfterEach
  void close() {
    world.close();
  }

  private void opened(UUID subject, UUID via, String relation) {
    world.superuser(
        "insert into access.scope (subject, via, unit, relation, opened_on) values ('%s', '%s', 'B53', '%s', current_date)"
            .formatted(subject, via, relation));
  }

  private boolean reaches(Actor actor, UUID subject) {
    var scope =
        new Scope(
            false,
            List.of("B53"),
            List.of(actor.who()),
            List.of(actor.who()),
            List.of("OPEN", "CLOSED"),
            List.of(),
            Map.of());
    return world.store.read(actor, tx -> tx.mapper(OverrideMapper.class).reaches(subject, scope));
  }

  private void sealed() {
    seals.seal(head, new SealRecord(child, "ADOPTION", "birësim i plotë"));
  }

  private UUID proposed(Actor by) {
    return seals
        .propose(by, new ProposeUnsealing(child, List.of(grantee.who()), 30, "kërkesë e gjykatës"))
        .id();
  }

  @Test
  void aSealedRecordAndWhatDerivesFromItAreThereForNobody() {
    assertTrue(reaches(grantee, child));
    sealed();
    for (Actor actor : List.of(head, grantee, directorate)) {
      assertFalse(reaches(actor, child), actor.role());
      assertFalse(reaches(actor, careCase), actor.role());
    }
    assertEquals(1, world.entries("access.record-sealed"));
    refusedWith(
        "not-found", () -> seals.seal(head, new SealRecord(child, "ADOPTION", "edhe një herë")));
  }

  /** It holds the child no longer, and speaks of him all the same. */
  @Test
  void aReferralThatWasAnsweredIsSealedWithItsChild() {
    UUID referral = answered(child);
    assertTrue(reaches(grantee, referral));
    sealed();
    assertFalse(reaches(head, referral));
    UUID id = proposed(head);
    seals.decide(directorate, id, new Decide("APPROVED"));
    assertTrue(reaches(grantee, referral));
  }

  @Test
  void andWithItsCase() {
    UUID referral = answered(child);
    seals.seal(head, new SealRecord(careCase, "ADOPTION", "birësim i plotë"));
    for (UUID subject : List.of(careCase, child, referral)) {
      assertFalse(reaches(head, subject));
    }
  }

  /** As they were left before a seal reached so far. */
  @Test
  void referralsOfChildrenSealedBeforeAreSettledByTheMigration() throws Exception {
    UUID referral = answered(child);
    UUID other = answered(UUID.randomUUID());
    sealed();
    world.superuser("delete from access.standing where subject = '%s'".formatted(referral));
    assertTrue(reaches(head, referral));
    try (var script = Seals.class.getResourceAsStream("/db/034_sealed_referrals.sql");
        var connection = world.fixture.postgres().source(LoginRole.OWNER).getConnection();
        var statement = connection.createStatement()) {
      statement.execute("set fole.by_hand = 'migration:access/034_sealed_referrals.sql'");
      statement.execute(new String(requireNonNull(script).readAllBytes(), UTF_8));
    }
    assertFalse(reaches(head, referral));
    assertTrue(reaches(head, other), "of another child");
  }

  private UUID answered(UUID of) {
    UUID referral = UUID.randomUUID();
    opened(referral, referral, "RESPONSIBLE");
    opened(of, referral, "REFERRED");
    world.superuser(
        "update access.scope set closed_on = current_date where via = '%s' and subject = '%s'"
            .formatted(referral, of));
    return referral;
  }

  @Test
  void onlyTheHeadOfAUnitThatHasItSeals() {
    refusedWith(
        "forbidden", () -> seals.seal(grantee, new SealRecord(child, "ADOPTION", "birësim")));
    refusedWith(
        "not-found",
        () ->
            seals.seal(
                TestActor.of("NJMF_HEAD", "B10"), new SealRecord(child, "ADOPTION", "birësim")));
    refusedWith("cause-code", () -> seals.seal(head, new SealRecord(child, "WISH", "birësim")));
    assertTrue(reaches(head, child));
  }

  @Test
  void twoPersonsOpenItToAThirdForATime() {
    sealed();
    UUID id = proposed(head);
    assertFalse(reaches(grantee, child));
    seals.decide(directorate, id, new Decide("APPROVED"));
    assertTrue(reaches(grantee, child));
    assertTrue(reaches(grantee, careCase));
    assertFalse(reaches(head, child));
    assertFalse(reaches(TestActor.of("PMF", "B53"), child));
    world.superuser(
        "update access.scope set until = now() - interval '1 second' where via = '" + id + "'");
    assertFalse(reaches(grantee, child));
  }

  @Test
  void whoProposesDoesNotApprove() {
    sealed();
    UUID id = proposed(head);
    refusedWith("proposer-is-approver", () -> seals.decide(head, id, new Decide("APPROVED")));
    assertFalse(reaches(grantee, child));
    seals.decide(directorate, id, new Decide("REJECTED"));
    assertFalse(reaches(grantee, child));
    refusedWith("already-decided", () -> seals.decide(directorate, id, new Decide("APPROVED")));
    assertEquals(
        1,
        world.fixture.number(
            "select count(*) from access.unsealing where id = ? and decided_by <> proposed_by",
            id));
  }

  @Test
  void theEntryNamesBoth() {
    sealed();
    UUID id = proposed(head);
    seals.decide(directorate, id, new Decide("APPROVED"));
    assertEquals(
        1,
        world.fixture.number(
            """
            select count(*) from journal.entry e join journal.event v on v.entry = e.id
             where v.record = ? and v.type = 'access.unsealing-decided'
               and position('\\x001d0010'::bytea || decode(replace(?, '-', ''), 'hex') in e.leaf) > 0""",
            id,
            head.who().toString()));
  }

  @Test
  void aProposalIsTheUnitsThatSealed() {
    sealed();
    UUID id = proposed(head);
    refusedWith("not-found", () -> seals.decide(elsewhere, id, new Decide("APPROVED")));
    refusedWith("not-found", () -> proposed(elsewhere));
    assertTrue(seals.list(elsewhere).stream().noneMatch(it -> it.id().equals(id)));
    var mine = seals.list(directorate).stream().filter(it -> it.id().equals(id)).toList();
    assertEquals("kërkesë e gjykatës", mine.get(0).reason());
    refusedWith("forbidden", () -> proposed(directorate));
    refusedWith("forbidden", () -> seals.list(grantee));
  }

  @Test
  void whoHasNotProvedJustNowWhoHeIsNeitherProposesNorApproves() {
    sealed();
    UUID id = proposed(head);
    refusedWith("reauthentication-required", () -> proposed(TestActor.of("NJMF_HEAD", "B53")));
    refusedWith(
        "reauthentication-required",
        () -> seals.decide(TestActor.of("BASHKI_SOC_DIR", "D53"), id, new Decide("APPROVED")));
    assertFalse(reaches(grantee, child));
  }

  @Test
  void aProposalIsBounded() {
    sealed();
    UUID one = UUID.randomUUID();
    for (var said :
        List.of(
            new ProposeUnsealing(child, List.of(), 30, "po"),
            new ProposeUnsealing(child, List.of(one, one), 30, "po"))) {
      refusedWith("grantees-range", () -> seals.propose(head, said));
    }
    for (int minutes : new int[] {0, 10_081}) {
      refusedWith(
          "minutes-range",
          () -> seals.propose(head, new ProposeUnsealing(child, List.of(one), minutes, "po")));
    }
    refusedWith(
        "not-found",
        () -> seals.propose(head, new ProposeUnsealing(UUID.randomUUID(), List.of(one), 30, "po")));
  }
}
