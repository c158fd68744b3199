// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.audit.internal.Deeds.Operation;
import al.fole.audit.internal.Life.Installation;
import al.fole.spi.Problem;
import al.fole.steps.Step;
import al.fole.steps.Steps;
import al.fole.store.Receipt;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Cut off at each numbered point of a write, of sequencing, signing and publishing, in three ways
 * and at chance workloads: the host dies there, all connections are cut there, or what was asked
 * there fails. One database and one log through all of it; whatever was acknowledged is asked again
 * with its key.
 */
final class CutOffAtEveryPointTest {
  private static final boolean CAMPAIGN = Boolean.getBoolean("fole.campaign");
  private static final int ROUNDS = CAMPAIGN ? 9 : 1;
  private static final long PATIENCE_NANOS = 60_000_000_000L;
  private static final long CONVERGED_MILLIS = 5_000;

  /** How it is cut off. */
  private enum Way {
    /** The process is gone; the next one starts on what it left. */
    DEATH,
    /** The server ends all sessions; the process goes on. */
    CUT,
    /** The call fails, although it may have been done; the process goes on. */
    ERROR;

    /** Nothing is asked of anybody between the end of a write and its caller. */
    boolean fits(Step step) {
      return this != ERROR || step != Step.WRITE_ACKNOWLEDGED;
    }
  }

  /** The process ends here. */
  private static final class Death extends Error {
    private static final long serialVersionUID = 1L;
  }

  private final Thread me = Thread.currentThread();
  private final SplittableRandom random = new SplittableRandom(2026);
  private final Installation of;
  private final Findings findings;
  private final List<UUID> deeds = new ArrayList<>();
  private final Map<Operation, Receipt> acknowledged = new LinkedHashMap<>();
  private final Set<Step> passed = new LinkedHashSet<>();
  private Steps steps = Steps.NONE;
  private Life life;
  private long slowestMillis;

  CutOffAtEveryPointTest(@TempDir Path home) throws SQLException {
    of = Installation.in(home);
    findings = new Findings(of);
    life = Life.begin(of, this::reached);
  }

  @AfterEach
  void close() throws SQLException {
    findings.close();
    life.die();
    Life.allBuried();
    of.database().close();
  }

  private void reached(Step step) {
    if (Thread.currentThread() == me) {
      steps.reached(step);
    }
  }

  @Test
  void everyPointIsPassedInThisOrder() {
    steps = passed::add;
    ask(made());
    life.tick();
    assertEquals(List.of(Step.values()), List.copyOf(passed));
  }

  @Test
  void nothingIsLostDoubledOrForkedWhereverItIsCutOff() throws Exception {
    for (int i = 0; i < 5; i++) {
      ask(made());
    }
    int times = 0;
    for (int round = 0; round < ROUNDS; round++) {
      for (Step step : Step.values()) {
        for (Way way : Way.values()) {
          if (way.fits(step)) {
            cutOff(step, way);
            times++;
          }
        }
      }
    }
    assertTrue(times >= (CAMPAIGN ? 500 : 50), "times: " + times);
    System.out.printf(
        Locale.ROOT,
        "Cut off at %d points in %d ways: %d times, %d operations acknowledged, %d entries, %d"
            + " checkpoints seen; 0 rows without entry, 0 entries without row, 0 forks, 0 doubles;"
            + " converged within %d ms; verifier: %s%n",
        Step.values().length,
        Way.values().length,
        times,
        acknowledged.size(),
        findings.entries(),
        findings.checkpoints(),
        slowestMillis,
        findings.verified());
    if (CAMPAIGN) {
      assertTrue(slowestMillis <= CONVERGED_MILLIS, "converged within " + slowestMillis + " ms");
    }
  }

  private void cutOff(Step step, Way way) throws SQLException, IOException {
    String when = step.point() + " " + way;
    var armed = new Armed(step, way, random.nextInt(step == Step.PUBLISH_FILE_READY ? 3 : 1));
    boolean writing = step.name().startsWith("WRITE");
    var operations = operations(writing);
    if (way != Way.DEATH) {
      // Nothing but the look-up of its outcome keeps it from being done twice.
      operations.set(0, operations.get(0).once());
    }
    steps = writing ? armed : Steps.NONE;
    var open = new ArrayList<Operation>();
    long began = System.nanoTime();
    for (Operation operation : operations) {
      if (!asked(operation)) {
        open.add(operation);
      }
    }
    if (!writing) {
      steps = armed;
      began = System.nanoTime();
      life.tick();
    }
    assertTrue(armed.fired, when + " was not met");
    steps = Steps.NONE;
    findings.look();
    if (way == Way.DEATH) {
      life.die();
      if (!CAMPAIGN) {
        of.endLease();
      }
      findings.look();
      life = Life.begin(of, this::reached);
    }
    for (Operation operation : open) {
      if (operation.repeated()) {
        ask(operation);
      }
    }
    converge(when);
    slowestMillis = Math.max(slowestMillis, (System.nanoTime() - began) / 1_000_000);
    repeatOne(when);
    findings.requireWhole(when);
    assertEquals(0, lost(), when + ": acknowledged and gone");
  }

  /** Some of everything; the one that is cut off may be any of them. */
  private List<Operation> operations(boolean writing) {
    var operations = new ArrayList<Operation>();
    int most = writing ? 3 : random.nextInt(20) == 0 ? 260 : 6;
    for (int i = random.nextInt(1, most + 1); i > 0; i--) {
      operations.add(random.nextBoolean() ? made() : again());
    }
    return operations;
  }

  private Operation made() {
    return new Operation(UUID.randomUUID(), List.of(), random.nextInt(4) > 0);
  }

  private Operation again() {
    var some = new LinkedHashSet<UUID>();
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      some.add(deeds.get(random.nextInt(deeds.size())));
    }
    return new Operation(UUID.randomUUID(), some.stream().sorted().toList(), random.nextInt(4) > 0);
  }

  /** Whether it was acknowledged. */
  private boolean asked(Operation operation) {
    try {
      acknowledge(operation, operation.ask(life.store));
      return true;
    } catch (Death | Problem unknown) {
      return false;
    }
  }

  /** Again until it is acknowledged. */
  private void ask(Operation operation) {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!asked(operation)) {
      assertTrue(System.nanoTime() - end < 0, "never acknowledged");
    }
  }

  private void acknowledge(Operation operation, Receipt receipt) {
    if (operation.deeds().isEmpty()) {
      deeds.add(receipt.id());
    }
    acknowledged.put(operation, receipt);
  }

  /** An acknowledged request that comes once more gets its answer and does nothing. */
  private void repeatOne(String when) throws SQLException {
    var repeated = acknowledged.keySet().stream().filter(Operation::repeated).toList();
    var one = repeated.get(random.nextInt(repeated.size()));
    long before = findings.entries();
    assertEquals(acknowledged.get(one), one.ask(life.store), when);
    assertEquals(before, findings.entries(), when + ": a repeated request was done again");
  }

  private void converge(String when) throws SQLException {
    long end = System.nanoTime() + PATIENCE_NANOS;
    LogKeeper.Status status = life.tick();
    while (status.rule() != null || status.published() < findings.entries()) {
      assertTrue(System.nanoTime() - end < 0, when + ": " + status);
      LockSupport.parkNanos(1_000_000);
      status = life.tick();
    }
  }

  private long lost() throws SQLException {
    var ids = new ArrayList<String>();
    for (Operation operation : acknowledged.keySet()) {
      ids.add("'" + operation.id() + "'");
    }
    return findings.number(
        "select count(*) from unnest(array["
            + String.join(",", ids)
            + "]::uuid[]) as a (id) where not exists (select 1 from deeds.operation o"
            + " where o.operation = a.id)");
  }

  /** Cuts off the first passing of a point after so many others. */
  private final class Armed implements Steps {
    private final Step at;
    private final Way way;
    private int before;
    private boolean fired;

    Armed(Step at, Way way, int before) {
      this.at = at;
      this.way = way;
      this.before = before;
    }

    @Override
    public void reached(Step step) {
      if (step != at || fired || before-- > 0) {
        return;
      }
      fired = true;
      switch (way) {
        case DEATH -> throw new Death();
        case CUT -> of.cutAll();
        case ERROR -> {
          boolean file = step.name().startsWith("PUBLISH") || step == Step.SIGN_STATE_KEPT;
          CutOffAtEveryPointTest.<RuntimeException>fail(
              file ? new IOException("injected") : new SQLException("injected", "08006"));
        }
      }
    }
  }

  /** As the call that is cut off would fail. */
  @SuppressWarnings("unchecked")
  private static <E extends Throwable> void fail(Throwable failure) throws E {
    throw (E) failure;
  }
}
