// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

/** Counts what accounts did. */
interface AnomalyMapper {

  /** A rule in force. */
  record RuleRow(
      String code,
      String measure,
      List<String> acts,
      int threshold,
      int minutes,
      @Nullable LocalTime nightFrom,
      @Nullable LocalTime nightUntil,
      List<String> rolesNot,
      String sq,
      String en,
      String ground) {}

  @Select(
      """
      select code, measure, acts, threshold, minutes, night_from, night_until, roles_not, sq, en,
        ground
      from audit.anomaly_rule
      where valid_from <= #{day} and (valid_to is null or #{day} <= valid_to)
      order by code
      """)
  List<RuleRow> rules(@Param("day") LocalDate day);

  /** An account past a threshold on a day in Tirana. */
  record AnomalyRow(
      UUID actor,
      String role,
      String unit,
      LocalDate day,
      long measured,
      Instant since,
      Instant until,
      UUID entry) {}

  /** The sums slide: each is over the minutes before an act of the account. */
  @Select(
      """
      select actor, role, unit, day, max(total)::bigint as measured, min(at) as since,
        max(at) as until, (array_agg(entry order by total desc, at))[1] as entry
      from (
        select t.actor, t.role, t.unit, t.at, t.entry,
          (t.at at time zone 'Europe/Tirane')::date as day,
          sum(case #{r.measure} when 'PERSONS' then t.persons when 'REFUSALS' then t.times else 1 end)
            over (partition by t.actor order by t.at
              range between #{r.minutes} * interval '1 minute' preceding and current row) as total
        from audit.trace t
        where t.at >= #{from} - #{r.minutes} * interval '1 minute' and t.at < #{until}
          and t.act = any(#{r.acts}::text[]) and t.role <> all(#{r.rolesNot}::text[])
          and (#{r.nightFrom}::time is null
            or (t.at at time zone 'Europe/Tirane')::time >= #{r.nightFrom}::time
            or (t.at at time zone 'Europe/Tirane')::time < #{r.nightUntil}::time)) s
      where total >= #{r.threshold} and at >= #{from}
      group by actor, role, unit, day
      order by day desc, measured desc, actor limit 1000
      """)
  List<AnomalyRow> past(
      @Param("r") RuleRow rule, @Param("from") Instant from, @Param("until") Instant until);

  /** How far the log has been counted. */
  @Select("select next_index from audit.trace_state")
  long counted();
}
