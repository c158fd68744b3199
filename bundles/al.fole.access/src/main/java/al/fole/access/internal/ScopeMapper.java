// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import al.fole.access.Standing;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/** The rows of scope, how subjects stand, and who is in charge of which holder. */
interface ScopeMapper {

  /** A holder an account is in charge of: MONITORED or MANDATE. */
  record ChargeRow(UUID holder, String charge) {}

  /** 0 when the row is open already, or there is no such unit. */
  @Insert(
      """
      insert into access.scope (subject, via, unit, relation, opened_on)
      select #{subject}, #{via}, u.code, #{relation}, #{today} from access.unit u where u.code = #{unit}
      on conflict (subject, unit, via, relation) where closed_on is null do nothing
      """)
  int open(
      @Param("subject") UUID subject,
      @Param("via") UUID via,
      @Param("unit") String unit,
      @Param("relation") String relation,
      @Param("today") LocalDate today);

  /** The time is real time: what a demonstration's clock skips is not slept through. */
  @Insert(
      """
      insert into access.scope (subject, via, holder, relation, opened_on, until)
      values (#{subject}, #{via}, #{holder}, #{relation}, #{today},
        now() + make_interval(secs => #{seconds,jdbcType=BIGINT}::bigint))
      on conflict (subject, holder, via, relation) where closed_on is null and holder is not null
        do update set until = excluded.until
      """)
  int entrust(
      @Param("subject") UUID subject,
      @Param("via") UUID via,
      @Param("holder") UUID holder,
      @Param("relation") String relation,
      @Param("today") LocalDate today,
      @Param("seconds") @Nullable Long seconds);

  @Select("select exists (select 1 from access.unit where code = #{unit})")
  boolean isUnit(@Param("unit") String unit);

  @Update(
      """
      update access.scope set closed_on = #{today}
       where subject = #{subject} and via = #{via} and closed_on is null
      """)
  int close(
      @Param("subject") UUID subject, @Param("via") UUID via, @Param("today") LocalDate today);

  @Update(
      """
      update access.scope set closed_on = #{today}
       where subject = #{subject} and via = #{via} and holder = #{holder} and closed_on is null
      """)
  int release(
      @Param("subject") UUID subject,
      @Param("via") UUID via,
      @Param("holder") UUID holder,
      @Param("today") LocalDate today);

  @Insert(
      """
      insert into access.charge (account, holder, charge, opened_on)
      values (#{account}, #{holder}, #{charge}, #{today})
      on conflict (account, holder) where closed_on is null do nothing
      """)
  int charge(
      @Param("account") UUID account,
      @Param("holder") UUID holder,
      @Param("charge") String charge,
      @Param("today") LocalDate today);

  @Update(
      """
      update access.charge set closed_on = #{today}
       where account = #{account} and holder = #{holder} and closed_on is null
      """)
  int discharge(
      @Param("account") UUID account,
      @Param("holder") UUID holder,
      @Param("today") LocalDate today);

  @Select(
      """
      select c.holder, c.charge from access.charge c
       where c.account = #{account} and c.closed_on is null
      """)
  List<ChargeRow> charges(@Param("account") UUID account);

  /** 0 when it stands so already, or is sealed: what closes or opens it again breaks no seal. */
  @Insert(
      """
      insert into access.standing as t (subject, state, since) values (#{subject}, #{state}, #{now})
      on conflict (subject) do update set state = excluded.state, since = excluded.since
       where t.state not in (excluded.state, 'SEALED')
      """)
  int settle(
      @Param("subject") UUID subject, @Param("state") Standing state, @Param("now") Instant now);
}
