// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases.internal;

import al.fole.access.Scope;
import al.fole.cases.CaseId;
import al.fole.cases.CaseState;
import al.fole.persons.PersonId;
import al.fole.persons.Persons.Named;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/** Cases and their care. */
interface CaseMapper {
  /** A case without its sealed texts. */
  String CASES =
      """
      select c.id, c.version, c.file_number, c.child, c.unit, c.municipality, c.state,
        c.state_since, c.risk, c.referred_on, c.opened_on, c.assessed_on, c.last_on, c.closed_on
      from cases.care_case c
      """;

  /** What a list is narrowed by. */
  String SOUGHT =
      """
        and (#{state}::text is null or c.state = #{state}::text)
        and (#{municipality}::text is null or c.municipality = #{municipality}::text)
      """;

  // Cases

  /** Makes sure that there is a counter. */
  @Insert(
      """
      insert into cases.file_counter (municipality, year) values (#{municipality}, #{year})
      on conflict do nothing
      """)
  int count(@Param("municipality") String municipality, @Param("year") int year);

  /** Whoever opens a case in the municipality waits for whoever is opening one. */
  @Select(
      """
      select f.last from cases.file_counter f
      where f.municipality = #{municipality} and f.year = #{year}
      for no key update
      """)
  int last(@Param("municipality") String municipality, @Param("year") int year);

  @Update(
      """
      update cases.file_counter f set last = #{last}
      where f.municipality = #{municipality} and f.year = #{year}
      """)
  int advance(
      @Param("municipality") String municipality, @Param("year") int year, @Param("last") int last);

  /**
   * Opens a case.
   *
   * @return 0 when the child has a live one, in scope or not (I-02)
   */
  @Insert(
      """
      insert into cases.care_case (
        id, version, file_number, child, unit, municipality, state, state_since, risk,
        referred_on, opened_on, assessed_on, last_on, closed_on, provider, informed_on, recorded_at)
      values (
        #{c.id}, #{c.version}, #{c.fileNumber}, #{c.child}, #{c.unit}, #{c.municipality},
        #{c.state}, #{c.stateSince}, #{c.risk}, #{c.referredOn}, #{c.openedOn}, #{c.assessedOn},
        #{c.lastOn}, #{c.closedOn}, #{by.provider}, #{by.informedOn}, #{now})
      on conflict do nothing
      """)
  int open(@Param("c") CareCase opened, @Param("by") CareReferral by, @Param("now") Instant now);

  @Update(
      """
      update cases.care_case c set
        version = #{c.version}, state = #{c.state}, state_since = #{c.stateSince},
        risk = #{c.risk}, assessed_on = #{c.assessedOn}, last_on = #{c.lastOn},
        closed_on = #{c.closedOn},
        closure_reason = coalesce(#{reason}::text, c.closure_reason),
        closure_narrative = coalesce(#{narrative}::bytea, c.closure_narrative)
      where c.id = #{c.id} and c.version = #{c.version} - 1 and {scope c.id}
      """)
  int update(
      @Param("c") CareCase changed,
      @Param("reason") @Nullable String reason,
      @Param("narrative") byte @Nullable [] narrative,
      @Param("scope") Scope scope);

  /** For a change: nobody else changes the row until the transaction ends. */
  @Select(CASES + "where c.id = #{id} and {scope c.id} for no key update")
  @Nullable CareCase locked(@Param("id") CaseId id, @Param("scope") Scope scope);

  /** The child's live case, for a change. */
  @Select(
      CASES + "where c.child = #{child} and c.closed_on is null and {scope c.id} for no key update")
  @Nullable CareCase live(@Param("child") PersonId child, @Param("scope") Scope scope);

  /** Who is responsible for the child's live case, wherever it is. */
  @Select(
      """
      select c.unit from cases.care_case c where c.child = #{child} and c.closed_on is null
      /* unscoped: a head of unit learns where to redirect a referral, as the system */
      """)
  @Nullable String liveUnit(PersonId child);

  @Select(CASES + "where c.id = #{id} and {scope c.id}")
  @Nullable CareCase byId(@Param("id") CaseId id, @Param("scope") Scope scope);

  /** Opened last first. */
  @Select(
      CASES
          + "where {scope c.id}"
          + SOUGHT
          + """
            and (#{day}::date is null or (c.opened_on, c.id) < (#{day}::date, #{id}::uuid))
          order by c.opened_on desc, c.id desc
          limit #{limit}
          """)
  List<CareCase> byDate(
      @Param("state") @Nullable CaseState state,
      @Param("municipality") @Nullable String municipality,
      @Param("day") @Nullable LocalDate day,
      @Param("id") @Nullable UUID id,
      @Param("limit") int limit,
      @Param("scope") Scope scope);

  /**
   * By municipality, year and number. The number has five digits or more: after RKAF-MM-YYYY- a
   * longer one is a higher one.
   */
  @Select(
      CASES
          + "where {scope c.id}"
          + SOUGHT
          + """
            and (#{after}::text is null
              or (left(c.file_number, 13), length(c.file_number), c.file_number)
                > (left(#{after}::text, 13), length(#{after}::text), #{after}::text))
          order by left(c.file_number, 13), length(c.file_number), c.file_number
          limit #{limit}
          """)
  List<CareCase> byFileNumber(
      @Param("state") @Nullable CaseState state,
      @Param("municipality") @Nullable String municipality,
      @Param("after") @Nullable String after,
      @Param("limit") int limit,
      @Param("scope") Scope scope);

  /** Cases that fit, with the child each is of, for sorting by name; opened last first. */
  @Select(
      "select c.id, c.child as person from cases.care_case c where {scope c.id}"
          + SOUGHT
          + "order by c.opened_on desc, c.id desc limit #{limit}")
  List<Named> named(
      @Param("state") @Nullable CaseState state,
      @Param("municipality") @Nullable String municipality,
      @Param("limit") int limit,
      @Param("scope") Scope scope);

  @Select(CASES + "where c.id = any(#{ids}::uuid[]) and {scope c.id}")
  List<CareCase> byIds(@Param("ids") List<UUID> ids, @Param("scope") Scope scope);

  /** Why it was closed; the words sealed. */
  @SuppressWarnings("ArrayRecordComponent") // a row, never compared
  record Closure(CaseId id, @Nullable String reason, byte @Nullable [] narrative) {}

  @Select(
      """
      select c.id, c.closure_reason as reason,
        case when {field NOTES c.id} then c.closure_narrative end as narrative
      from cases.care_case c
      where c.id = any(#{ids}::uuid[]) and c.closed_on is not null and {scope c.id}
      """)
  List<Closure> closures(@Param("ids") List<UUID> ids, @Param("scope") Scope scope);

  /** Null when it is not there for the caller. */
  @Select(
      """
      select {field NOTES c.id} as notes, {field COURT c.id} as court,
        {field FOSTER_FAMILY c.id} as foster_family
      from cases.care_case c
      where c.id = #{id} and {scope c.id}
      """)
  @Nullable Reads reads(@Param("id") CaseId id, @Param("scope") Scope scope);

  // Care

  /**
   * Care by one placement.
   *
   * @param family null when the caller may not read it
   * @param endedOn null while it lasts
   */
  record Care(
      UUID placement,
      CaseId careCase,
      @Nullable UUID family,
      String careType,
      LocalDate startedOn,
      @Nullable LocalDate endedOn,
      @Nullable String endReason) {}

  @Insert(
      """
      insert into cases.care (care_case, placement, family, care_type, started_on)
      values (#{careCase}, #{placement}, #{family}, #{careType}, #{startedOn})
      """)
  int begin(Care care);

  @Update(
      """
      update cases.care k set ended_on = #{on}, end_reason = #{reason}
      where k.placement = #{placement} and k.care_case = #{of} and k.ended_on is null
        and {scope k.care_case}
      """)
  int end(
      @Param("of") CaseId of,
      @Param("placement") UUID placement,
      @Param("on") LocalDate on,
      @Param("reason") String reason,
      @Param("scope") Scope scope);

  /** Of these cases, first care first. */
  @Select(
      """
      select k.placement, k.care_case,
        case when {field FOSTER_FAMILY k.care_case} then k.family end as family,
        k.care_type, k.started_on, k.ended_on, k.end_reason
      from cases.care k
      where k.care_case = any(#{of}::uuid[]) and {scope k.care_case}
      order by k.started_on, k.placement
      """)
  List<Care> cares(@Param("of") List<UUID> of, @Param("scope") Scope scope);

  /** Where a reason leads, or null for an unknown one. */
  @Select("select e.leads_to from cases.exit_path e where e.reason = #{reason}")
  @Nullable CaseState leadsTo(String reason);
}
