// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import al.fole.access.Access;
import al.fole.access.Permission;
import al.fole.audit.internal.Answer.Said;
import al.fole.event.Notice;
import al.fole.spi.Actor;
import al.fole.spi.Problem;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What is out of the ordinary, for the control body (VKM-2026 n.11/3): mass reads, attempts out of
 * scope, access at night. Names accounts by their handle and no person; reading it is an entry.
 */
@Component(service = Anomalies.class, configurationPid = "al.fole.audit")
public final class Anomalies {
  static final Permission PERMISSION = new Permission("audit.read");
  private static final int DAYS = 92;

  private final AuditSchema schema;
  private final Access access;

  /**
   * An account past a threshold.
   *
   * @param day in Tirana
   * @param measured the highest sum of the day within the rule's minutes
   * @param since time of the first act that reached the threshold on the day
   * @param until time of the last one
   * @param entry the entry with the highest sum; a proof is asked for by it
   */
  public record Anomaly(
      Said rule,
      String ground,
      UUID account,
      String role,
      String unit,
      LocalDate day,
      long measured,
      int threshold,
      int minutes,
      Instant since,
      Instant until,
      UUID entry) {}

  /**
   * What was found.
   *
   * @param counted entries of the log that were counted so far
   */
  public record Found(LocalDate from, LocalDate until, long counted, List<Anomaly> items) {
    /** Copies the list. */
    public Found {
      items = List.copyOf(items);
    }
  }

  /** Reads the counts. */
  @Activate
  public Anomalies(@Reference AuditSchema schema, @Reference Access access) {
    this.schema = schema;
    this.access = access;
  }

  /**
   * Those of some days, a thousand a rule at most.
   *
   * @param from first day; seven days before the last one when null
   * @param until last day; today when null
   * @throws Problem FORBIDDEN; INVALID {@code period-range}
   */
  Found of(Actor actor, @Nullable LocalDate from, @Nullable LocalDate until) {
    access.require(actor, PERMISSION, null);
    var period = Period.of(from, until, 7, DAYS);
    return schema
        .store()
        .read(
            actor,
            tx -> {
              var mapper = tx.mapper(AnomalyMapper.class);
              List<Anomaly> items = new ArrayList<>();
              for (var rule : mapper.rules(tx.today())) {
                for (var row : mapper.past(rule, period.start(), period.end())) {
                  items.add(anomaly(rule, row));
                }
              }
              tx.disclose(
                  Notice.disclosed("audit.anomalies-read", "VKM-2026 n.11/3", null, List.of()));
              return new Found(period.from(), period.until(), mapper.counted(), items);
            });
  }

  private static Anomaly anomaly(AnomalyMapper.RuleRow rule, AnomalyMapper.AnomalyRow row) {
    return new Anomaly(
        new Said(rule.code(), rule.sq(), rule.en()),
        rule.ground(),
        row.actor(),
        row.role(),
        row.unit(),
        row.day(),
        row.measured(),
        rule.threshold(),
        rule.minutes(),
        row.since(),
        row.until(),
        row.entry());
  }
}
