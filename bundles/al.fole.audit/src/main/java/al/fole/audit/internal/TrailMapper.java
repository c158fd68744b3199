// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import al.fole.access.Scope;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

/** The trail as its readers need it. */
interface TrailMapper {

  /** An entry about a record. */
  record EntryRow(UUID entry, String type, int version, long recordVersion, byte[] leaf) {}

  /** One fact of an event. */
  record FactRow(UUID entry, String name, String value) {}

  /** Encrypted values about one subject. */
  record PartRow(UUID entry, int part, UUID subject, byte[] sealed) {}

  @Select(
      """
      select ev.entry, ev.type, ev.version, ev.record_version, en.leaf
      from journal.event ev join journal.entry en on en.id = ev.entry
      where ev.record = #{record} and ev.record_kind = #{kind} and ev.record_version is not null
      order by ev.record_version limit #{limit}
      """)
  List<EntryRow> history(
      @Param("kind") String kind, @Param("record") UUID record, @Param("limit") int limit);

  @Select(
      """
      select ev.entry, f.key as name, f.value
      from journal.event ev cross join lateral jsonb_each_text(ev.facts) f
      where ev.record = #{record} and ev.record_kind = #{kind}
        and ev.record_version between #{from} and #{to}
      """)
  List<FactRow> facts(
      @Param("kind") String kind,
      @Param("record") UUID record,
      @Param("from") long from,
      @Param("to") long to);

  @Select(
      """
      select d.entry, d.part, d.subject, d.sealed
      from journal.event ev join journal.detail d on d.entry = ev.entry
      where ev.record = #{record} and ev.record_kind = #{kind}
        and ev.record_version between #{from} and #{to}
      order by d.entry, d.part
      """)
  List<PartRow> parts(
      @Param("kind") String kind,
      @Param("record") UUID record,
      @Param("from") long from,
      @Param("to") long to);

  /**
   * Where an entry stands.
   *
   * @param log number of the log, from 1
   * @param index in that log
   */
  record PlaceRow(int log, long index) {}

  @Select(
      """
      select coalesce(l.log, 1) as log,
        case when l.log is null then s.log_index
          when s.log_index = l.opening then 0
          when s.log_index < l.opening then s.log_index - l.first + 1
          else s.log_index - l.first end as index
      from journal.sequence s left join lateral (
        select log, first, opening from audit.later_log
        where first <= s.log_index order by log desc limit 1) l on true
      where s.entry = #{entry}
      """)
  @Nullable PlaceRow place(@Param("entry") UUID entry);

  /**
   * How far the log is behind.
   *
   * @param entries committed and without a place; at most 10,000 are counted
   * @param oldest seconds since the first of them was recorded
   * @param size of the log
   * @param signed seconds since the newest checkpoint; null before the first
   */
  record LagRow(long entries, double oldest, long size, @Nullable Double signed) {}

  @Select(
      """
      select count(w.recorded_at) as entries,
        coalesce(extract(epoch from clock_timestamp() - min(w.recorded_at)), 0)::float8 as oldest,
        coalesce((select l.size from audit.later_log l order by l.log desc limit 1),
          (select size from audit.log)) as size,
        (select extract(epoch from clock_timestamp() - greatest(
            (select c.signed_at from audit.checkpoint c order by c.size desc limit 1),
            (select c.signed_at from audit.later_checkpoint c
              order by c.log desc, c.size desc limit 1)))::float8) as signed
      from (
        select e.recorded_at from journal.entry e
        where e.xid >= coalesce(
            (select l.watermark from audit.later_log l order by l.log desc limit 1),
            (select watermark from audit.log))
          and not exists (select 1 from journal.sequence s where s.entry = e.id)
        limit 10000) w
      """)
  LagRow lag();

  /** Seconds since the last signature with a certificate and the last time-stamp; null for none. */
  record EvidenceAges(@Nullable Double signed, @Nullable Double stamped) {}

  @Select(
      """
      select extract(epoch from clock_timestamp() - max(signed_at))::float8 as signed,
        extract(epoch from clock_timestamp() - max(stamped_at))::float8 as stamped
      from audit.evidence where origin = coalesce(
        (select l.origin from audit.later_log l order by l.log desc limit 1),
        (select origin from audit.log))
      """)
  EvidenceAges evidenceAges();

  /** Whether a person is there and in the scope. */
  @Select(
      """
      select exists (
        select 1 from access.scope p where p.subject = #{person} and {scope p.subject})
      """)
  boolean reaches(@Param("person") UUID person, @Param("scope") Scope scope);

  /**
   * Whether one may be told which units deal with a person: unless somebody has hidden where he
   * lives, or one reads that all the same (I-15).
   */
  @Select(
      """
      select {field PROTECTED_ADDRESS p.id} or not exists (
        select 1 from journal.event e
        where e.record = p.id and e.record_kind = 'person'
          and e.type = 'persons.address-protected' and not exists (
            select 1 from journal.event l
            where l.record = e.record and l.record_kind = e.record_kind
              and l.type = 'persons.protection-lifted' and l.record_version > e.record_version))
      from (select #{person}::uuid as id) p
      """)
  boolean placeIsTold(@Param("person") UUID person, @Param("scope") Scope scope);

  /** An entry that spoke of a person without changing anything: somebody looked. */
  record DisclosureRow(UUID entry, Instant recordedAt, byte[] leaf) {}

  @Select(
      """
      select en.id as entry, en.recorded_at, en.leaf
      from journal.event_subject es
        join journal.event ev on ev.entry = es.entry
        join journal.entry en on en.id = es.entry
      where es.subject = #{person} and {scope es.subject}
        and ev.record_version is null
        and (en.recorded_at, en.id) < (#{before}, #{beforeEntry})
      order by en.recorded_at desc, en.id desc limit #{limit}
      """)
  List<DisclosureRow> disclosures(
      @Param("person") UUID person,
      @Param("scope") Scope scope,
      @Param("before") Instant before,
      @Param("beforeEntry") UUID beforeEntry,
      @Param("limit") int limit);
}
