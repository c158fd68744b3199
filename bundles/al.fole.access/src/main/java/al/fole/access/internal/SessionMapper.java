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

/** Sessions. Accounts and sessions have no scope; the policies of 005_walls.sql guard them. */
interface SessionMapper {

  /** What sign-in needs of an account. */
  record SignInRow(
      UUID id,
      String name,
      String role,
      String unit,
      AccountState state,
      @Nullable List<String> purposes,
      String hash,
      boolean first,
      @Nullable Instant expiresAt,
      @Nullable Instant usedAt) {}

  /** A live session. */
  record SessionRow(
      UUID id,
      UUID who,
      String origin,
      String role,
      String unit,
      String purpose,
      boolean restricted,
      Instant startedAt,
      Instant expiresAt) {}

  /** A session that has just ended. */
  record EndedRow(UUID id, UUID who) {}

  @Select(
      """
      /* unscoped: sign-in, a named job */
      select a.id, a.name, a.role, a.unit, a.state, a.purposes, c.hash, c.first, c.expires_at, c.used_at
        from access.account a
        join access.credential c on c.account = a.id
       where a.name = #{name}
      """)
  Optional<SignInRow> signIn(@Param("name") String name);

  @Select(
      """
      /* unscoped: a password is checked by a named job */
      select a.id, a.name, a.role, a.unit, a.state, a.purposes, c.hash, c.first, c.expires_at, c.used_at
        from access.account a
        join access.credential c on c.account = a.id
       where a.id = #{account}
      """)
  Optional<SignInRow> credential(@Param("account") UUID account);

  /** Writes a session unless the account has changed since its password was checked. */
  @Insert(
      """
      /* unscoped: row-level security lets an actor open a session of his own only */
      insert into access.session
        (id, digest, who, origin, role, unit, purpose, restricted, started_at, last_seen_at, expires_at, proved_at)
      select #{s.id}, #{digest}, a.id, 'ACCOUNT', a.role, a.unit, #{s.purpose}, #{s.restricted},
             #{s.startedAt}, #{s.startedAt}, #{s.expiresAt}, #{s.startedAt}
        from access.account a
       where a.id = #{s.who} and a.role = #{s.role} and a.unit = #{s.unit}
         and a.state = case when #{s.restricted} then 'INVITED' else 'ACTIVE' end
      """)
  int startOfAccount(@Param("s") SessionRow session, @Param("digest") byte[] digest);

  @Insert(
      """
      insert into access.session
        (id, digest, who, origin, role, unit, purpose, restricted, started_at, last_seen_at, expires_at)
      values (#{s.id}, #{digest}, #{s.who}, 'PARENT', #{s.role}, #{s.unit}, #{s.purpose}, false,
             #{s.startedAt}, #{s.startedAt}, #{s.expiresAt})
      on conflict (digest) where ended_at is null do nothing
      """)
  int startOfParent(@Param("s") SessionRow session, @Param("digest") byte[] digest);

  /** A first password opens one session: 1 the first time, then 0. */
  @Update(
      """
      /* unscoped: row-level security lets an actor change his own credential only */
      update access.credential set used_at = #{now}
       where account = #{account} and first and used_at is null and expires_at > #{now}
      """)
  int useFirstPassword(@Param("account") UUID account, @Param("now") Instant now);

  /**
   * The live session behind a token, with the account's state as it is now.
   *
   * @param seen when this host last saw it, if it did
   */
  @Select(
      """
      /* unscoped: every request, a named job */
      select s.id, s.who, s.origin, s.role, s.unit, s.purpose, s.restricted, s.started_at, s.expires_at
        from access.session s
        left join access.account a on s.origin = 'ACCOUNT' and a.id = s.who
       where s.digest = #{digest} and s.ended_at is null and s.expires_at > #{now}
         and greatest(s.last_seen_at, #{seen,jdbcType=TIMESTAMP_WITH_TIMEZONE}::timestamptz) > #{idle}
         and (s.origin = 'PARENT'
              or (a.role = s.role and a.unit = s.unit
                  and a.state = case when s.restricted then 'INVITED' else 'ACTIVE' end))
      """)
  Optional<SessionRow> resume(
      @Param("digest") byte[] digest,
      @Param("now") Instant now,
      @Param("idle") Instant idle,
      @Param("seen") @Nullable Instant seen);

  /** Moves last-seen marks forward. */
  @Update(
      """
      /* unscoped: the sweep, a named job */
      update access.session s set last_seen_at = seen.at
        from unnest(#{ids,javaType=list}::uuid[], #{times,javaType=list}::timestamptz[]) seen (id, at)
       where s.id = seen.id and s.last_seen_at < seen.at and s.ended_at is null
      """)
  int mark(@Param("ids") List<UUID> ids, @Param("times") List<Instant> times);

  @Select(
      """
      /* unscoped: row-level security shows an actor his own session only */
      select id, who, origin, role, unit, purpose, restricted, started_at, expires_at
        from access.session
       where id = #{id} and ended_at is null
      """)
  Optional<SessionRow> session(@Param("id") UUID id);

  @Select(
      """
      /* unscoped: a named job asks for one session */
      select exists (select 1 from access.session
                      where id = #{id} and who = #{who} and ended_at is null and not restricted
                        and proved_at > #{since})
      """)
  boolean isProvedSince(
      @Param("id") UUID id, @Param("who") UUID who, @Param("since") Instant since);

  /** The person has proved who he is, in a session of his own. */
  @Update(
      """
      /* unscoped: row-level security lets an actor change his own session only */
      update access.session set proved_at = #{now} where id = #{id} and ended_at is null
      """)
  int proved(@Param("id") UUID id, @Param("now") Instant now);

  @Update(
      """
      /* unscoped: row-level security lets an actor end his own session only */
      update access.session set ended_at = #{now}, ended_because = #{reason}
       where id = #{id} and ended_at is null
      """)
  int end(@Param("id") UUID id, @Param("now") Instant now, @Param("reason") String reason);

  /** Ends every open session of an account but one. */
  @Select(
      value =
          """
          /* unscoped: row-level security admits the account itself and the administrator */
          update access.session set ended_at = #{now}, ended_because = #{reason}
           where who = #{who} and id <> #{except} and ended_at is null
          returning id, who
          """,
      affectData = true)
  List<EndedRow> endAll(
      @Param("who") UUID who,
      @Param("except") UUID except,
      @Param("now") Instant now,
      @Param("reason") String reason);

  @Select(
      """
      /* unscoped: the sweep, a named job */
      select exists (select 1 from access.session
                      where ended_at is null and (expires_at <= #{now} or last_seen_at <= #{idle}))
      """)
  boolean anyExpired(@Param("now") Instant now, @Param("idle") Instant idle);

  /** Ends sessions whose time is over; another host's hands are passed over. */
  @Select(
      value =
          """
          /* unscoped: the sweep, a named job */
          update access.session set ended_at = #{now}, ended_because = 'EXPIRED'
           where id in (select id from access.session
                         where ended_at is null
                           and (expires_at <= #{now} or last_seen_at <= #{idle})
                         limit 500 for update skip locked)
          returning id, who
          """,
      affectData = true)
  List<EndedRow> endExpired(@Param("now") Instant now, @Param("idle") Instant idle);

  /** The session may do everything again, its first password being replaced. */
  @Update(
      """
      /* unscoped: row-level security lets an actor change his own session only */
      update access.session set restricted = false, expires_at = #{until}
       where id = #{id} and ended_at is null
      """)
  int lift(@Param("id") UUID id, @Param("until") Instant until);
}
