// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/** Second factors. They have no scope; the policies of 014_second_factor.sql guard them. */
interface FactorMapper {

  /** An authenticator; the secret is sealed. */
  record FactorRow(byte[] secret, @Nullable Instant confirmedAt, long lastStep) {}

  @Select(
      """
      /* unscoped: a code is checked by a named job */
      select secret, confirmed_at, last_step from access.second_factor
       where account = #{account} and octet_length(secret) > 0
      """)
  Optional<FactorRow> factor(@Param("account") UUID account);

  /** 0 when there is a confirmed one. */
  @Insert(
      """
      insert into access.second_factor as f (account, secret, enrolled_at)
      values (#{account}, #{secret}, #{now})
      on conflict (account) do update
        set secret = #{secret}, enrolled_at = #{now}, last_step = 0
       where f.confirmed_at is null
      """)
  int begin(
      @Param("account") UUID account, @Param("secret") byte[] secret, @Param("now") Instant now);

  /** 0 when it is confirmed, or was begun anew meanwhile. */
  @Update(
      """
      /* unscoped: row-level security admits the account itself */
      update access.second_factor set confirmed_at = #{now}, last_step = #{step}
       where account = #{account} and confirmed_at is null and last_step < #{step}
      """)
  int confirm(@Param("account") UUID account, @Param("step") long step, @Param("now") Instant now);

  /** Takes a code: 0 when it, or a later one, was taken before. */
  @Update(
      """
      /* unscoped: row-level security admits the account itself */
      update access.second_factor set last_step = #{step}
       where account = #{account} and confirmed_at is not null and last_step < #{step}
      """)
  int take(@Param("account") UUID account, @Param("step") long step);

  /** 0 when there is none. */
  @Update(
      """
      /* unscoped: row-level security admits the administrator */
      update access.second_factor set secret = '', confirmed_at = null
       where account = #{account} and confirmed_at is not null
      """)
  int reset(@Param("account") UUID account);
}
