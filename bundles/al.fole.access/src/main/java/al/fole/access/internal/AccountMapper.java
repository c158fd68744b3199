// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/**
 * Accounts. They have no scope; the policies of 005_walls.sql and 012_account_record.sql guard
 * them. What is DEACTIVATED here is DISABLED there.
 */
interface AccountMapper {

  String COLUMNS =
      """
      a.id, a.version, a.name, a.role, a.unit,
      case a.state when 'DISABLED' then 'DEACTIVATED'
        else access.state_at(a.state, a.suspended_until, a.suspended_from, #{now}) end as state,
      a.purposes, a.created_at, a.created_by, c.expires_at as first_password_expires_at,
      a.training_number, a.training_on, a.training_until,
      a.undertaking_version, a.undertaking_at, a.manual_version, a.manual_at,
      case when a.suspended_until > #{now} then a.suspended_until end as suspended_until,
      case when a.suspended_until > #{now} then a.suspended_from end as suspended_from
        from access.account a
        join access.credential c on c.account = a.id
      """;

  @Select(
      "/* unscoped: row-level security admits the account itself and the administrator */ select "
          + COLUMNS
          + " where a.name > #{after} order by a.name limit #{limit}")
  List<Account> page(
      @Param("after") String after, @Param("limit") int limit, @Param("now") Instant now);

  @Select(
      "/* unscoped: row-level security admits the account itself and the administrator */ select "
          + COLUMNS
          + " where a.id = #{id}")
  Optional<Account> account(@Param("id") UUID id, @Param("now") Instant now);

  @Select(
      "/* unscoped: the first start, a named job */ select "
          + COLUMNS
          + " where a.role = #{role} order by a.name")
  List<Account> withRole(@Param("role") String role, @Param("now") Instant now);

  /** Who works in a unit, as {@code cases} asks it of one of them. */
  @Select(
      """
      /* unscoped: a named job; who may ask, and of which unit, was decided before */
      select a.id, a.name, r.role
        from access.account a
        join access.account_role r on r.account = a.id and r.unit = a.unit
       where a.unit = #{unit}
         and access.state_at(a.state, a.suspended_until, a.suspended_from, #{now}) in ('ACTIVE', 'LIMITED')
         and r.approved_at is not null and r.valid_from <= #{now}
         and (r.valid_to is null or r.valid_to > #{now})
       order by a.name, r.role
       limit 200
      """)
  List<Workers.Worker> workers(@Param("unit") String unit, @Param("now") Instant now);

  /** 0 when the name is taken. */
  @Insert(
      """
      insert into access.account (id, version, name, role, unit, state, purposes, created_at, created_by)
      values (#{a.id}, #{a.version}, #{a.name}, #{a.role}, #{a.unit}, #{a.state},
              #{a.purposes,javaType=java.util.List,jdbcType=ARRAY}, #{a.createdAt}, #{a.createdBy})
      on conflict (name) do nothing
      """)
  int insert(@Param("a") Account account);

  /** 0 when the person has an account, by whatever name. */
  @Insert(
      """
      insert into access.account_person (account, person, set_at)
      values (#{account}, #{person}, #{now}) on conflict do nothing
      """)
  int insertPerson(
      @Param("account") UUID account, @Param("person") byte[] person, @Param("now") Instant now);

  /** 0 when the version is not the one before. */
  @Update(
      """
      /* unscoped: row-level security admits the account itself and the administrator */
      update access.account
         set version = #{a.version}, role = #{a.role}, unit = #{a.unit},
             state = case #{a.state} when 'DEACTIVATED' then 'DISABLED' else #{a.state} end,
             training_number = #{a.trainingNumber,jdbcType=VARCHAR},
             training_on = #{a.trainingOn,jdbcType=DATE},
             training_until = #{a.trainingUntil,jdbcType=DATE},
             undertaking_version = #{a.undertakingVersion,jdbcType=VARCHAR},
             undertaking_at = #{a.undertakingAt,jdbcType=TIMESTAMP_WITH_TIMEZONE},
             manual_version = #{a.manualVersion,jdbcType=VARCHAR},
             manual_at = #{a.manualAt,jdbcType=TIMESTAMP_WITH_TIMEZONE},
             suspended_until = #{a.suspendedUntil,jdbcType=TIMESTAMP_WITH_TIMEZONE},
             suspended_from = #{a.suspendedFrom,jdbcType=VARCHAR}
       where id = #{a.id} and version = #{a.version} - 1
      """)
  int update(@Param("a") Account account);

  @Insert(
      """
      insert into access.credential (account, hash, first, expires_at, set_at)
      values (#{account}, #{hash}, #{expires,jdbcType=TIMESTAMP_WITH_TIMEZONE}::timestamptz is not null,
              #{expires,jdbcType=TIMESTAMP_WITH_TIMEZONE}, #{now})
      """)
  int insertPassword(
      @Param("account") UUID account,
      @Param("hash") String hash,
      @Param("expires") @Nullable Instant expires,
      @Param("now") Instant now);

  @Update(
      """
      /* unscoped: row-level security admits the account itself and the administrator */
      update access.credential
         set hash = #{hash}, first = #{expires,jdbcType=TIMESTAMP_WITH_TIMEZONE}::timestamptz is not null,
             expires_at = #{expires,jdbcType=TIMESTAMP_WITH_TIMEZONE}, used_at = null, set_at = #{now}
       where account = #{account}
      """)
  int updatePassword(
      @Param("account") UUID account,
      @Param("hash") String hash,
      @Param("expires") @Nullable Instant expires,
      @Param("now") Instant now);

  /** The same password under today's parameters. */
  @Update(
      """
      /* unscoped: row-level security admits the account itself and the administrator */
      update access.credential set hash = #{hash} where account = #{account}
      """)
  int rehash(@Param("account") UUID account, @Param("hash") String hash);

  /** The newest text of each kind that is in force. */
  @Select(
      """
      select distinct on (kind) kind, version, sq, en, ground, valid_from
        from access.briefing
       where valid_from <= #{today}
       order by kind, valid_from desc
      """)
  List<Briefing> briefings(@Param("today") LocalDate today);
}
