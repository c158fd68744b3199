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

/** Roles of accounts. They have no scope; the policies of 013_account_roles.sql guard them. */
interface RoleMapper {

  String COLUMNS =
      """
      select id, account, role, unit, valid_from, valid_to, proposed_by, proposed_at, approved_by, approved_at
        from access.account_role
      """;

  /** All roles of an account, the oldest first. */
  @Select(
      "/* unscoped: row-level security admits the account itself and the administrator */ "
          + COLUMNS
          + " where account = #{account} order by valid_from, proposed_at, id")
  List<HeldRole> all(@Param("account") UUID account);

  /** What an account may act in now, the oldest first. */
  @Select(
      "/* unscoped: sign-in, a named job */ "
          + COLUMNS
          + """
             where account = #{account} and approved_at is not null
               and valid_from <= #{now} and (valid_to is null or valid_to > #{now})
             order by valid_from, proposed_at, id
            """)
  List<HeldRole> valid(@Param("account") UUID account, @Param("now") Instant now);

  /** What waits for a second administrator. */
  @Select(
      "/* unscoped: row-level security shows others' to the administrator only */ "
          + COLUMNS
          + """
             where approved_at is null and (valid_to is null or valid_to > #{now})
             order by proposed_at, id limit 200
            """)
  List<HeldRole> proposals(@Param("now") Instant now);

  @Select(
      "/* unscoped: row-level security admits the account itself and the administrator */ "
          + COLUMNS
          + " where id = #{id} and account = #{account} for update")
  Optional<HeldRole> role(@Param("account") UUID account, @Param("id") UUID id);

  @Select("select exists (select 1 from access.privileged_role where role = #{role})")
  boolean isPrivileged(@Param("role") String role);

  @Insert(
      """
      insert into access.account_role
        (id, account, role, unit, valid_from, valid_to, proposed_by, proposed_at, approved_by, approved_at)
      values (#{r.id}, #{r.account}, #{r.role}, #{r.unit}, #{r.validFrom},
              #{r.validTo,jdbcType=TIMESTAMP_WITH_TIMEZONE}, #{r.proposedBy}, #{r.proposedAt},
              #{r.approvedBy,jdbcType=OTHER}, #{r.approvedAt,jdbcType=TIMESTAMP_WITH_TIMEZONE})
      """)
  int insert(@Param("r") HeldRole role);

  /** 0 when somebody else has approved or ended it. */
  @Update(
      """
      /* unscoped: row-level security admits the administrator */
      update access.account_role set approved_by = #{by}, approved_at = #{now}
       where id = #{id} and approved_at is null and (valid_to is null or valid_to > #{now})
      """)
  int approve(@Param("id") UUID id, @Param("by") UUID by, @Param("now") Instant now);

  /** 0 when it is over already. */
  @Update(
      """
      /* unscoped: row-level security admits the administrator */
      update access.account_role set valid_to = greatest(#{now}, valid_from)
       where id = #{id} and (valid_to is null or valid_to > #{now})
      """)
  int end(@Param("id") UUID id, @Param("now") Instant now);

  @Update(
      """
      /* unscoped: row-level security admits the administrator */
      update access.account_role set valid_to = greatest(#{now}, valid_from)
       where account = #{account} and (valid_to is null or valid_to > #{now})
      """)
  int endAll(@Param("account") UUID account, @Param("now") Instant now);
}
