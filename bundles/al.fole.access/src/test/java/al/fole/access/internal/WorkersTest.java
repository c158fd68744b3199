// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import static al.fole.access.internal.AccessWorld.refusedWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import al.fole.store.Version;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whom the head of a unit can give a case to. */
class WorkersTest {
  private final AccessWorld world = AccessWorld.alone();
  private final Workers workers = new Workers(world.store, world.access);

  /** The rows that come with the cases. */
  @BeforeEach
  void casesAreThere() {
    world.superuser(
        """
        select access.declare_object('HANDS', 'cases', 'Caktimi i rastit', 'Assignment of a case');
        select access.declare_permission('cases.assign', 'ADMINISTER', 'HANDS');
        select access.declare_policy('NJMF_HEAD', 'ADMINISTER', 'HANDS', '{OWN_UNIT}', '{RECORD}', 'VKM-2026 n.6/3/a')\
        """);
    world.time.pass(CurrentMatrix.KEPT_BEFORE_REFUSAL);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void theHeadSeesThoseOfHisUnitWhoWork() {
    var head = world.somebody("NJMF_HEAD", "B53");
    var worker = world.somebody("PMF", "B53");
    var limited = world.somebody("PMF", "B53");
    world.somebody("PMF", "B48");
    var suspended = world.somebody("PMF", "B53");
    world.invite(world.name(), "PMF", "B53");
    var reason = new Reason("Shkelje");
    world.accounts.limit(world.administrator, limited.id(), new Version(2), reason);
    world.accounts.suspend(
        world.administrator,
        suspended.id(),
        new Version(2),
        new SuspendAccount(reason.reason(), null));
    var names =
        workers.ofOwnUnit(world.resume(head.token())).stream().map(Workers.Worker::name).toList();
    assertEquals(
        java.util.stream.Stream.of(head.name(), worker.name(), limited.name()).sorted().toList(),
        names);
    assertEquals(1, world.entries("access.workers-read"));
  }

  @Test
  void nobodyElseAsks() {
    var worker = world.somebody("PMF", "B53");
    refusedWith("forbidden", () -> workers.ofOwnUnit(world.resume(worker.token())));
    refusedWith("forbidden", () -> workers.ofOwnUnit(world.administrator));
    assertEquals(0, world.entries("access.workers-read"));
    assertEquals(2, world.entries("cases.assign-refused"));
  }
}
