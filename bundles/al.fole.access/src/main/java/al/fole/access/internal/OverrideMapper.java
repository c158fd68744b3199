// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import al.fole.access.Scope;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/** Rows of break-glass, notices, seals and unsealings; row-level security narrows them. */
interface OverrideMapper {

  // What derives from a record

  /**
   * A record and all that derives from it or it derives from, with the cases and referrals of its
   * child, also those that were answered and hold him no longer; empty when it is in nobody's
   * scope.
   */
  @Select(
      """
      with child as (
        select #{id}::uuid as id
        union select s.subject from access.scope s
         where s.via = #{id} and s.relation in ('CASE', 'REFERRED') and s.closed_on is null)
      select distinct x.id
        from (select #{id}::uuid as id
          union select s.subject from access.scope s where s.via = #{id} and s.closed_on is null
          union select s.via from access.scope s where s.subject = #{id} and s.closed_on is null
          union select s.via from access.scope s join child c on c.id = s.subject
           where s.relation in ('CASE', 'REFERRED')) x
       where exists (
         select 1 from access.scope t where t.subject = x.id and t.closed_on is null)
         and exists (select 1 from access.scope r where r.subject = #{id} and r.closed_on is null)
      """)
  List<UUID> family(UUID id);

  /** Who of them is a person. */
  @Select(
      """
      select distinct s.subject from access.scope s
       where s.subject = any(#{ids}::uuid[])
         and s.relation in ('REGISTERED', 'REFERRED', 'CASE', 'FAMILY')
      """)
  List<UUID> people(@Param("ids") List<UUID> ids);

  /** Whether one of them is sealed, for whoever asks or not. */
  @Select(
      """
      select exists (
        select 1 from access.standing t
         where t.subject = any(#{ids}::uuid[]) and t.state = 'SEALED')
      """)
  boolean sealed(@Param("ids") List<UUID> ids);

  /** Whether the record is there for the caller. */
  @Select("select {scope x.id} from (select #{id}::uuid as id) x")
  boolean reaches(@Param("id") UUID id, @Param("scope") Scope scope);

  // Break-glass

  /** An access past the matrix, as the row is. */
  @SuppressWarnings("ArrayRecordComponent") // a row, never compared
  record Row(
      UUID id,
      long version,
      UUID subject,
      UUID actor,
      String role,
      String unit,
      byte[] reason,
      Instant openedAt,
      Instant until,
      Instant dueAt,
      @Nullable String outcome,
      @Nullable UUID reviewedBy,
      @Nullable Instant reviewedAt,
      byte @Nullable [] remark) {}

  @Insert(
      """
      insert into access.break_glass (
        id, version, subject, actor, role, unit, reason, opened_at, until, due_at)
      values (
        #{id}, #{version}, #{subject}, #{actor}, #{role}, #{unit}, #{reason}, #{openedAt},
        #{until}, #{dueAt})
      """)
  int broke(Row row);

  String ROWS =
      """
      /* unscoped: who was told of it, and who did it, is asked of the row itself */
      select b.id, b.version, b.subject, b.actor, b.role, b.unit, b.reason, b.opened_at, b.until,
        b.due_at, b.outcome, b.reviewed_by, b.reviewed_at, b.remark
      from access.break_glass b
      """;

  /** Those the caller was told of, the oldest that waits first. */
  @Select(
      ROWS
          + """
            where exists (select 1 from access.notice n where n.about = b.id)
            order by b.reviewed_at is not null, b.due_at, b.id
            limit #{limit}
            """)
  List<Row> reviews(@Param("limit") int limit);

  /** Without a lock, which its own actor could not take; the version guards the judgement. */
  @Select(
      ROWS + "where b.id = #{id} and exists (select 1 from access.notice n where n.about = b.id)")
  @Nullable Row review(UUID id);

  @Update(
      """
      /* unscoped: who was told of it, and who did it, is asked of the row itself */
      update access.break_glass b set
        version = #{version}, outcome = #{outcome}, reviewed_by = #{reviewedBy},
        reviewed_at = #{reviewedAt}, remark = #{remark}
      where b.id = #{id} and b.version = #{version} - 1
      """)
  int judge(Row judged);

  // Notices

  /** Somebody is to know. */
  record Told(
      UUID id,
      long version,
      String kind,
      UUID about,
      Instant raisedAt,
      @Nullable UUID acknowledgedBy,
      @Nullable Instant acknowledgedAt) {}

  /** A role that is to know, in one unit or wherever it is held. */
  record Addressee(String role, @Nullable String unit) {}

  /**
   * Who supervises a unit: the head of the child-protection unit and the social-care directorate of
   * its municipality.
   */
  @Select(
      """
      select case u.kind when 'NJMF' then 'NJMF_HEAD' else 'BASHKI_SOC_DIR' end as role, u.code as unit
        from access.unit own
        join access.unit u on u.municipality = own.municipality and u.kind in ('NJMF', 'BASHKI')
       where own.code = #{unit}
       order by 1, 2
      """)
  List<Addressee> supervisors(String unit);

  @Insert(
      """
      insert into access.notice (id, version, kind, about, role, unit, raised_at)
      values (#{id}, 1, 'BREAK_GLASS', #{about}, #{to.role}, #{to.unit}, #{now})
      """)
  int raise(
      @Param("id") UUID id,
      @Param("about") UUID about,
      @Param("to") Addressee to,
      @Param("now") Instant now);

  String NOTICES =
      """
      /* unscoped: who was told of it, and who did it, is asked of the row itself */
      select n.id, n.version, n.kind, n.about, n.raised_at, n.acknowledged_by, n.acknowledged_at
      from access.notice n
      """;

  /** The caller's, those that wait first. */
  @Select(
      NOTICES
          + """
            where n.role = #{role} and (n.unit is null or n.unit = #{unit})
            order by n.acknowledged_at is not null, n.raised_at desc, n.id
            limit #{limit}
            """)
  List<Told> notices(
      @Param("role") String role, @Param("unit") String unit, @Param("limit") int limit);

  @Select(
      NOTICES
          + "where n.id = #{id} and n.role = #{role} and (n.unit is null or n.unit = #{unit})"
          + " for no key update")
  @Nullable Told notice(
      @Param("id") UUID id, @Param("role") String role, @Param("unit") String unit);

  @Update(
      """
      /* unscoped: who was told of it, and who did it, is asked of the row itself */
      update access.notice n set version = n.version + 1, acknowledged_by = #{who},
        acknowledged_at = #{now}
      where n.id = #{id} and n.acknowledged_at is null
      """)
  int acknowledge(@Param("id") UUID id, @Param("who") UUID who, @Param("now") Instant now);

  // Seals

  @Insert(
      """
      insert into access.seal (id, subject, cause, unit, sealed_by, sealed_at)
      values (#{id}, #{subject}, #{cause}, #{unit}, #{who}, #{now})
      """)
  int seal(
      @Param("id") UUID id,
      @Param("subject") UUID subject,
      @Param("cause") String cause,
      @Param("unit") String unit,
      @Param("who") UUID who,
      @Param("now") Instant now);

  /** A seal. */
  record Seal(UUID id, UUID subject, String cause, String unit) {}

  /** The last seal on a record, of one of the units. */
  @Select(
      """
      /* unscoped: of the units within reach, which the statement names */
      select s.id, s.subject, s.cause, s.unit from access.seal s
       where s.subject = #{subject} and s.unit = any(#{scope.units,javaType=list}::text[])
       order by s.id desc limit 1
      """)
  @Nullable Seal sealOf(@Param("subject") UUID subject, @Param("scope") Scope scope);

  /** That somebody reads a sealed record, as the row is. */
  @SuppressWarnings("ArrayRecordComponent") // a row, never compared
  record Unsealing(
      UUID id,
      long version,
      UUID seal,
      UUID subject,
      String unit,
      byte[] reason,
      List<UUID> grantees,
      int minutes,
      String state,
      UUID proposedBy,
      Instant proposedAt,
      @Nullable UUID decidedBy,
      @Nullable Instant decidedAt) {}

  @Insert(
      """
      insert into access.unsealing (
        id, version, seal, unit, reason, grantees, minutes, state, proposed_by, proposed_at)
      values (
        #{id}, #{version}, #{seal}, #{unit}, #{reason}, #{grantees}, #{minutes}, #{state},
        #{proposedBy}, #{proposedAt})
      """)
  int propose(Unsealing proposed);

  String UNSEALINGS =
      """
      /* unscoped: of the units within reach, which the statement names */
      select u.id, u.version, u.seal, s.subject, u.unit, u.reason, u.grantees, u.minutes, u.state,
        u.proposed_by, u.proposed_at, u.decided_by, u.decided_at
      from access.unsealing u
      join access.seal s on s.id = u.seal
      """;

  /** Of the units, those that wait first. */
  @Select(
      UNSEALINGS
          + """
            where u.unit = any(#{scope.units,javaType=list}::text[])
            order by u.state <> 'PROPOSED', u.id desc
            limit #{limit}
            """)
  List<Unsealing> unsealings(@Param("scope") Scope scope, @Param("limit") int limit);

  @Select(
      UNSEALINGS
          + "where u.id = #{id} and u.unit = any(#{scope.units,javaType=list}::text[])"
          + " for no key update of u")
  @Nullable Unsealing unsealing(@Param("id") UUID id, @Param("scope") Scope scope);

  @Update(
      """
      /* unscoped: of the units within reach, which the statement names */
      update access.unsealing u set
        version = #{version}, state = #{state}, decided_by = #{decidedBy},
        decided_at = #{decidedAt}
      where u.id = #{id} and u.version = #{version} - 1
      """)
  int decide(Unsealing decided);
}
