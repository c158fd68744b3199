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

/** Sessions. Accounts and sessions have no scope; the policies of 005_walls.sql guard them. */
interface SessionMapper {

  /** What sign-in needs of an account. */
  record SignInRow(
      UUID id,
      String name,
      AccountState state,
      @Nullable List<String> purposes,
      @Nullable String undertakingVersion,
      String hash,
      boolean first,
      @Nullable Instant expiresAt,
      @Nullable Instant usedAt) {}

  /** A session as its account or the administrator sees it in a list. */
  record OpenSession(
      UUID id,
      UUID who,
      String role,
      String unit,
      String purpose,
      Instant startedAt,
      Instant lastSeenAt,
      Instant expiresAt) {}

  /** A session that has just ended. */
  record EndedRow(UUID id, UUID who) {}

  String SIGN_IN =
      """
      select a.id, a.name, case a.state when 'DISABLED' then 'DEACTIVATED'
               else access.state_at(a.state, a.suspended_until, a.suspended_from, #{now}) end as state,
             a.purposes, a.undertaking_version, c.hash, c.first, c.expires_at, c.used_at
        from access.account a
        join access.credential c on c.account = a.id
      """;

  /** Of a role that sees no field of a person nobody asks whether its holder is trained. */
  String SESSION =
      """
      select s.id, s.who, s.origin, s.role, s.unit, s.purpose, s.restricted, s.started_at, s.expires_at,
             s.assurance, s.second_factor,
             coalesce(access.state_at(a.state, a.suspended_until, a.suspended_from, #{now}) = 'LIMITED'
               or a.training_until < #{today} and l.data, false) as limited,
             coalesce(a.training_until < #{today} and l.data, false) as lapsed,
             exists (select 1 from access.privileged_role p where p.role = s.role) as privileged,
             coalesce(a.undertaking_version =
               (select b.version from access.briefing b
                 where b.kind = 'UNDERTAKING' and b.valid_from <= #{today}
                 order by b.valid_from desc limit 1), false) as bound,
             (select c.version from access.counter c where c.name = 'matrix') as matrix
        from access.session s
        left join access.account a on s.origin = 'ACCOUNT' and a.id = s.who
        left join access.role_limit l on l.role = s.role
      """;

  @Select("/* unscoped: sign-in, a named job */ " + SIGN_IN + " where a.name = #{name}")
  Optional<SignInRow> signIn(@Param("name") String name, @Param("now") Instant now);

  @Select(
      "/* unscoped: a password is checked by a named job */ "
          + SIGN_IN
          + " where a.id = #{account}")
  Optional<SignInRow> credential(@Param("account") UUID account, @Param("now") Instant now);

  /** Whether the account has signed in from this address since a day. */
  @Select(
      """
      /* unscoped: sign-in, a named job */
      select exists (select 1 from access.known_source
                      where account = #{account} and source = #{source} and seen_on > #{since})
      """)
  boolean isKnownSource(
      @Param("account") UUID account,
      @Param("source") byte[] source,
      @Param("since") LocalDate since);

  @Insert(
      """
      insert into access.known_source as k (account, source, seen_on)
      values (#{account}, #{source}, #{today})
      on conflict (account, source) do update set seen_on = excluded.seen_on
       where k.seen_on < excluded.seen_on
      """)
  int knowSource(
      @Param("account") UUID account,
      @Param("source") byte[] source,
      @Param("today") LocalDate today);

  /** Writes a session unless account or role have changed since the password was checked. */
  @Insert(
      """
      /* unscoped: row-level security lets an actor open a session of his own only */
      insert into access.session
        (id, digest, who, origin, role, unit, purpose, restricted, started_at, last_seen_at, expires_at,
         proved_at, assurance, second_factor)
      select #{s.id}, #{digest}, a.id, 'ACCOUNT', #{s.role}, #{s.unit}, #{s.purpose}, #{s.restricted},
             #{s.startedAt}, #{s.startedAt}, #{s.expiresAt}, #{provedAt}, #{s.assurance}, #{s.secondFactor}
        from access.account a
       where a.id = #{s.who}
         and exists (select 1 from access.account_role r
                      where r.account = a.id and r.role = #{s.role} and r.unit = #{s.unit}
                        and r.approved_at is not null and r.valid_from <= #{s.startedAt}
                        and (r.valid_to is null or r.valid_to > #{s.startedAt}))
         and access.state_at(a.state, a.suspended_until, a.suspended_from, #{s.startedAt})
             = any (case when #{s.restricted} then '{INVITED}' else '{ACTIVE,LIMITED}' end::text[])
      """)
  int startOfAccount(
      @Param("s") SessionRow session,
      @Param("digest") byte[] digest,
      @Param("provedAt") Instant provedAt);

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
      "/* unscoped: every request, a named job */ "
          + SESSION
          + """
           where s.digest = #{digest} and s.ended_at is null and s.expires_at > #{now}
             and greatest(s.last_seen_at, #{seen,jdbcType=TIMESTAMP_WITH_TIMEZONE}::timestamptz) > #{idle}
             and (s.origin = 'PARENT'
                  or (exists (select 1 from access.account_role r
                               where r.account = s.who and r.role = s.role and r.unit = s.unit
                                 and r.approved_at is not null and r.valid_from <= #{now}
                                 and (r.valid_to is null or r.valid_to > #{now}))
                      and access.state_at(a.state, a.suspended_until, a.suspended_from, #{now})
                          = any (case when s.restricted then '{INVITED}' else '{ACTIVE,LIMITED}' end::text[])))
          """)
  Optional<SessionRow> resume(
      @Param("digest") byte[] digest,
      @Param("now") Instant now,
      @Param("idle") Instant idle,
      @Param("today") LocalDate today,
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
      "/* unscoped: row-level security shows an actor his own session only */ "
          + SESSION
          + " where s.id = #{id} and s.ended_at is null")
  Optional<SessionRow> session(
      @Param("id") UUID id, @Param("now") Instant now, @Param("today") LocalDate today);

  @Select(
      """
      /* unscoped: row-level security shows others' to the administrator only */
      select id, who, role, unit, purpose, started_at, last_seen_at, expires_at
        from access.session
       where who = #{who} and ended_at is null and expires_at > #{now} and last_seen_at > #{idle}
       order by started_at desc, id
       limit 200
      """)
  List<OpenSession> openOf(
      @Param("who") UUID who, @Param("now") Instant now, @Param("idle") Instant idle);

  /** Ends one open session of an account; empty when there is none. */
  @Select(
      value =
          """
          /* unscoped: row-level security admits the account itself and the administrator */
          update access.session set ended_at = #{now}, ended_because = #{reason}
           where id = #{id} and who = #{who} and ended_at is null
          returning id, who
          """,
      affectData = true)
  List<EndedRow> endOne(
      @Param("who") UUID who,
      @Param("id") UUID id,
      @Param("now") Instant now,
      @Param("reason") String reason);

  /** Ends the session of this token, if it is the account's own. */
  @Select(
      value =
          """
          /* unscoped: row-level security lets an actor end his own session only */
          update access.session set ended_at = #{now}, ended_because = 'REPLACED'
           where digest = #{digest} and who = #{who} and ended_at is null
          returning id, who
          """,
      affectData = true)
  List<EndedRow> replace(
      @Param("who") UUID who, @Param("digest") byte[] digest, @Param("now") Instant now);

  /** A code was given in the session: nothing is kept from it any more. */
  @Update(
      """
      /* unscoped: row-level security lets an actor change his own session only */
      update access.session set second_factor = true, proved_at = #{now}
       where id = #{id} and ended_at is null
      """)
  int strengthen(@Param("id") UUID id, @Param("now") Instant now);

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
