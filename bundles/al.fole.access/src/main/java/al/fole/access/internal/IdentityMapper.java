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

/** Who accounts are elsewhere. No scope; the policies of 015_sign_on.sql guard them. */
interface IdentityMapper {

  /** A link; the subject is not shown again. */
  record LinkedIdentity(
      UUID id, String gate, UUID account, UUID setBy, Instant setAt, @Nullable Instant endedAt) {}

  @Select(
      """
      /* unscoped: sign-on, a named job */
      select account from access.external_identity
       where gate = #{gate} and subject = #{subject} and ended_at is null
      """)
  Optional<UUID> linked(@Param("gate") String gate, @Param("subject") byte[] subject);

  @Select(
      """
      /* unscoped: row-level security admits the account itself and the administrator */
      select id, gate, account, set_by, set_at, ended_at
        from access.external_identity where account = #{account} order by set_at, id
      """)
  List<LinkedIdentity> of(@Param("account") UUID account);

  /** 0 when the identity belongs to an account. */
  @Insert(
      """
      insert into access.external_identity (id, gate, subject, account, set_by, set_at)
      values (#{i.id}, #{i.gate}, #{subject}, #{i.account}, #{i.setBy}, #{i.setAt})
      on conflict do nothing
      """)
  int insert(@Param("i") LinkedIdentity identity, @Param("subject") byte[] subject);

  /** 0 when there is no such link, or it was ended. */
  @Update(
      """
      /* unscoped: row-level security admits the administrator */
      update access.external_identity set ended_at = #{now}
       where id = #{id} and account = #{account} and ended_at is null
      """)
  int end(@Param("account") UUID account, @Param("id") UUID id, @Param("now") Instant now);

  /** 0 when the credential has opened a session before. */
  @Insert(
      """
      insert into access.used_credential (digest, session, used_at)
      values (#{digest}, #{session}, #{now}) on conflict do nothing
      """)
  int use(
      @Param("digest") byte[] digest, @Param("session") UUID session, @Param("now") Instant now);
}
