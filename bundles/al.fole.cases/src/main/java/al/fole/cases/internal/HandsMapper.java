// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases.internal;

import al.fole.access.Scope;
import al.fole.cases.CaseId;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/** Rows of {@code cases.hands}, and what a case may be put into the hands of. */
interface HandsMapper {

  /**
   * In whose hands a case is.
   *
   * @param entrustment what the scope of the provider derives from
   */
  record Hands(
      CaseId careCase,
      @Nullable UUID worker,
      @Nullable String provider,
      @Nullable UUID entrustment) {}

  /** Null when it is in the unit's alone. */
  @Select(
      """
      select h.care_case, h.worker, h.provider, h.entrustment
      from cases.hands h
      where h.care_case = #{of} and {scope h.care_case}
      """)
  @Nullable Hands of(@Param("of") CaseId of, @Param("scope") Scope scope);

  /** Of a case locked. */
  @Insert(
      """
      /* unscoped: an insert, whose conflict is the row of a case just locked in scope */
      insert into cases.hands as h (care_case, worker, provider, entrustment)
      values (#{careCase}, #{worker}, #{provider}, #{entrustment})
      on conflict (care_case) do update set
        worker = excluded.worker, provider = excluded.provider, entrustment = excluded.entrustment
      """)
  int put(Hands hands);

  /** Of a case locked: nothing of it has changed but its version. */
  @Update(
      """
      update cases.care_case c set version = #{c.version}
      where c.id = #{c.id} and c.version = #{c.version} - 1 and {scope c.id}
      """)
  int touched(@Param("c") CareCase touched, @Param("scope") Scope scope);

  /** Whether somebody works in the unit: by an account here, or signed in through the parent. */
  @Select(
      """
      select exists (select 1 from access.account a
          where a.id = #{worker} and a.unit = #{unit}
            and access.state_at(a.state, a.suspended_until, a.suspended_from, access.business_time())
              not in ('SUSPENDED', 'DISABLED'))
        or exists (select 1 from access.session s
          where s.who = #{worker} and s.unit = #{unit} and s.origin = 'PARENT')
      /* unscoped: whether an account works in the unit, asked as the system; nobody is shown */
      """)
  boolean worksIn(@Param("worker") UUID worker, @Param("unit") String unit);

  @Select(
      """
      select exists (select 1 from access.unit u
        where u.code = #{unit} and u.kind in ('INSTITUTION', 'PROVIDER_NGO'))
      """)
  boolean provides(String unit);

  /**
   * Whether one of the units was responsible for a case it has handed over; not for a sealed one.
   */
  @Select(
      """
      select exists (
        select 1 from access.scope s
        where s.subject = #{of} and s.relation = 'RESPONSIBLE' and s.closed_on is not null
          and s.unit = any(#{units}::text[])
          and not exists (
            select 1 from access.standing t where t.subject = s.subject and t.state = 'SEALED'))
      """)
  boolean formerly(@Param("of") CaseId of, @Param("units") List<String> units);
}
