// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/** Accounts. They have no scope; the policies of 005_walls.sql guard them. */
interface AccountMapper {

  @Select(
      """
      /* unscoped: row-level security admits the account itself and the administrator */
      select a.id, a.version, a.name, a.role, a.unit, a.state, a.purposes, a.created_at, a.created_by,
             c.expires_at as first_password_expires_at
        from access.account a
        join access.credential c on c.account = a.id
       where a.name > #{after}
       order by a.name
       limit #{limit}
      """)
  List<Account> page(@Param("after") String after, @Param("limit") int limit);

  @Select(
      """
      /* unscoped: row-level security admits the account itself and the administrator */
      select a.id, a.version, a.name, a.role, a.unit, a.state, a.purposes, a.created_at, a.created_by,
             c.expires_at as first_password_expires_at
        from access.account a
        join access.credential c on c.account = a.id
       where a.id = #{id}
      """)
  Optional<Account> account(@Param("id") UUID id);

  @Select(
      """
      /* unscoped: the first start, a named job */
      select a.id, a.version, a.name, a.role, a.unit, a.state, a.purposes, a.created_at, a.created_by,
             c.expires_at as first_password_expires_at
        from access.account a
        join access.credential c on c.account = a.id
       where a.role = #{role}
       order by a.name
      """)
  List<Account> withRole(@Param("role") String role);

  /** 0 when the name is taken. */
  @Insert(
      """
      insert into access.account (id, version, name, role, unit, state, purposes, created_at, created_by)
      values (#{a.id}, #{a.version}, #{a.name}, #{a.role}, #{a.unit}, #{a.state},
              #{a.purposes,javaType=java.util.List,jdbcType=ARRAY}, #{a.createdAt}, #{a.createdBy})
      on conflict (name) do nothing
      """)
  int insert(@Param("a") Account account);

  /** 0 when the version is not the one before. */
  @Update(
      """
      /* unscoped: row-level security admits the account itself and the administrator */
      update access.account
         set version = #{a.version}, role = #{a.role}, unit = #{a.unit}, state = #{a.state}
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
}
