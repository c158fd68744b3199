// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import static al.fole.access.internal.AccessWorld.refusedWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.access.Permission;
import al.fole.itests.clauses.Clause;
import al.fole.store.ReadTx;
import al.fole.store.Version;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A suspension that ends by itself, and a training certificate whose days are over. */
class TimesOfAnAccountTest {
  private static final Permission WRITES = new Permission("access.break-glass");
  private final AccessWorld world = new AccessWorld();

  @AfterEach
  void close() {
    world.close();
  }

  private Instant now() {
    return world.store.read(SystemActor.of("access.test"), ReadTx::now);
  }

  private LocalDate today() {
    return world.store.read(SystemActor.of("access.test"), ReadTx::today);
  }

  private Account account(AccessWorld.Known whose) {
    return world.accounts.view(world.administrator, whose.id());
  }

  private void suspend(AccessWorld.Known whose, Duration until) {
    var at = now().plus(until);
    world.accounts.suspend(
        world.administrator,
        whose.id(),
        new Version(account(whose).version()),
        new SuspendAccount("Shkelje", at));
  }

  @Test
  @Clause("R-115")
  void aSuspensionEndsByItself() {
    var worker = world.somebody("PMF", "B53");
    suspend(worker, Duration.ofHours(1));
    refusedWith("session-ended", () -> world.resume(worker.token()));
    refusedWith("sign-in-failed", () -> world.signIn(worker.name(), AccessWorld.PASSWORD));
    assertEquals(AccountState.SUSPENDED, account(worker).state());
    assertEquals(AccountState.ACTIVE, account(worker).suspendedFrom());
    world.fixture.forward(Duration.ofHours(1));
    assertEquals(AccountState.ACTIVE, account(worker).state());
    assertNull(account(worker).suspendedUntil());
    var actor = world.resume(world.signIn(worker.name(), AccessWorld.PASSWORD));
    refusedWith("session-ended", () -> world.resume(worker.token()));
    assertFalse(actor.limited());
    var text = world.briefings.inForce(actor).get(0);
    world.briefings.accept(actor, text.kind(), new AcceptBriefing(text.version()));
    assertEquals(AccountState.ACTIVE, account(worker).state());
  }

  @Test
  void whoeverWasLimitedIsLimitedAgain() {
    var worker = world.somebody("PMF", "B53");
    world.accounts.limit(
        world.administrator, worker.id(), new Version(account(worker).version()), new Reason("x"));
    suspend(worker, Duration.ofHours(1));
    world.fixture.forward(Duration.ofHours(1));
    assertEquals(AccountState.LIMITED, account(worker).state());
    assertTrue(world.resume(world.signIn(worker.name(), AccessWorld.PASSWORD)).limited());
    suspend(worker, Duration.ofHours(1));
    refusedWith("sign-in-failed", () -> world.signIn(worker.name(), AccessWorld.PASSWORD));
  }

  @Test
  void itEndsToTheSecond() {
    var at = "timestamptz '2026-11-02T08:00:00Z'";
    for (var second : new String[][] {{"-1", "SUSPENDED"}, {"0", "LIMITED"}, {"1", "LIMITED"}}) {
      assertEquals(
          1,
          world.fixture.number(
              "select count(*) where access.state_at('SUSPENDED', "
                  + at
                  + ", 'LIMITED', "
                  + at
                  + " + "
                  + second[0]
                  + " * interval '1 second') = ?",
              second[1]));
    }
  }

  @Test
  void itDoesNotEndInThePast() {
    var worker = world.somebody("PMF", "B53");
    refusedWith("until-past", () -> suspend(worker, Duration.ofSeconds(-1)));
    assertEquals(AccountState.ACTIVE, account(worker).state());
  }

  /** It writes the state and knows no end; what it means has none. */
  @Test
  void anOlderVersionsSuspensionHasNoEnd() {
    var worker = world.somebody("PMF", "B53");
    suspend(worker, Duration.ofHours(1));
    var where = " where id = '" + worker.id() + "'";
    world.superuser("update access.account set state = 'ACTIVE'" + where);
    world.superuser("update access.account set state = 'SUSPENDED'" + where);
    world.fixture.forward(Duration.ofHours(2));
    refusedWith("sign-in-failed", () -> world.signIn(worker.name(), AccessWorld.PASSWORD));
    assertEquals(AccountState.SUSPENDED, account(worker).state());
  }

  /** The second wall: whoever is suspended does not write himself free. */
  @Test
  void nobodyEndsHisOwnSuspension() {
    var worker = world.somebody("PMF", "B53");
    suspend(worker, Duration.ofHours(1));
    for (var change :
        new String[] {"suspended_until = null, suspended_from = null", "state = 'ACTIVE'"}) {
      var refused =
          org.junit.jupiter.api.Assertions.assertThrows(
              IllegalStateException.class,
              () ->
                  world.superuser(
                      "select set_config('fole.actor', '"
                          + worker.id()
                          + "', false); update access.account set "
                          + change
                          + " where id = '"
                          + worker.id()
                          + "'"));
      assertTrue(String.valueOf(refused.getMessage()).contains("own account"), change);
    }
  }

  private void train(AccessWorld.Known whose, LocalDate until) {
    world.accounts.train(
        world.administrator,
        whose.id(),
        new Version(account(whose).version()),
        new TrainAccount("C-1", until.minusYears(1), until));
  }

  @Test
  void pastTheLastDayOfHisCertificateAPersonOnlyReads() {
    var head = world.somebody("NJMF_HEAD", "B53");
    train(head, today());
    assertFalse(world.resume(head.token()).limited(), "its last day counts");
    world.access.require(world.resume(head.token()), WRITES, null);
    world.fixture.forward(Duration.ofDays(1));
    var actor = world.resume(world.signIn(head.name(), AccessWorld.PASSWORD));
    assertTrue(actor.limited());
    assertTrue(world.sessions.own(actor).readOnly());
    refusedWith("training-expired", () -> world.access.require(actor, WRITES, null));
    assertFalse(world.access.allows(actor, WRITES));
    train(head, today().plusYears(1));
    assertTrue(
        world.access.allows(world.resume(world.signIn(head.name(), AccessWorld.PASSWORD)), WRITES));
  }

  /** He enters nothing about anybody, and somebody has to write down the new ones. */
  @Test
  void anAdministratorGoesOnWithoutOne() {
    var admin = world.somebody("SHSSH_ADMIN", "N");
    train(admin, today());
    world.fixture.forward(Duration.ofDays(1));
    var actor = world.resume(world.signIn(admin.name(), AccessWorld.PASSWORD));
    assertFalse(actor.limited());
    world.access.require(actor, Administration.ADMINISTER, null);
  }
}
