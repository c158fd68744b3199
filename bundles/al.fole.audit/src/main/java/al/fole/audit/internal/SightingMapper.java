// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import al.fole.access.Scope;
import al.fole.audit.internal.EnquiryMapper.TouchRow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

/** Entries about a person, a case or by an account, and the evidence beside the log. */
interface SightingMapper {

  /**
   * An entry as a list shows it.
   *
   * @param persons whom it names or is about, joined by commas
   */
  record SightRow(
      UUID entry,
      Instant recordedAt,
      byte[] leaf,
      String type,
      boolean changed,
      boolean single,
      @Nullable String kind,
      @Nullable UUID record,
      @Nullable String persons) {

    TouchRow touch() {
      return new TouchRow(entry, recordedAt, leaf, type, changed, single);
    }
  }

  /** What follows the list of entries {@code touched}, which each query makes in its own way. */
  String ROWS =
      """
      ), page as materialized (
        select en.id, en.recorded_at
        from touched t cross join lateral (
          select e.id, e.recorded_at from journal.entry e where e.id = t.entry limit 1) en
        where en.recorded_at >= #{from} and en.recorded_at < #{until}
        order by en.recorded_at desc, en.id desc limit #{limit}
      )
      select p.id as entry, p.recorded_at, en.leaf, ev.type,
        ev.record_version is not null as changed, ev.record is not null as single,
        ev.record_kind as kind, ev.record,
        (select string_agg(distinct es.subject::text, ',')
          from journal.event_subject es where es.entry = p.id) as persons
      from page p
        join journal.entry en on en.id = p.id
        join journal.event ev on ev.entry = p.id
        cross join (select #{subject}::uuid as subject) q
      """;

  /** The same order everywhere. */
  String ORDER = "order by p.recorded_at desc, p.id desc";

  @Select(
      """
      with touched as materialized (
        select es.entry from journal.event_subject es where es.subject = #{subject}
        union
        select ev.entry from journal.event ev
        where ev.record = #{subject} and ev.record_version is null
          and (ev.type like '%-refused' or ev.type like '%-asked')
      """
          + ROWS
          + "where {scope q.subject} "
          + ORDER)
  List<SightRow> ofPerson(
      @Param("subject") UUID person,
      @Param("scope") Scope scope,
      @Param("from") Instant from,
      @Param("until") Instant until,
      @Param("limit") int limit);

  @Select(
      """
      with touched as materialized (
        select ev.entry from journal.event ev
        where ev.record = #{subject} and ev.record_version is null and ev.record_kind = 'case'
        union
        select ev.entry from journal.event ev
        where ev.record = #{subject} and ev.record_version is not null and ev.record_kind = 'case'
      """
          + ROWS
          + "where {scope q.subject} "
          + ORDER)
  List<SightRow> ofCase(
      @Param("subject") UUID careCase,
      @Param("scope") Scope scope,
      @Param("from") Instant from,
      @Param("until") Instant until,
      @Param("limit") int limit);

  /** By an account; only what shows a person in the caller's scope. */
  @Select(
      """
      with touched as materialized (
        select t.entry from audit.trace t
        where t.actor = #{subject} and t.at >= #{from} and t.at < #{until}
          and exists (
            select 1 from journal.event_subject es where es.entry = t.entry and {scope es.subject})
      """
          + ROWS
          + ORDER)
  List<SightRow> byAccount(
      @Param("subject") UUID account,
      @Param("scope") Scope scope,
      @Param("from") Instant from,
      @Param("until") Instant until,
      @Param("limit") int limit);

  /** Persons a case opens. */
  @Select(
      """
      select distinct s.subject from access.scope s
      where s.via = #{record} and s.subject <> #{record} and {scope s.subject} order by s.subject
      """)
  List<UUID> personsOf(@Param("record") UUID careCase, @Param("scope") Scope scope);

  /** A checkpoint with its signature and time-stamp. */
  record EvidenceRow(long size, String checkpoint, byte[] signature, byte @Nullable [] token) {}

  /** The newest that is stamped; the newest signed one when none is. */
  @Select(
      """
      select size, checkpoint, signature, token from audit.evidence
      where origin = #{origin} and size <= #{most}
      order by token is null, size desc limit 1
      """)
  Optional<EvidenceRow> evidence(@Param("origin") String origin, @Param("most") long most);
}
