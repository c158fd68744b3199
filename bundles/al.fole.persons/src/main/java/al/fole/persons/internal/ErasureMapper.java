// SPDX-License-Identifier: EUPL-1.2
package al.fole.persons.internal;

import al.fole.access.Scope;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/** Rows of erasures, and the statements that erase. */
interface ErasureMapper {
  String ROWS =
      """
      select e.id, e.version, e.person, e.unit, e.ground, e.decision, e.decided_on, e.state,
        e.proposed_by, e.proposed_at, e.closed_by, e.closed_at
      from persons.erasure e
      """;

  /** Codes of the grounds that hold on a day. */
  @Select(
      """
      select g.code from persons.erasure_ground g
      where g.valid_from <= #{day} and (g.valid_to is null or g.valid_to >= #{day})
      """)
  Set<String> grounds(LocalDate day);

  /** Whether somebody who is not erased is there for the caller. */
  @Select(
      """
      select exists (select 1 from persons.person p
        where p.id = #{id} and p.erased_at is null and {scope p.id})
      """)
  boolean isThere(@Param("id") UUID id, @Param("scope") Scope scope);

  /**
   * @return 0 when his erasure was proposed already
   */
  @Insert(
      """
      insert into persons.erasure (
        id, version, person, unit, ground, decision, decided_on, state, proposed_by, proposed_at)
      values (
        #{id}, #{version}, #{person}, #{unit}, #{ground}, #{decision}, #{decidedOn}, #{state},
        #{proposedBy}, #{proposedAt})
      on conflict do nothing
      """)
  int propose(Erasure erasure);

  /** Those that wait first. */
  @Select(
      ROWS
          + """
            where {scope e.person}
            order by e.state <> 'PROPOSED', e.proposed_at desc
            limit #{limit}
            """)
  List<Erasure> erasures(@Param("scope") Scope scope, @Param("limit") int limit);

  /** For a decision: nobody else decides until the transaction ends. */
  @Select(ROWS + "where e.id = #{id} and {scope e.person} for no key update")
  @Nullable Erasure locked(@Param("id") UUID id, @Param("scope") Scope scope);

  @Update(
      """
      update persons.erasure e set
        version = #{to.version}, state = #{to.state}, closed_by = #{to.closedBy},
        closed_at = #{to.closedAt}
      where e.id = #{to.id} and e.version = #{to.version} - 1 and {scope e.person}
      """)
  int decide(@Param("to") Erasure decided, @Param("scope") Scope scope);

  /** What must have ended and has not, by the rule it breaks. */
  @Select(
      """
      select b.rule from persons.erasure_bar b
      where journal.running(#{person}, b.record_kind, b.types, b.states)
      """)
  Set<String> running(UUID person);

  /** Whether something is held back about him. */
  @Select("select access.held(#{person}, #{day})")
  boolean held(@Param("person") UUID person, @Param("day") LocalDate day);

  /** The last day on which his records are kept for a ground, or null when they are not kept. */
  @Select(
      """
      select (max(v.at) at time zone 'Europe/Tirane')::date + g.retention_days
      from persons.erasure_ground g
        join journal.event_subject s on s.subject = #{person}
        join journal.event v on v.entry = s.entry and v.record_version is not null
          and v.type not like 'persons.eras%'
      where g.code = #{ground} and g.retention_days > 0
      group by g.retention_days
      """)
  @Nullable LocalDate keptUntil(@Param("person") UUID person, @Param("ground") String ground);

  // The erasure itself

  /**
   * Destroys a key and what of the trail speaks of its subject alone; holds only with the entry
   * {@code persons.erased} of the person in the same transaction.
   *
   * @param coarse JSON of what facts of his own record say from now on
   */
  @Select("select store.erase(#{subject}, #{person}, #{coarse}::jsonb) is null")
  boolean destroy(
      @Param("subject") UUID subject, @Param("person") UUID person, @Param("coarse") String coarse);

  /** Locks what is to be emptied; null when he was erased before. */
  @Select(
      """
      select p.id, p.version, p.birth_date from persons.person p
      where p.id = #{id} and p.erased_at is null and {scope p.id}
      for no key update
      """)
  Erasure.@Nullable Left left(@Param("id") UUID id, @Param("scope") Scope scope);

  /** Those who were merged into somebody who is being erased. */
  @Select(
      """
      select p.id from persons.person p
      where p.merged_into = #{id} and p.erased_at is null and {scope p.id}
      """)
  List<UUID> merged(@Param("id") UUID id, @Param("scope") Scope scope);

  /** What has a key of its own. */
  @Select(
      """
      select a.id from persons.protected_address a
      where a.person = #{person} and {scope a.person}
      union all
      select h.id from persons.home h
      where h.person = #{person} and {scope h.person}
      """)
  List<UUID> addresses(@Param("person") UUID person, @Param("scope") Scope scope);

  /** What was opened of him past the matrix: the reason given for it has a key of its own. */
  @Select(
      """
      select distinct o.id from persons.overrides_of(#{person}) o (id)
      where not exists (select 1 from store.erasure e where e.subject = o.id)
      """)
  List<UUID> overrides(UUID person);

  /** Leaves the year of birth. */
  @Update(
      """
      update persons.person p set
        version = p.version + 1, personal_number = null, temporary_identifier = null,
        first_name = null, father_name = null, last_name = null, sex = 'U',
        birth_date = make_date(extract(year from p.birth_date)::int, 1, 1),
        birth_date_estimated = true, municipality = '00', address = null, contact = null,
        provider = 'ERASED', informed_on = #{today}, recorded_at = #{now}, erased_at = #{now}
      where p.id = #{id} and p.erased_at is null and {scope p.id}
      """)
  int empty(
      @Param("id") UUID id,
      @Param("today") LocalDate today,
      @Param("now") Instant now,
      @Param("scope") Scope scope);

  @Update(
      """
      update persons.protected_address a set
        municipality = '', address = null, contact = null,
        lifted_at = coalesce(a.lifted_at, greatest(a.protected_at, #{now}))
      where a.person = #{person} and {scope a.person}
      """)
  int emptyAddresses(
      @Param("person") UUID person, @Param("now") Instant now, @Param("scope") Scope scope);

  @Update(
      """
      update persons.home h set
        address = null, contact = null,
        lifted_at = coalesce(h.lifted_at, greatest(h.protected_at, #{now}))
      where h.person = #{person} and {scope h.person}
      """)
  int emptyHomes(
      @Param("person") UUID person, @Param("now") Instant now, @Param("scope") Scope scope);

  /** Nothing can be compared with what was referred any more. */
  @Update(
      """
      update persons.referral r set content = decode(repeat('00', 32), 'hex')
      where r.person = #{person} and {scope r.person}
      """)
  int emptyReferrals(@Param("person") UUID person, @Param("scope") Scope scope);
}
