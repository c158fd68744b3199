// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import al.fole.operations.Figure;
import al.fole.operations.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** How old the log's last signature and time-stamp are: a warning at most, never not ready. */
@Component(
    service = {HealthCheck.class, Figures.class},
    configurationPid = "al.fole.audit",
    property = {HealthCheck.NAME + "=log-time", HealthCheck.TAGS + "=ready"})
public final class TimeHealth implements HealthCheck, Figures {
  private final AuditSchema schema;
  private final TimeKeeper keeper;

  /** Looks at the job and at what it has done. */
  @Activate
  public TimeHealth(@Reference AuditSchema schema, @Reference TimeKeeper keeper) {
    this.schema = schema;
    this.keeper = keeper;
  }

  @Override
  public Result execute() {
    String fault = keeper.status().fault();
    return fault == null
        ? new Result(Result.Status.OK, "goes on")
        : new Result(Result.Status.WARN, fault);
  }

  @Override
  public List<Figure> figures() {
    var ages =
        schema.store().read(new AuditJob(), tx -> tx.mapper(TrailMapper.class).evidenceAges());
    List<Figure> figures = new ArrayList<>();
    add(figures, "fole_time_signed_age_seconds", "Time since the last CMS.", ages.signed());
    add(figures, "fole_time_stamped_age_seconds", "Age of the last time-stamp.", ages.stamped());
    double failing = keeper.status().fault() == null ? 0 : 1;
    add(figures, "fole_time_failing", "1 while the last signature or stamp failed.", failing);
    return figures;
  }

  private static void add(List<Figure> to, String name, String help, @Nullable Double value) {
    if (value != null) {
      to.add(Figure.gauge(name, help, Map.of(), value));
    }
  }
}
