// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import static al.fole.access.internal.AccessWorld.refusedWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.itests.clauses.Clause;
import al.fole.spi.Problem;
import al.fole.store.Receipt;
import al.fole.store.Version;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AccountStatesTest {
  private static final Reason REASON = new Reason("Shkelje e konstatuar nga kontrolli");
  private static final SuspendAccount FOR_NOW = new SuspendAccount(REASON.reason(), null);
  private final AccessWorld world = new AccessWorld();

  @AfterEach
  void close() {
    world.close();
  }

  private void isOver(AccessWorld.Known somebody) {
    refusedWith("session-ended", () -> world.resume(somebody.token()));
  }

  @Test
  @Clause("R-115")
  void aSuspendedAccountIsStoppedAtItsNextRequestAndComesBack() {
    var worker = world.somebody("PMF", "B53");
    var receipt = world.accounts.suspend(world.administrator, worker.id(), new Version(2), FOR_NOW);
    isOver(worker);
    refusedWith("sign-in-failed", () -> world.signIn(worker.name(), AccessWorld.PASSWORD));
    assertEquals(1, world.entries("access.account-suspended"));
    assertEquals(
        1,
        world.fixture.number(
            "select count(*) from journal.event v join journal.entry e on e.id = v.entry"
                + " where v.type = 'access.account-suspended' and v.record = ?"
                + " and v.version = 1",
            worker.id()));
    world.accounts.restore(
        world.administrator, worker.id(), new Version(receipt.version()), REASON);
    world.signIn(worker.name(), AccessWorld.PASSWORD);
    isOver(worker);
  }

  @Test
  @Clause("R-115")
  void aLimitedAccountSignsInAndOnlyReads() {
    var worker = world.somebody("PMF", "B53");
    world.accounts.limit(world.administrator, worker.id(), new Version(2), REASON);
    isOver(worker);
    var token = world.signIn(worker.name(), AccessWorld.PASSWORD);
    var actor = world.resume(token);
    assertTrue(world.sessions.own(actor).readOnly());
    assertTrue(actor.limited());
    assertEquals(1, world.entries("access.account-limited"));
    world.superuser("update access.account set state = 'ACTIVE' where id = '" + worker.id() + "'");
    assertEquals(false, world.resume(token).limited());
    world.superuser("update access.account set state = 'LIMITED' where id = '" + worker.id() + "'");
    assertTrue(world.resume(token).limited(), "at the next request");
  }

  @Test
  void aDeactivatedAccountIsWhatOlderVersionsCallDisabled() {
    var worker = world.somebody("PMF", "B53");
    world.accounts.deactivate(world.administrator, worker.id(), new Version(2), REASON);
    isOver(worker);
    assertEquals(
        AccountState.DEACTIVATED, world.accounts.view(world.administrator, worker.id()).state());
    assertEquals(
        1,
        world.fixture.number(
            "select count(*) from access.account where id = ? and state = 'DISABLED'",
            worker.id()));
    assertEquals(1, world.entries("access.account-disabled"));
  }

  @Test
  void statesFollowOneAnother() {
    var worker = world.somebody("PMF", "B53");
    var id = worker.id();
    var admin = world.administrator;
    refused(() -> world.accounts.restore(admin, id, new Version(2), REASON));
    world.accounts.limit(admin, id, new Version(2), REASON);
    refused(() -> world.accounts.limit(admin, id, new Version(3), REASON));
    refused(() -> world.accounts.reissue(admin, id, new Version(3)));
    world.accounts.suspend(admin, id, new Version(3), FOR_NOW);
    refused(() -> world.accounts.suspend(admin, id, new Version(4), FOR_NOW));
    refused(() -> world.accounts.limit(admin, id, new Version(4), REASON));
    world.accounts.deactivate(admin, id, new Version(4), REASON);
    refused(() -> world.accounts.deactivate(admin, id, new Version(5), REASON));
    refused(() -> world.accounts.suspend(admin, id, new Version(5), FOR_NOW));
    Receipt restored = world.accounts.restore(admin, id, new Version(5), REASON);
    assertEquals(6, restored.version());
    assertEquals(AccountState.ACTIVE, world.accounts.view(admin, id).state());
  }

  private static void refused(org.junit.jupiter.api.function.Executable work) {
    assertEquals(Problem.Kind.CONFLICT, refusedWith("account-state", work).kind());
  }

  @Test
  void whoeverHasNotReplacedHisFirstPasswordIsInvitedAgain() {
    var name = world.name();
    var invited = world.invite(name, "PMF", "B53");
    world.accounts.suspend(world.administrator, invited.id(), new Version(1), FOR_NOW);
    refusedWith(
        "sign-in-failed", () -> world.signIn(name, String.valueOf(invited.firstPassword())));
    world.accounts.restore(world.administrator, invited.id(), new Version(2), REASON);
    assertEquals(
        Step.PASSWORD,
        world.resume(world.signIn(name, String.valueOf(invited.firstPassword()))).step());
  }

  @Test
  @Clause("R-57")
  void theTrainingIsOnTheAccount() {
    var worker = world.somebody("PMF", "B53");
    var training =
        new TrainAccount("T-2026/117", LocalDate.of(2026, 3, 1), LocalDate.of(2028, 2, 29));
    world.accounts.train(world.administrator, worker.id(), new Version(2), training);
    var account = world.accounts.view(world.administrator, worker.id());
    assertEquals("T-2026/117", account.trainingNumber());
    assertEquals(LocalDate.of(2028, 2, 29), account.trainingUntil());
    assertEquals("PMF", world.resume(worker.token()).role(), "his work goes on");
    refusedWith(
        "until-before-on",
        () -> new TrainAccount("T", LocalDate.of(2026, 3, 1), LocalDate.of(2026, 2, 28)));
  }

  @Test
  @Clause("R-57")
  @Clause("R-95")
  void undertakingAndManualAreAcceptedByThePersonHimself() {
    var worker = world.somebody("PMF", "B53");
    var texts = world.briefings.inForce(worker.actor());
    assertEquals(2, texts.size());
    refusedWith(
        "briefing-version",
        () ->
            world.briefings.accept(
                worker.actor(), Briefing.Kind.UNDERTAKING, new AcceptBriefing("0")));
    for (Briefing text : texts) {
      world.briefings.accept(worker.actor(), text.kind(), new AcceptBriefing(text.version()));
    }
    var account = world.accounts.view(world.administrator, worker.id());
    assertEquals("1", account.undertakingVersion());
    assertEquals("1", account.manualVersion());
    assertEquals(2, world.entries("access.briefing-accepted"));
    refusedWith(
        "forbidden",
        () ->
            world.briefings.accept(
                world.administrator, Briefing.Kind.MANUAL, new AcceptBriefing("1")));
  }
}
