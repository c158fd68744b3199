// SPDX-License-Identifier: EUPL-1.2
package al.fole.lifecycle.internal;

import al.fole.lifecycle.Operation;
import al.fole.lifecycle.Order;
import al.fole.lifecycle.Release;
import al.fole.spi.Actor;
import al.fole.spi.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out orders, each kept in the {@link Ledger} from its intent to its outcome. */
final class Orders {
  private static final Logger LOG = LoggerFactory.getLogger(Orders.class);

  private final Turns turns;
  private final Course course;
  private final Ledger ledger;
  private final Present present;
  private final Steps steps;
  private final Duration grace;
  private final Runnable sweep;

  /**
   * @param grace between an order and the sweep that follows it
   */
  Orders(
      Turns turns,
      Course course,
      Ledger ledger,
      Present present,
      Steps steps,
      Duration grace,
      Runnable sweep) {
    this.turns = turns;
    this.course = course;
    this.ledger = ledger;
    this.present = present;
    this.steps = steps;
    this.grace = grace;
    this.sweep = sweep;
  }

  /** Carries out what the host itself wants, before this returns what is current then. */
  Release asHost(Order order) {
    return turns.alone(
        () -> {
          Course.Work work = course.prepare(order);
          finish(begun(Doer.job("lifecycle.host"), order, false), work);
          return present.current().orElseThrow();
        });
  }

  /** Begins what somebody orders, once for each claim; it is carried out in the background. */
  Operation begin(Actor by, Order order) {
    Optional<Operation> first = ledger.claimed(by);
    if (first.isPresent()) {
      return first.get();
    }
    turns.take();
    boolean running = false;
    try {
      Course.Work work = turns.locked(() -> course.prepare(order));
      Operation begun = begun(by, order, true);
      var thread = new Thread(() -> inBackground(begun, work), "fole-release-change");
      thread.setDaemon(true);
      thread.start();
      running = true;
      return begun;
    } finally {
      if (!running) {
        turns.left();
      }
    }
  }

  private Operation begun(Actor by, Order order, boolean mustBeRecorded) {
    return ledger.begin(by, order.kind(), course.target(order), present.pointer(), mustBeRecorded);
  }

  private void inBackground(Operation begun, Course.Work work) {
    try {
      turns.locked(
          () -> {
            finish(begun, work);
            return begun;
          });
    } catch (Problem e) {
      LOG.info("A {} has failed: {}", begun.kind(), e.rule());
    } finally {
      turns.left();
    }
  }

  /** Does it, and keeps what came of it whatever came of it. */
  private void finish(Operation begun, Course.Work work) {
    try {
      List<String> said = work.run();
      steps.reached(Steps.Step.SETTLED);
      ledger.end(begun.id(), present.pointer(), null, false, said);
    } catch (Problem e) {
      ledger.end(begun.id(), present.pointer(), e, false, List.of());
      throw e;
    } catch (RuntimeException | LinkageError e) {
      LOG.error("A {} has failed", begun.kind(), e);
      Problem problem = Refusals.failed(String.valueOf(e.getMessage()));
      ledger.end(begun.id(), present.pointer(), problem, false, List.of());
      throw problem;
    } finally {
      turns.later(grace, sweep);
    }
  }
}
