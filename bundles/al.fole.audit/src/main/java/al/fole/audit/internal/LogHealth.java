// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import al.fole.operations.Figure;
import al.fole.operations.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Whether the log goes on, and how far it is behind. */
@Component(
    service = {HealthCheck.class, Figures.class},
    configurationPid = "al.fole.audit",
    property = {HealthCheck.NAME + "=log", HealthCheck.TAGS + "=ready"})
public final class LogHealth implements HealthCheck, Figures {

  /** An entry that waits longer for its place says that the sequencer stands. */
  private static final double STALLED_SECONDS = 30;

  private final AuditSchema schema;
  private final LogKeeper keeper;

  /** Looks at the job and at what waits for it. */
  @Activate
  public LogHealth(@Reference AuditSchema schema, @Reference LogKeeper keeper) {
    this.schema = schema;
    this.keeper = keeper;
  }

  @Override
  public Result execute() {
    String rule = keeper.status().rule();
    if (rule != null) {
      return new Result(Result.Status.CRITICAL, "stopped: " + rule);
    }
    double oldest = lag().oldest();
    Oldest.Holder holder = keeper.holder();
    String held =
        holder == null
            ? ""
            : "; a transaction is open for %.0f seconds: %s"
                .formatted(holder.seconds(), holder.sentence());
    if (oldest >= STALLED_SECONDS) {
      return new Result(
          Result.Status.CRITICAL, "an entry waits for %.0f seconds%s".formatted(oldest, held));
    }
    var failing = keeper.places().failing();
    String places = failing.isEmpty() ? "" : "; no checkpoints at places " + failing;
    return holder == null && failing.isEmpty()
        ? new Result(Result.Status.OK, "goes on")
        : new Result(Result.Status.WARN, "goes on" + held + places);
  }

  @Override
  public List<Figure> figures() {
    TrailMapper.LagRow lag = lag();
    List<Figure> figures = new ArrayList<>();
    figures.add(of("fole_log_lag_entries", "Committed entries without a place.", lag.entries()));
    figures.add(
        of("fole_log_lag_seconds", "Age of the oldest entry without a place.", lag.oldest()));
    figures.add(of("fole_log_entries", "Entries in the log.", lag.size()));
    Double signed = lag.signed();
    if (signed != null) {
      figures.add(
          of("fole_log_checkpoint_age_seconds", "Time since the newest checkpoint.", signed));
    }
    Oldest.Holder holder = keeper.holder();
    figures.add(
        of(
            "fole_log_watermark_held_seconds",
            "Age of the oldest transaction that has written and not ended, past one second.",
            holder == null ? 0 : holder.seconds()));
    boolean stopped = keeper.status().rule() != null;
    figures.add(of("fole_log_stopped", "1 while the log must not go on.", stopped ? 1 : 0));
    for (int place = 1; place <= keeper.places().count(); place++) {
      figures.add(
          Figure.gauge(
              "fole_log_place_failing",
              "1 while a place for checkpoints, numbered as the setting lists them, fails.",
              Map.of("place", String.valueOf(place)),
              keeper.places().failing().contains(place) ? 1 : 0));
    }
    return figures;
  }

  private static Figure of(String name, String help, double value) {
    return Figure.gauge(name, help, Map.of(), value);
  }

  private TrailMapper.LagRow lag() {
    return schema.store().read(new AuditJob(), tx -> tx.mapper(TrailMapper.class).lag());
  }
}
