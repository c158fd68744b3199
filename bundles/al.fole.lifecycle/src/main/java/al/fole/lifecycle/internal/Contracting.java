// SPDX-License-Identifier: EUPL-1.2
package al.fole.lifecycle.internal;

import al.fole.lifecycle.internal.Steps.Step;
import al.fole.spi.Problem;
import al.fole.store.Schemas;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Drops from the database what only older releases need, and gives the way back to them up. */
final class Contracting {

  private static final Logger LOG = LoggerFactory.getLogger(Contracting.class);

  private final Present present;
  private final InForce inForce;
  private final Steps steps;
  private volatile @Nullable Schemas schemas;

  Contracting(Present present, InForce inForce, Steps steps) {
    this.present = present;
    this.inForce = inForce;
    this.steps = steps;
  }

  void schemas(Schemas there) {
    schemas = there;
  }

  void schemasGone(Schemas gone) {
    if (schemas == gone) {
      schemas = null;
    }
  }

  /** What the database says; null while it is away. */
  @Nullable Schemas schemas() {
    return schemas;
  }

  /** What a contraction would drop. */
  List<String> contractions() {
    return drops(required().contractions());
  }

  private Schemas required() {
    Schemas known = schemas;
    if (known == null) {
      throw Problem.unavailable("store");
    }
    return known;
  }

  private static List<String> drops(List<Schemas.Contraction> steps) {
    return steps.stream()
        .flatMap(
            step -> step.drops().stream().map(d -> step.schema() + "/" + step.file() + ": " + d))
        .toList();
  }

  Course.Work contract(String target) {
    Pointer now = present.pointer();
    if (now == null || !target.equals(now.id())) {
      throw Refusals.wrongRelease(now == null ? "" : now.id());
    }
    // The next start begins with the host's own platform, which would miss what is dropped.
    List<String> older = inForce.platformBeside();
    if (!older.isEmpty()) {
      throw Refusals.contractedOnHost(String.join(", ", older));
    }
    Schemas known = required();
    inForce.sweep();
    List<Schemas.Contraction> pending = known.contractions();
    if (pending.isEmpty()) {
      throw Refusals.nothingToDo(now.id());
    }
    return () -> {
      // First: what is dropped could not be had again.
      present.point(now.contracted());
      for (Schemas.Contraction step : pending) {
        known.contract(step);
        steps.reached(Step.CONTRACTED);
      }
      LOG.info("The database is contracted for release {}", now.id());
      return drops(pending);
    };
  }
}
