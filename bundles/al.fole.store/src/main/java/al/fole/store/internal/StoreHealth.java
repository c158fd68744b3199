// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import al.fole.operations.Figure;
import al.fole.operations.Figures;
import java.util.List;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.jspecify.annotations.Nullable;

/** Whether the database can be worked with, and the figures of the store. */
final class StoreHealth implements HealthCheck, Figures {

  private volatile @Nullable PostgresDatabase database;

  /** Everything is migrated and checked. */
  void opened(PostgresDatabase opened) {
    database = opened;
  }

  @Override
  public Result execute() {
    PostgresDatabase opened = database;
    if (opened == null) {
      return new Result(Result.Status.CRITICAL, "not reached since the start");
    }
    String reason = opened.unanswered();
    if (reason != null) {
      return new Result(Result.Status.CRITICAL, reason);
    }
    Comparison.Result compared = opened.comparison().last();
    if (compared != null && !compared.sound()) {
      return new Result(Result.Status.WARN, "rows and journal disagree: " + compared.sentence());
    }
    String aside = opened.replicaAside();
    return aside == null
        ? new Result(Result.Status.OK, "answers")
        : new Result(Result.Status.WARN, "answers; the replica is left aside: " + aside);
  }

  @Override
  public List<Figure> figures() {
    PostgresDatabase opened = database;
    return opened == null ? List.of() : opened.figures();
  }
}
