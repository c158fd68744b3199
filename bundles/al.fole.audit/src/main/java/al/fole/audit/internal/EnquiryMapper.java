// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import al.fole.access.Scope;
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

/** Enquiries, what is held back, and what the answer is made of. */
interface EnquiryMapper {

  @Insert(
      """
      insert into audit.enquiry (id, version, person, capacity, asked_by)
      values (#{id}, 1, #{person}, #{capacity}, #{by})
      """)
  int enquire(
      @Param("id") UUID id,
      @Param("person") UUID person,
      @Param("capacity") String capacity,
      @Param("by") UUID by);

  /** The caller's own, of a person who is in his scope still. */
  @Select(
      """
      select id, version, person, capacity, asked_at from audit.enquiry e
      where id = #{id} and asked_by = #{by} and {scope e.person}
      """)
  Optional<Enquiry> enquiry(
      @Param("id") UUID id, @Param("by") UUID by, @Param("scope") Scope scope);

  @Select("select reference.unknown_code(#{lists}::text[], #{codes}::text[], #{day})")
  @Nullable Integer unknownCode(
      @Param("lists") List<String> lists,
      @Param("codes") List<@Nullable String> codes,
      @Param("day") LocalDate day);

  /**
   * An entry that has to do with a person.
   *
   * @param changed whether it changed a record
   * @param single whether it is about one record, not a list
   */
  record TouchRow(
      UUID entry, Instant recordedAt, byte[] leaf, String type, boolean changed, boolean single) {}

  /**
   * Entries that name the person, and refusals of his record and of those he is in scope by; newest
   * first.
   */
  @Select(
      """
      with touched as materialized (
        select es.entry from journal.event_subject es where es.subject = #{person}
        union
        select ev.entry from journal.event ev
        where ev.record in (
            select #{person}::uuid union all
            select s.via from access.scope s where s.subject = #{person})
          and ev.record_version is null and (ev.type like '%-refused' or ev.type like '%-asked')
      ), page as materialized (
        select en.id, en.recorded_at
        from touched t cross join lateral (
          select e.id, e.recorded_at from journal.entry e where e.id = t.entry limit 1) en
        where (en.recorded_at, en.id) < (#{before}, #{beforeEntry})
        order by en.recorded_at desc, en.id desc limit #{limit}
      )
      select p.id as entry, p.recorded_at, en.leaf, ev.type,
        ev.record_version is not null as changed, ev.record is not null as single
      from page p
        join journal.entry en on en.id = p.id
        join journal.event ev on ev.entry = p.id
        cross join (select #{person}::uuid as person) q
      where {scope q.person}
      order by p.recorded_at desc, p.id desc
      """)
  List<TouchRow> touches(
      @Param("person") UUID person,
      @Param("scope") Scope scope,
      @Param("before") Instant before,
      @Param("beforeEntry") UUID beforeEntry,
      @Param("limit") int limit);

  @Select(
      """
      select code, effect, acts, roles, purposes, kinds, kinds_not, days, matters, since_opened,
        sq, en
      from audit.release_rule
      where valid_from <= #{day} and (valid_to is null or #{day} <= valid_to)
      order by code
      """)
  List<ReleaseRule> rules(@Param("day") LocalDate day);

  /** A matter that is open about the person since a day. */
  record MatterRow(String matter, LocalDate openedOn) {}

  /**
   * Of the person, by a hold or an open mandate of inspection or control, and of the place: where a
   * protected unit has or had him in scope, and where he or an adult of a family he was ever placed
   * with has or had a protected address.
   */
  @Select(
      """
      select h.matter, min(h.opened_on) as opened_on from audit.hold h
      where h.person = #{person} and h.closed_on is null and h.until >= #{day}
      group by h.matter
      union all
      select 'INSPECTION', min(s.opened_on) from access.scope s
      where s.relation = 'MANDATE' and s.closed_on is null
        and (s.until is null or s.until > now()) and s.subject in (
          select #{person}::uuid union select t.via from access.scope t where t.subject = #{person})
      having count(*) > 0
      union all
      select 'PROTECTED_PLACE', min(h.opened_on) from audit.hold h
      where h.closed_on is null and h.until >= #{day} and h.unit in (
        select s.unit from access.scope s where s.subject = #{person})
      having count(*) > 0
      union all
      select 'PROTECTED_PLACE', min(e.at)::date
      from journal.event_subject es join journal.event e on e.entry = es.entry
      where e.type = 'persons.address-protected' and es.subject in (
        select #{person}::uuid
        union
        select s.subject from access.scope s where s.via in (
          select (p.facts ->> 'family')::uuid
          from journal.event_subject ps join journal.event p on p.entry = ps.entry
          where ps.subject = #{person} and p.type = 'families.child-placed'))
      having count(*) > 0
      """)
  List<MatterRow> matters(@Param("person") UUID person, @Param("day") LocalDate day);

  /** A unit, and whether it is protected. */
  record UnitRow(String code, String kind, String name, boolean guarded) {}

  @Select(
      """
      select u.code, u.kind, u.name, exists (
          select 1 from audit.hold h
          where h.unit = u.code and h.closed_on is null and h.until >= #{day}) as guarded
      from access.unit u
      """)
  List<UnitRow> units(@Param("day") LocalDate day);

  /** A word of a list with its labels. */
  record WordRow(String list, String code, String sq, String en) {}

  @Select(
      """
      select list, code, sq, en from reference.code
      where list in ('disclosure-act', 'unit-kind')
        and valid_from <= #{day} and (valid_to is null or #{day} <= valid_to)
      union all
      select 'unit-kind', code, sq, en from access.unit_kind
      union all
      select 'purpose', code, sq, en from access.purpose
      """)
  List<WordRow> words(@Param("day") LocalDate day);

  @Insert(
      """
      insert into audit.hold (id, version, matter, person, unit, opened_on, until, closed_on)
      values (#{h.id}, #{h.version}, #{h.matter}, #{h.person,jdbcType=OTHER},
        #{h.unit,jdbcType=VARCHAR}, #{h.openedOn}, #{h.until}, null)
      """)
  int hold(@Param("h") Hold hold);

  @Select(
      """
      select id, version, matter, person, unit, opened_on, until, closed_on from audit.hold
      where id = #{id} for update
      """)
  Optional<Hold> held(@Param("id") UUID id);

  /** 0 when the version is not the one before. */
  @Update(
      """
      update audit.hold set version = #{h.version}, closed_on = #{h.closedOn}
      where id = #{h.id} and version = #{h.version} - 1
      """)
  int release(@Param("h") Hold hold);

  @Select(
      """
      select id, version, matter, person, unit, opened_on, until, closed_on from audit.hold
      where closed_on is null and until >= #{day} order by opened_on, id limit 1000
      """)
  List<Hold> open(@Param("day") LocalDate day);
}
